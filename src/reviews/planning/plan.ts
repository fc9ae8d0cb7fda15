import { z } from 'zod';
import { DAY, type Instant } from '../../core/instants.ts';
import { dateAt, instantAt, monthsBefore } from '../../core/local-time.ts';
import type { Choice, DrawChoices } from './choices.ts';
import { type Draw, drawSchema } from './draw.ts';
import { type SampledLead, STRATA } from './sample.ts';

/** From when on leads are drawn. */
export const PERIODS = ['7', '30', '90', 'this-month', 'last-month'] as const;

export type Period = (typeof PERIODS)[number];

/** What narrows the leads down, beside their source. */
export const FILTER_KINDS = ['campaign', 'persona', 'stage'] as const;

export interface Filter {
  readonly kind: (typeof FILTER_KINDS)[number];
  readonly value: string;
}

/** What somebody fills in at first. */
export interface PlanForm {
  readonly period: Period;
  /** Only leads of this one; undefined for all. */
  readonly source?: string | undefined;
  readonly size: number;
  readonly raters: readonly string[];
  /** YYYY-MM-DD, where the office is. */
  readonly dueOn: string;
}

/** What most leave as it is. */
export interface PlanMore {
  readonly filters: readonly Filter[];
  readonly reps: readonly string[];
  readonly numbers: readonly number[];
  readonly channelId: string;
  readonly isAnonymous: boolean;
}

/** A review before it starts: all that somebody has filled in, and the leads that they have seen. */
export interface Plan {
  readonly form: PlanForm;
  readonly more: PlanMore;
  /** What the menus offered: options name its places, so that a menu that is drawn again still means the same. */
  readonly offered: { readonly sources: readonly string[]; readonly filters: readonly Filter[] };
  readonly seed: string;
  /** Numbers that were added to the sample, and taken out of it. */
  readonly added: readonly number[];
  readonly leftOut: readonly number[];
  /** By what the sample was drawn that they see, and that sample. */
  readonly drawn?: { readonly draw: Draw; readonly leads: readonly SampledLead[] } | undefined;
}

const filter = z.object({ kind: z.enum(FILTER_KINDS), value: z.string() });

/** How it is kept. */
export const planSchema: z.ZodType<Plan> = z.object({
  form: z.object({
    period: z.enum(PERIODS),
    source: z
      .string()
      .optional()
      .transform((source) => source),
    size: z.int(),
    raters: z.array(z.string()),
    dueOn: z.string(),
  }),
  more: z.object({
    filters: z.array(filter),
    reps: z.array(z.string()),
    numbers: z.array(z.int()),
    channelId: z.string(),
    isAnonymous: z.boolean(),
  }),
  offered: z.object({ sources: z.array(z.string()), filters: z.array(filter) }),
  seed: z.string(),
  added: z.array(z.int()),
  leftOut: z.array(z.int()),
  drawn: z
    .object({
      draw: drawSchema,
      leads: z.array(z.object({ leadId: z.string(), number: z.int(), stratum: z.enum(STRATA) })),
    })
    .optional(),
});

/** Eight leads of the last 30 days. */
export const USUAL = { period: '30', size: 8, workingDays: 3 } as const;

/** A plan as most would fill it in: who judges, until when, and where its thread is are known by whoever begins it. */
export function usualPlan(
  seed: string,
  { raters, dueOn, channelId }: Pick<PlanForm, 'raters' | 'dueOn'> & Pick<PlanMore, 'channelId'>,
  { sources, campaigns, personas, stages }: DrawChoices,
): Plan {
  const filters = (kind: Filter['kind'], choices: readonly Choice[]): Filter[] =>
    choices.slice(0, MOST_OFFERED).map(({ value }) => ({ kind, value }));
  return {
    form: { period: USUAL.period, source: undefined, size: USUAL.size, raters, dueOn },
    more: { filters: [], reps: [], numbers: [], channelId, isAnonymous: false },
    offered: {
      sources: sources.map(({ value }) => value),
      filters: [...filters('campaign', campaigns), ...filters('persona', personas), ...filters('stage', stages)],
    },
    seed,
    added: [],
    leftOut: [],
    drawn: undefined,
  };
}

/** Of each kind of filter; a menu holds a hundred. */
const MOST_OFFERED = 30;

export const MOST_LEADS = 200;
export const MOST_RATERS = 24;

/** By what the leads of a plan are drawn. */
export function drawOf({ form, more, added, leftOut }: Plan, now: Instant, zone: string): Draw {
  const of = (kind: Filter['kind']) => {
    const values = more.filters.filter((one) => one.kind === kind).map(({ value }) => value);
    return values.length === 0 ? undefined : values;
  };
  const numbers = [...new Set([...more.numbers, ...added])].filter((number) => !leftOut.includes(number));
  return {
    ...windowOf(form.period, now, zone),
    size: form.size,
    sources: form.source === undefined ? undefined : [form.source],
    campaigns: of('campaign'),
    personas: of('persona'),
    stages: of('stage'),
    reps: more.reps.length === 0 ? undefined : more.reps,
    numbers: numbers.length === 0 ? undefined : numbers,
    leftOut: leftOut.length === 0 ? undefined : leftOut,
  };
}

/** Months are those of the office. */
function windowOf(period: Period, now: Instant, zone: string): { from: Instant; until: Instant } {
  const first = `${dateAt(now, zone).slice(0, 7)}-01`;
  const begin = instantAt(first, '00:00', zone);
  if (period === 'this-month') return { from: begin, until: now };
  if (period === 'last-month') return { from: instantAt(monthsBefore(first, 1), '00:00', zone), until: begin };
  return { from: now - Number(period) * DAY, until: now };
}

/** Lead numbers as people type them: "12, #15 16"; undefined for what holds anything else. */
export function numbersIn(text: string): number[] | undefined {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const numbers = words.map((word) => Number(/^#?(\d{1,9})$/.exec(word)?.[1] ?? Number.NaN));
  return numbers.every((number) => Number.isInteger(number) && number > 0) ? [...new Set(numbers)] : undefined;
}
