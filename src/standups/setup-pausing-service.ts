import { dateAt } from '../core/local-time.ts';
import type { SaveOutcome, StandupActor, StandupAsk, StandupDeps } from './ports-service.ts';
import { STANDUP, type StandupRitual } from './ritual.ts';
import { dayAhead, readPause } from './setup-pause.ts';

type MoveOutcome =
  | {
      readonly kind: 'saved';
      readonly ritual: StandupRitual;
      /** The next day on which somebody is asked; undefined if none is in sight. */
      readonly from: string | undefined;
      /** The first day after the pause, if it ends by itself. */
      readonly until: string | undefined;
    }
  | { readonly kind: 'not-yours' }
  | { readonly kind: 'not-now' };

/** `fault`: that day can't be; a sentence. */
type PauseOutcome = MoveOutcome | { readonly kind: 'fault'; readonly sentence: string };

/** Asking nobody for a while, or never again. What is open goes on in any case. */
export function createPausing<A extends StandupAsk, C>({
  database,
  clock,
  rituals,
}: Pick<StandupDeps<A, C>, 'database' | 'clock' | 'rituals'>) {
  return {
    /** Until somebody resumes it, or until the day that `text` names, such as "until 3 March" or "2026-12-24". */
    async pause(actor: StandupActor, ritualId: string, text = ''): Promise<PauseOutcome> {
      const standup = await find(actor, ritualId);
      if (standup === undefined) return { kind: 'not-yours' };
      const end = readPause(text, todayOf(standup));
      if ('fault' in end) return { kind: 'fault', sentence: end.fault };
      return outcomeOf(await rituals.pause(actor, ritualId, end.untilOn));
    },

    resume: (actor: StandupActor, ritualId: string): Promise<MoveOutcome> => move(actor, ritualId, rituals.resume),

    /** For ever. What was answered stays, also in exports. */
    end: (actor: StandupActor, ritualId: string): Promise<MoveOutcome> => move(actor, ritualId, rituals.end),

    /** The end of its pause, for lists; undefined if it has none. */
    pausedUntil: (ritual: StandupRitual): string | undefined =>
      ritual.state === 'paused' && ritual.pausedUntilOn !== undefined
        ? dayAhead(ritual.pausedUntilOn, todayOf(ritual))
        : undefined,
  };

  async function move(
    actor: StandupActor,
    ritualId: string,
    change: (actor: StandupActor, ritualId: string) => Promise<SaveOutcome>,
  ): Promise<MoveOutcome> {
    if ((await find(actor, ritualId)) === undefined) return { kind: 'not-yours' };
    return outcomeOf(await change(actor, ritualId));
  }

  /** Only a standup: ids come back from Slack, and may be those of anything that recurs. Whether it is theirs the engine says. */
  async function find({ workspaceId }: StandupActor, ritualId: string): Promise<StandupRitual | undefined> {
    const ritual = await rituals.find(database.db, ritualId);
    return ritual?.kind === STANDUP && ritual.workspaceId === workspaceId ? ritual : undefined;
  }

  /** Where the team is. */
  function todayOf(ritual: StandupRitual): string {
    return dateAt(clock.now(), ritual.config.zone);
  }

  function outcomeOf(outcome: SaveOutcome): MoveOutcome {
    if (outcome.kind === 'refused') return { kind: 'not-now' };
    if (outcome.kind !== 'saved') return outcome;
    const { ritual, fromOn } = outcome;
    const until = ritual.state === 'paused' ? ritual.pausedUntilOn : undefined;
    return {
      kind: 'saved',
      ritual,
      from: fromOn && dayAhead(fromOn, todayOf(ritual)),
      until: until && dayAhead(until, todayOf(ritual)),
    };
  }
}
