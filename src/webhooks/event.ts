import { z } from 'zod';

/** An entry of the journal of leads, as those who follow it are told. */
export interface JournalEntry {
  readonly leadId: string;
  readonly workspaceId: string;
  readonly seq: number;
  readonly kind: string;
  readonly at: number;
  readonly by: string | undefined;
  /** Its kind, and what else is known of it. */
  readonly change: object;
}

/** What the world outside calls one kind of entry. */
interface PublicEvent {
  readonly type: string;
  /** In a few words, for the form in which somebody chooses. */
  readonly what: string;
  /** What of the entry is told to everybody who follows: nothing of it is somebody's own words. */
  readonly plain?: readonly string[];
  /** What is told only where persons may be: what colleagues wrote of them. */
  readonly words?: readonly string[];
  /** Nobody is told: it is what somebody outside has told Baton. */
  readonly isKept?: true;
}

const lesson = { plain: ['helped', 'wrong'], words: ['note'] };

/**
 * The public names, by the journal's kinds. They are a promise to those who have written programs for them: never renamed. A
 * kind without one goes out under a name made of its own, without details, and a test complains.
 */
export const PUBLIC_EVENTS: Readonly<Record<string, PublicEvent>> = {
  received: { type: 'lead.received', what: 'A lead has arrived', plain: ['by'] },
  imported: { type: 'lead.imported', what: 'It came out of a file', plain: ['to', 'isContacted'] },
  announced: { type: 'lead.announced', what: 'One out of a file was announced' },
  'held-back': { type: 'lead.held_back', what: 'It is held back: it lacks fields', plain: ['fields', 'until'] },
  'let-through': { type: 'lead.let_through', what: 'It goes on to sales', plain: ['why', 'missing'] },
  claimed: { type: 'lead.claimed', what: 'A rep has claimed it' },
  assigned: { type: 'lead.assigned', what: 'It was given to a rep', plain: ['to', 'from', 'pool', 'turn'] },
  offered: { type: 'lead.offered', what: 'It is somebody’s turn', plain: ['to', 'until', 'pool', 'turn'] },
  passed: { type: 'lead.passed', what: 'They don’t take it', plain: ['from'], words: ['reason'] },
  lapsed: { type: 'lead.offer_lapsed', what: 'They didn’t answer in time', plain: ['from'] },
  queued: { type: 'lead.queued', what: 'It waits for people at work', plain: ['until', 'pool', 'turn'] },
  opened: { type: 'lead.opened', what: 'Anybody may claim it', plain: ['pool', 'turn'] },
  released: { type: 'lead.released', what: 'A rep has given it back', plain: ['from', 'since'], words: ['reason'] },
  'release-undone': { type: 'lead.release_undone', what: 'Giving it back was undone', plain: ['to'] },
  contacted: { type: 'lead.contacted', what: 'A call, e-mail or meeting', plain: ['how'] },
  qualified: { type: 'lead.qualified', what: 'It is worth a deal' },
  deal: { type: 'lead.opportunity', what: 'A deal is in sight', plain: ['value'] },
  won: { type: 'lead.won', what: 'It is won', ...lesson, plain: ['value', ...lesson.plain] },
  lost: { type: 'lead.lost', what: 'It is lost', ...lesson },
  rejected: {
    type: 'lead.rejected',
    what: 'Sales has turned it down',
    plain: ['reason', 'returnsOn', 'isCounted'],
    words: ['detail', 'note'],
  },
  'outcome-undone': { type: 'lead.outcome_undone', what: 'Its outcome was undone' },
  returned: { type: 'lead.returned', what: 'It came back, as agreed', plain: ['to', 'from', 'round'] },
  completed: { type: 'lead.completed', what: 'What it lacked was added', plain: ['fields'] },
  paused: { type: 'lead.paused', what: 'It waits until a day or hour', plain: ['pause', 'until'], words: ['note'] },
  resumed: { type: 'lead.resumed', what: 'It goes on before that' },
  'picked-up': { type: 'lead.picked_up', what: 'Somebody is on it again' },
  questioned: { type: 'lead.questioned', what: 'Marketing questions the rejection', words: ['note'] },
  'question-undone': { type: 'lead.question_undone', what: 'The question was taken back' },
  upheld: { type: 'lead.rejection_upheld', what: 'Both managers: the rejection stands' },
  overturned: { type: 'lead.rejection_overturned', what: 'Both managers: one more try' },
  rated: {
    type: 'lead.rated',
    what: 'Somebody has judged it',
    plain: ['side', 'verdict', 'grade', 'reason', 'part'],
    words: ['note'],
  },
  'rating-undone': { type: 'lead.rating_undone', what: 'A judgement was taken back' },
  reviewed: {
    type: 'lead.reviewed',
    what: 'Both teams have judged it unseen',
    plain: ['review', 'good', 'not', 'unsure'],
  },
  seen: { type: 'lead.seen', what: 'Another system has told something of it', isKept: true },
  'wrote-again': {
    type: 'lead.wrote_again',
    what: 'Its person has written again',
    plain: ['by', 'source', 'campaign', 'consent', 'filled'],
    words: ['message'],
  },
  merged: { type: 'lead.merged', what: 'It is part of another lead now', plain: ['into', 'number', 'isCounted'] },
  unmerged: { type: 'lead.unmerged', what: 'It is a lead of its own again', plain: ['into', 'number'] },
  gained: { type: 'lead.gained', what: 'Another lead is part of it now', plain: ['lead', 'number', 'to', 'filled'] },
  'gave-back': { type: 'lead.gave_back', what: 'That lead is one of its own again', plain: ['lead', 'number'] },
  'kept-apart': { type: 'lead.kept_apart', what: 'It is not the same as another one', plain: ['number'] },
};

