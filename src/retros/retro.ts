import type { Instant } from '../core/instants.ts';
import type { Side } from '../core/verdict.ts';

/**
 * `gathering` until it begins: anyone writes cards. Then both teams write in `collecting`, vote unseen in `voting`, and decide in
 * `deciding`. One that was called off shows nothing of what was written in it.
 */
export type RetroPhase = 'gathering' | RunningPhase | 'closed' | 'called-off';

/** The phases of one that runs, in their order. */
export const RUNNING_PHASES = ['collecting', 'voting', 'deciding'] as const;

export type RunningPhase = (typeof RUNNING_PHASES)[number];

/** Both teams look back at some weeks together. Of a workspace one gathers and at most one runs. */
export interface Retro {
  readonly id: string;
  readonly workspaceId: string;
  /** Counts from 1 in each workspace, given at the start; people say "retro 3". */
  readonly number: number | undefined;
  /** The schedule, and the run of it, that have begun it. */
  readonly ritualId: string | undefined;
  readonly occurrenceId: string | undefined;
  /** Undefined before the start. */
  readonly channelId: string | undefined;
  /** The name of a format. */
  readonly format: string;
  /** Whether its cards name nobody. */
  readonly isAnonymous: boolean;
  /** Who looks after it, beside the managers of both teams; undefined where nobody does any more. */
  readonly facilitatorId: string | undefined;
  readonly phase: RetroPhase;
  readonly phaseSince: Instant;
  /** Until when the phase goes on, unless all are done before; only while it runs. */
  readonly phaseDueAt: Instant | undefined;
  /** RETRO-5: when the phase should have begun, where Baton was down then. */
  readonly lateSince: Instant | undefined;
  /** How many working days each phase takes. */
  readonly days: PhaseDays;
  /** What it looks back at: half open, the end given at the start. */
  readonly periodFrom: Instant;
  readonly periodUntil: Instant | undefined;
  readonly startedAt: Instant | undefined;
  /** Undefined where a schedule has begun it. */
  readonly startedBy: string | undefined;
  /** When it was closed or called off. */
  readonly closedAt: Instant | undefined;
  /** Who closed it before its time, or called it off. */
  readonly endedBy: string | undefined;
  /** IANA zone of the office when it began. */
  readonly zone: string;
  /** Grows with each change of the retro itself. */
  readonly lastEvent: number;
}

/** What a message in the thread of a retro must know of it. */
export type RetroThread = Pick<Retro, 'id' | 'channelId'>;

/** Working days of each phase. */
export type PhaseDays = Readonly<Record<RunningPhase, number>>;

/** Two working days to write, one to vote, two to decide. */
export const USUAL_DAYS: PhaseDays = { collecting: 2, voting: 1, deciding: 2 };

/** Somebody who takes part. */
export interface RetroPerson {
  readonly retroId: string;
  readonly personId: string;
  readonly side: Side;
  /** When they had nothing more to write. */
  readonly collectedAt: Instant | undefined;
  /** When they had voted. */
  readonly votedAt: Instant | undefined;
  /** When they said that they don't take part this time. */
  readonly steppedOutAt: Instant | undefined;
}

export const isRunning = <R extends { readonly phase: RetroPhase }>(retro: R): retro is R & RunningPart =>
  RUNNING_PHASES.some((phase) => phase === retro.phase);

interface RunningPart {
  readonly phase: RunningPhase;
}

/** The phases in which cards are written. */
export const WRITABLE = ['gathering', 'collecting'] as const satisfies readonly RetroPhase[];

/** What comes after a phase. */
export const phaseAfter = (phase: RunningPhase): RunningPhase | 'closed' =>
  RUNNING_PHASES[RUNNING_PHASES.indexOf(phase) + 1] ?? 'closed';

/** Whether somebody has done their part of a phase; in the last one there is no such part. */
export const isDone = ({ collectedAt, votedAt }: RetroPerson, phase: RunningPhase): boolean =>
  (phase === 'collecting' && collectedAt !== undefined) || (phase === 'voting' && votedAt !== undefined);
