import type { Instant } from '../core/instants.ts';
import { isoText } from '../core/iso-text.ts';
import { addDays, instantAt } from '../core/local-time.ts';
import type { Database } from '../platform/db/database.ts';
import { postedFacts } from './answer.ts';
import { factText } from './fact.ts';
import type { StandupPeople, StandupRituals } from './ports-service.ts';
import { answersBetween, listAnsweredRituals } from './store.ts';

/** Local dates, both included; undefined for everything. */
export interface ExportRange {
  readonly fromOn: string | undefined;
  readonly untilOn: string | undefined;
}

export interface ExportDeps {
  readonly database: Database;
  readonly rituals: Pick<StandupRituals, 'find' | 'slot'>;
  readonly people: Pick<StandupPeople, 'daysOf'>;
}

/** The columns of an export, in their order. */
export const EXPORT_COLUMNS = [
  'date',
  'standup',
  'person',
  'posted_at',
  'is_late',
  'edited_at',
  'facts',
  'last_plan',
  'last_plan_outcome',
  'today',
  'note',
  'questions',
] as const;

export type ExportRow = Readonly<Record<(typeof EXPORT_COLUMNS)[number], string>>;

/** What was posted, in the order in which it was; the words as people wrote them. */
export async function* exportRows(
  { database, rituals, people }: ExportDeps,
  workspaceId: string,
  range: ExportRange,
): AsyncGenerator<ExportRow> {
  const { db } = database;
  for (const id of await listAnsweredRituals(db)) {
    // One that has ended has answers too.
    const ritual = await rituals.find(db, id);
    if (ritual?.workspaceId !== workspaceId) continue;
    const { config } = ritual;
    const answers = await answersBetween(db, id, instantsOf(range, config.zone));
    const ids = [...new Set(answers.map(({ answer }) => answer.personId))];
    const known = await people.daysOf(db, ids, { fromOn: '1970-01-01', untilOn: '1970-01-01' });
    const names = new Map(known.map(({ personId, name }) => [personId, name]));
    for (const { answer, snapshot } of answers) {
      const { content } = answer;
      const slot = await rituals.slot(db, answer.slotId);
      yield {
        date: slot?.teamDate ?? '',
        standup: config.name,
        person: names.get(answer.personId) ?? answer.personId,
        posted_at: isoText(answer.postedAt),
        is_late: answer.isLate ? 'yes' : 'no',
        edited_at: answer.editedAt === undefined ? '' : isoText(answer.editedAt),
        facts: postedFacts(snapshot?.facts ?? [], content)
          .map(factText)
          .join('\n'),
        last_plan: snapshot?.lastPlan ?? '',
        last_plan_outcome: content.lastPlan ?? '',
        today: content.today ?? '',
        note: content.note ?? '',
        questions: (snapshot?.questions ?? [])
          .flatMap(({ id: questionId, text }) => {
            const said = content.custom[questionId];
            return said === undefined ? [] : [`${text}: ${said}`];
          })
          .join('\n'),
      };
    }
  }
}

const instantsOf = ({ fromOn, untilOn }: ExportRange, zone: string): { from: Instant; until: Instant } => ({
  from: fromOn === undefined ? 0 : instantAt(fromOn, '00:00', zone),
  until: untilOn === undefined ? Number.MAX_SAFE_INTEGER : instantAt(addDays(untilOn, 1), '00:00', zone),
});
