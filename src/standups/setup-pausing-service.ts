import { dateAt } from '../core/local-time.ts';
import type { SaveOutcome, StandupActor, StandupAsk, StandupDeps } from './ports-service.ts';
import type { StandupRitual } from './ritual.ts';
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
      const ritual = await rituals.find(database.db, ritualId);
      const end = readPause(text, todayOf(ritual));
      if ('fault' in end) return { kind: 'fault', sentence: end.fault };
      return outcomeOf(await rituals.pause(actor, ritualId, end.untilOn));
    },

    async resume(actor: StandupActor, ritualId: string): Promise<MoveOutcome> {
      return outcomeOf(await rituals.resume(actor, ritualId));
    },

    /** For ever. What was answered stays, also in exports. */
    async end(actor: StandupActor, ritualId: string): Promise<MoveOutcome> {
      return outcomeOf(await rituals.end(actor, ritualId));
    },

    /** The end of its pause, for lists; undefined if it has none. */
    pausedUntil: (ritual: StandupRitual): string | undefined =>
      ritual.state === 'paused' && ritual.pausedUntilOn !== undefined
        ? dayAhead(ritual.pausedUntilOn, todayOf(ritual))
        : undefined,
  };

  /** Where the team is. */
  function todayOf(ritual: StandupRitual | undefined): string {
    return dateAt(clock.now(), ritual?.config.zone ?? 'UTC');
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
