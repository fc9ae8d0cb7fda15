/** Why a lead is given up: the twelve reasons of leads.md 1d, each of which somebody can act upon. */
export type ReasonKey =
  | 'unreachable'
  | 'timing'
  | 'no-budget'
  | 'competitor'
  | 'no-need'
  | 'not-icp'
  | 'wrong-person'
  | 'bad-data'
  | 'duplicate'
  | 'existing-customer'
  | 'spam-or-test'
  | 'other';

/**
 * What becomes of such a lead: it comes back on a day, is closed, goes back to marketing, is one with another lead, belongs
 * to somebody else, or never was a lead.
 */
export type ReasonClass = 'recycle' | 'close' | 'return' | 'merge' | 'reroute' | 'drop';

export interface Reason {
  /** What people choose and read. */
  readonly words: string;
  readonly class: ReasonClass;
  /** Who can do something about it, and what, so that a reason is never only a complaint. */
  readonly acts: string;
  /** In how many days it comes back unless somebody says when; 'asked' means that they must. Only what is recycled. */
  readonly back?: number | 'asked';
  /** What else must be known. */
  readonly detail?: Detail;
  readonly needsNote?: true;
  /** Only after as many contacts have been tried and logged as sales has promised. */
  readonly needsAttempts?: true;
}

/** What a reason asks for beside itself. */
export type Detail =
  | { readonly kind: 'text'; readonly label: string; readonly missing: string }
  | { readonly kind: 'lead'; readonly label: string; readonly missing: string }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly missing: string;
      readonly choices: Readonly<Record<string, string>>;
    };

export const REASONS: Readonly<Record<ReasonKey, Reason>> = {
  unreachable: {
    words: 'Could not be reached',
    class: 'recycle',
    acts: 'Marketing keeps in touch until it comes back.',
    back: 30,
    needsAttempts: true,
  },
  timing: { words: 'Not now', class: 'recycle', acts: 'The same person calls again on the day.', back: 'asked' },
  'no-budget': {
    words: 'No budget',
    class: 'recycle',
    acts: 'Marketing keeps in touch until it comes back.',
    back: 90,
  },
  competitor: {
    words: 'Uses a competitor',
    class: 'recycle',
    acts: 'Marketing: a campaign for customers of that competitor.',
    back: 180,
    detail: { kind: 'text', label: 'Which competitor?', missing: 'Which competitor is it?' },
  },
  'no-need': { words: 'No need', class: 'close', acts: 'Marketing looks at how such leads are scored.' },
  'not-icp': {
    words: 'Not our kind of customer',
    class: 'close',
    acts: 'Both teams: does the definition of a good lead still hold?',
    detail: {
      kind: 'choice',
      label: 'What does not fit?',
      missing: 'What does not fit?',
      choices: { size: 'Size', industry: 'Industry', region: 'Region', role: 'Role of the person' },
    },
  },
  'wrong-person': {
    words: 'Wrong person',
    class: 'recycle',
    acts: 'Sales asks them who is the right one.',
    back: 14,
  },
  'bad-data': {
    words: 'Wrong or missing data',
    class: 'return',
    acts: 'Marketing mends the form or list that it comes from.',
    detail: {
      kind: 'choice',
      label: 'What is wrong or missing?',
      missing: 'What is wrong or missing?',
      choices: { email: 'E-mail', phone: 'Phone', name: 'Name', company: 'Company', message: 'What they want' },
    },
  },
  duplicate: {
    words: 'Is there twice',
    class: 'merge',
    acts: 'The other lead goes on; this one counts nowhere.',
    detail: {
      kind: 'lead',
      label: 'Number of the other lead',
      missing: 'Which lead is it the same as? Its number, please.',
    },
  },
  'existing-customer': {
    words: 'Is a customer already',
    class: 'reroute',
    acts: 'Whoever looks after that customer takes it.',
  },
  'spam-or-test': {
    words: 'Spam or a test',
    class: 'drop',
    acts: 'Marketing blocks the source; it counts nowhere.',
  },
  other: {
    words: 'Something else',
    class: 'close',
    acts: 'Both teams at their next meeting.',
    needsNote: true,
  },
};

/** All of them, in the order in which they are offered. */
export const REASON_KEYS: readonly ReasonKey[] = [
  'unreachable',
  'timing',
  'no-budget',
  'competitor',
  'no-need',
  'not-icp',
  'wrong-person',
  'bad-data',
  'duplicate',
  'existing-customer',
  'spam-or-test',
  'other',
];

/** Of somebody who typed it or chose it in a form; undefined for what is no reason. */
export function reasonFrom(text: string): ReasonKey | undefined {
  const typed = bare(text);
  return REASON_KEYS.find((key) => bare(key) === typed || bare(REASONS[key].words) === typed) ?? SHORT[typed];
}

/** What was never a lead of its own stands in no figure (1e): spam, tests, and the second of two. */
export const isCounted = (key: ReasonKey): boolean => REASONS[key].class !== 'drop' && REASONS[key].class !== 'merge';

/** Whether such a lead comes back. */
export const isRecycled = (key: ReasonKey): boolean => REASONS[key].class === 'recycle';

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}]/gu, '');

/** What people type for short. */
const SHORT: Readonly<Record<string, ReasonKey>> = {
  spam: 'spam-or-test',
  test: 'spam-or-test',
  budget: 'no-budget',
  customer: 'existing-customer',
  twice: 'duplicate',
  data: 'bad-data',
  noanswer: 'unreachable',
  later: 'timing',
  noneed: 'no-need',
};