/** Of whatever was seen in another system: in which, and when it happened there. */
const THERE = ['via', 'happenedAt'];

/**
 * Whether an entry is told to those who follow. A stage or owner that a CRM has told ends by itself, because saying it again changes
 * nothing; of contacts only the first is told on, or a CRM that logs what it hears and tells what it logs would never end.
 */
export function isTold({ kind, change }: JournalEntry): boolean {
  if (PUBLIC_EVENTS[kind]?.isKept) return false;
  if (kind !== 'contacted') return true;
  const { via, isFirst } = seenThere.parse(change);
  return via === undefined || isFirst === true;
}

const seenThere = z.looseObject({ via: z.string().optional(), isFirst: z.boolean().optional() });

/** What those who follow are told when they are to forget somebody as well: no entry of the journal says it. */
export const ERASED = 'lead.erased';

/** What is sent to try an address. */
export const PING = 'ping';

export const typeOf = (kind: string): string => PUBLIC_EVENTS[kind]?.type ?? `lead.${kind.replaceAll('-', '_')}`;

/** What of an entry's change may be told. */
export function toldOf({ kind, change }: JournalEntry, isPersonal: boolean): Readonly<Record<string, unknown>> {
  const { plain = [], words = [] } = PUBLIC_EVENTS[kind] ?? {};
  const told = new Set([...plain, ...THERE, ...(isPersonal ? words : [])]);
  return Object.fromEntries(Object.entries(change).filter(([name]) => told.has(name)));
}

/** All that somebody can choose from. */
export const EVENT_CHOICES: readonly { readonly type: string; readonly what: string }[] = [
  ...Object.values(PUBLIC_EVENTS).filter(({ isKept }) => isKept !== true),
  { type: ERASED, what: 'The person behind it is to be forgotten' },
];

const TYPES = new Set(EVENT_CHOICES.map(({ type }) => type));

export type EventChoice =
  /** `undefined` for all, also for those that are yet to be invented. */
  | { readonly kind: 'events'; readonly types: readonly string[] | undefined }
  | { readonly kind: 'unknown'; readonly type: string };

/** Which events somebody chose, by their public names; no name chooses all. */
export function chosenEvents(types: readonly string[]): EventChoice {
  const unknown = types.find((type) => !TYPES.has(type));
  if (unknown !== undefined) return { kind: 'unknown', type: unknown };
  return { kind: 'events', types: types.length === 0 ? undefined : [...new Set(types)].toSorted() };
}
