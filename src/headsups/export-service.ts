import type { Instant } from '../core/instants.ts';
import { isoText } from '../core/iso-text.ts';
import type { Db } from '../platform/db/database.ts';
import { answersTo } from './answers-store.ts';
import type { HeadsUp, Terms } from './heads-up.ts';
import { announcedBetween } from './store.ts';

export interface HeadsUpExportDeps {
  readonly db: Db;
  readonly workspaceId: string;
  /** Names of colleagues. */
  readonly namesOf: (db: Db, personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** The columns of an export of heads-ups, in their order. */
export const HEADS_UP_COLUMNS = [
  'heads_up',
  'kind',
  'title',
  'starts_on',
  'expected_leads',
  'audience',
  'promise',
  'talk_track',
  'what_changes',
  'why',
  'announced_by_id',
  'announced_by',
  'announced_at',
  'changed_at',
  'withdrawn_at',
  'clear_to',
  'concerns',
  'concern',
  'is_on_agenda',
] as const;

export type HeadsUpRow = Readonly<Record<(typeof HEADS_UP_COLUMNS)[number], string | number | boolean | null>>;

/**
 * A row for each concern about what was announced then, as it reads now, and one for what nobody is concerned about; withdrawn ones
 * too. A concern is everybody's to read, but whose it is only whoever announced it was promised to hear: here neither a name nor an
 * order or a time tells.
 */
export async function* headsUpRows(
  { db, workspaceId, namesOf }: HeadsUpExportDeps,
  range: { readonly from: Instant; readonly until: Instant },
): AsyncGenerator<HeadsUpRow> {
  for (const headsUp of await announcedBetween(db, workspaceId, range)) {
    const answers = await answersTo(db, headsUp.id);
    const concerns = answers.filter((one) => one.answer === 'concern').toSorted(byLine);
    const head = {
      ...headOf(headsUp, await namesOf(db, [headsUp.by])),
      clear_to: answers.length - concerns.length,
      concerns: concerns.length,
    };
    if (concerns.length === 0) yield { ...head, concern: null, is_on_agenda: null };
    for (const { line, isOnAgenda } of concerns) yield { ...head, concern: line, is_on_agenda: isOnAgenda };
  }
}

const byLine = (a: { readonly line: string }, b: { readonly line: string }): number => (a.line < b.line ? -1 : 1);

const headOf = ({ number, terms, by, postedAt, changed, withdrawn }: HeadsUp, names: ReadonlyMap<string, string>) => ({
  heads_up: number,
  ...termColumns(terms),
  announced_by_id: by,
  announced_by: names.get(by) ?? null,
  announced_at: isoText(postedAt),
  changed_at: changed === undefined ? null : isoText(changed.at),
  withdrawn_at: withdrawn === undefined ? null : isoText(withdrawn.at),
});

function termColumns(terms: Terms) {
  const { kind, title, startsOn } = terms;
  const isCampaign = terms.kind === 'campaign';
  return {
    kind,
    title,
    starts_on: startsOn,
    expected_leads: isCampaign ? (terms.expected ?? null) : null,
    audience: isCampaign ? terms.audience : null,
    promise: isCampaign ? terms.promise : null,
    talk_track: isCampaign ? terms.talk : null,
    what_changes: isCampaign ? null : terms.doing,
    why: isCampaign ? null : (terms.why ?? null),
  };
}
