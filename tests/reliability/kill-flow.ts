import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import type { SteeredClock } from '../../playground/steered-clock.ts';
import type { BatonApp } from '../../src/app.ts';
import type { Duration, Instant } from '../../src/core/instants.ts';
import type { Database } from '../../src/platform/db/database.ts';

/** A story that is told with a process that dies at each of its boundaries. Each file of `flows/` exports one as `flow`. */
export interface Flow {
  /** Before the story begins the company has set Baton up, or only started it once and connected a form, or never. */
  readonly office: 'set-up' | 'installed' | 'new';
  /** From which moment boundaries are counted; a start has some of its own. */
  readonly from: 'start' | 'armed';
  /** What else is so before, made in an app of this process. */
  prepare?(app: BatonApp, clock: SteeredClock): Promise<void>;
  /** When the story begins, and when that was prepared; without them, Wednesday at ten in Berlin. */
  readonly at?: Instant;
  readonly preparedAt?: Instant;
  /** Whether the promise is only measured, and nobody is told anything of it. */
  readonly isMeasured?: true;
  /** Whether so much time passes that a card would name days instead of times, which nobody brings up to date. */
  readonly isTooOld?: true;
  /** Boundaries at which `npm test` always dies: what somebody's lead hangs on. */
  readonly always?: RegExp;
  /** What Slack may refuse in this story, by its code. */
  readonly refusals?: readonly string[];
  /** Everybody does what they would do, and again what they got no answer to. */
  run(scene: Scene): Promise<void>;
}

/** What becomes of something that a person does. */
export interface Reaction {
  readonly kind: string;
}

/** The world of a story: people, senders and the time. Baton in it is a process that may die and is started again. */
export interface Scene {
  readonly slack: LocalSlack;
  readonly database: Database;
  /** Sends a lead of this company until it is accepted, as senders do: each time under the same id. */
  send(company: string, fields?: object): Promise<void>;
  /**
   * Somebody does something until it is acknowledged, and then sees what follows from it: an acknowledgement is a promise,
   * so nothing is done again after one. `act` gives undefined where there is nothing to press any more.
   */
  does<T>(act: () => Promise<Reaction> | undefined, sees: () => T): Promise<Seen<T>>;
  /** The same for what nobody was promised, such as a form that opens: who sees nothing tries again after a restart. */
  tries<T>(act: () => Promise<Reaction> | undefined, sees: () => T): Promise<Seen<T>>;
  /** Waits until somebody sees this. */
  sees<T>(sees: () => T): Promise<Seen<T>>;
  /** Waits until Baton has nothing to do at present. */
  rest(): Promise<void>;
  /** Lets so much time pass, from a moment of rest on. */
  pass(duration: Duration): Promise<void>;
  /** The same in the middle of everything. */
  jump(duration: Duration): void;
}

export type Seen<T> = Exclude<T, undefined | null | false>;
