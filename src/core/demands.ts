import type { FieldName, LeadFields } from './lead-fields.ts';
import type { Stage } from './lead-stages.ts';

/** The team that sees to it that a field is there. */
export type OwingTeam = 'marketing' | 'sales';

/** Stages from which on a field can be demanded, in order. */
export const DEMANDING_STAGES = [
  'new',
  'accepted',
  'contacted',
  'qualified',
  'opportunity',
] as const satisfies readonly Stage[];

export type DemandingStage = (typeof DEMANDING_STAGES)[number];

/** What can be demanded of a lead, and what people call it; in the order in which it is asked for. */
export const DEMANDED_FIELDS = {
  company: 'Company',
  contactName: 'Name',
  email: 'E-mail',
  phone: 'Phone',
  message: 'What they want',
  source: 'Source',
  campaign: 'Campaign',
  persona: 'Persona',
  region: 'Region',
  score: 'Score',
  crmUrl: 'CRM link',
} as const satisfies Partial<Record<FieldName, string>>;

export type DemandedField = keyof typeof DEMANDED_FIELDS;

/** From this stage on a lead needs this field, and this team owes it. */
export interface Demand {
  readonly stage: DemandingStage;
  readonly field: DemandedField;
  readonly team: OwingTeam;
}

/** A field that a lead should have by now. */
export interface Missing {
  readonly field: DemandedField;
  readonly team: OwingTeam;
}

/**
 * What a lead lacks at its stage: all that is demanded up to there. Nobody owes anything on a lead that has ended, well or
 * not, or whose person is forgotten. A field that is demanded at two stages is owed by the team that owed it first.
 */
export function missingOf(
  demands: readonly Demand[],
  { stage, fields, isErased }: { readonly stage: Stage; readonly fields: LeadFields; readonly isErased?: true },
): readonly Missing[] {
  if (isErased) return [];
  const reached = placeOf(stage);
  return FIELDS_IN_ORDER.flatMap((field) => {
    if (fields[field] !== undefined) return [];
    const [first] = demands
      .filter((demand) => demand.field === field && placeOf(demand.stage) <= reached)
      .toSorted((a, b) => placeOf(a.stage) - placeOf(b.stage));
    return first === undefined ? [] : [{ field, team: first.team }];
  });
}

/** In plain words: "Phone is missing", "Phone and Persona are missing". */
export function missingWords(missing: readonly Pick<Missing, 'field'>[]): string {
  const names = missing.map(({ field }) => DEMANDED_FIELDS[field]);
  const listed = [names.slice(0, -1).join(', '), names.at(-1)].filter((part) => part).join(' and ');
  return `${listed} ${names.length === 1 ? 'is' : 'are'} missing`;
}

export const isDemandedField = (name: string): name is DemandedField => Object.hasOwn(DEMANDED_FIELDS, name);

const FIELDS_IN_ORDER = Object.keys(DEMANDED_FIELDS).filter(isDemandedField);

const IN_ORDER: readonly Stage[] = DEMANDING_STAGES;

/** -1 for where nothing is demanded any more. */
const placeOf = (stage: Stage): number => IN_ORDER.indexOf(stage);
