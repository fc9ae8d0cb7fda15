import { leadFields } from '../src/core/lead-fields.ts';
import type { Lead, Stage } from '../src/leads/lead.ts';
import { type LeadRow, newRow } from '../src/leads/row-store.ts';

export const REPS: readonly string[] = Array.from({ length: 50 }, (_, at) => `U${at}`);

const DAY = 24 * 60 * 60 * 1_000;
const BEGIN = Date.UTC(2024, 0, 1);
const SYLLABLES = 'no va tro ka ri me lu so ten bra dor fi gan hel jo pex qui zar wen ul'.split(' ');
const FORMS = ['GmbH', 'Inc', 'AG', 'Ltd'];
const SEASONS = ['Spring', 'Autumn', 'Winter', 'Summer'];
const WHAT = ['demo', 'fair', 'webinar', 'guide', 'trial'];
const STAGES: readonly Stage[] = [
  'customer',
  'lost',
  'rejected',
  'rejected',
  'rejected',
  'recycled',
  'qualified',
  'new',
];

/** The leads of a company of some years, as rows: names of people and companies are many, campaigns and sources are few. */
export function leadRow(at: number): LeadRow {
  const many = scattered(at);
  const company = `${made(many % 400)} ${made(400 + (many % 97))} ${FORMS[many % 4]}`;
  const [first, last] = [made(1_000 + (many % 500)), made(2_000 + ((many * 7) % 3_000))];
  const stage = STAGES[many % STAGES.length] ?? 'new';
  // A third has come out of files, and is older than its number says.
  const isHistory = many % 3 === 0;
  const day = isHistory ? many % 700 : at % 1_000;
  const owner = stage === 'new' ? undefined : REPS[many % REPS.length];
  const lead: Lead = {
    id: `L${at}`,
    workspaceId: 'T1',
    number: at + 1,
    channelId: 'C1',
    endpointId: undefined,
    stage,
    owner: owner === undefined ? undefined : { personId: owner, since: BEGIN + day * DAY, event: 1 },
    receivedAt: BEGIN + day * DAY + (many % DAY),
    firstContactAt: stage === 'new' ? undefined : BEGIN + (day + 1) * DAY,
    lastEvent: 1,
    isTest: false,
    ...(isHistory && { isHistory: true as const }),
    round: 1,
    reason: undefined,
    returnsAt: undefined,
    value: undefined,
    fields: leadFields({
      company,
      contactName: `${first} ${last}`,
      email: `${first}.${last}@${made(many % 400)}.example`,
      phone: `+49 30 ${1_000_000 + at}`,
      message: 'We would like to see how this could work for a team of ours. '.repeat(1 + (many % 6)),
      source: many % 2 === 0 ? 'Website' : 'Trade fair',
      campaign: `${SEASONS[many % 4]} ${WHAT[many % 5]} ${2020 + (many % 7)}`,
      persona: many % 3 === 0 ? 'Buyer' : 'User',
      region: ['EMEA', 'AMER', 'APAC'][many % 3],
    }),
  };
  return newRow(lead, { key: undefined, extra: {} });
}

/** A word of three syllables, one for each number below eight thousand. */
function made(number: number): string {
  const of = (at: number) => SYLLABLES[Math.floor(number / SYLLABLES.length ** at) % SYLLABLES.length] ?? '';
  return `${of(0)}${of(1)}${of(2)}`;
}

/** The same number for the same lead, and none like its neighbours' (Knuth's multiplicative hash). */
const scattered = (at: number): number => Number((BigInt(at) * 2_654_435_761n) % 4_294_967_296n);
