import type { Duration, Instant } from '../core/instants.ts';
import type { ReasonKey } from '../core/lead-reasons.ts';
import type { Side } from '../core/verdict.ts';
import type { Window } from './metrics.ts';

/** What both teams look at before they talk: the figures of a window beside those of the window before it, as they were at `at`. */
export interface DataPack {
  readonly window: Window;
  /** As long as the window, and right before it. */
  readonly before: Window;
  /** Of the office, for the dates. */
  readonly zone: string;
  readonly at: Instant;
  readonly late: LatePart;
  readonly speed: SpeedPart;
  readonly reasons: ReasonsPart;
  readonly conversion: ConversionPart;
  readonly returned: ReturnedPart;
  readonly asks: AsksPart;
  readonly samples: SamplesPart;
}

/** So many in the window, and so many in the one before. */
export interface Compared {
  readonly now: number;
  readonly before: number;
}

/** How many leads became late in the window by an announced promise, whenever they came. */
export interface LatePart extends Compared {
  /** The worst first; `came` is how many of it arrived in the window. */
  readonly sources: readonly { readonly origin: string; readonly late: number; readonly came: number }[];
  /** By the promise and what it is about, the worst first. */
  readonly clauses: readonly {
    readonly clause: string;
    readonly about: 'first-contact' | 'follow-up' | 'outcome';
    readonly late: number;
  }[];
  /** In which hours of the day they became late, where the office is; the worst first. */
  readonly hours: readonly { readonly hour: number; readonly late: number }[];
  /** Whose they were when they became late, by the team of that person as it is now; the worst first. */
  readonly holders: readonly { readonly holder: Holder; readonly late: number }[];
}

/** The team of whoever had a lead; `other` is somebody of neither team, or who has left. */
export type Holder = Side | 'other' | 'nobody';

/** METRICS.speed and METRICS['in-time'] of the leads that arrived. */
export interface SpeedPart {
  /** Working time within which sales promises a first contact; undefined without such a promise. */
  readonly target?: Duration | undefined;
  readonly now: Speed;
  readonly before: Speed;
}

export interface Speed {
  /** Leads that were contacted or are late. */
  readonly n: number;
  readonly inTime: number;
  /** Working time. */
  readonly median?: Duration | undefined;
}

/** What was given up in the window, by what was said then. */
export interface ReasonsPart extends Compared {
  /** The five most frequent, the most frequent first. */
  readonly top: readonly (Compared & { readonly reason: ReasonKey })[];
}

/** How far the leads that arrived in the window have come so far. */
export interface ConversionPart {
  readonly now: Conversion;
  readonly before: Conversion;
  /** The largest first; what has no source is in none of them. */
  readonly sources: readonly (Conversion & { readonly origin: string })[];
}

export interface Conversion {
  readonly n: number;
  readonly qualified: number;
  readonly won: number;
}

/** Leads that went another way than on, each counted once a line. */
export interface ReturnedPart {
  /** Closed as not a fit, of those that arrived. */
  readonly turnedDown: Compared;
  /** Given back by whoever had them, for anybody to claim. */
  readonly givenBack: Compared;
  /** Handed on to somebody else. */
  readonly handedOn: Compared;
  /** Came back from the shelf. */
  readonly cameBack: Compared;
  /** Of which sources most were turned down, of how many that arrived. */
  readonly sources: readonly { readonly origin: string; readonly turnedDown: number; readonly came: number }[];
}

/** By the team that asks. */
export type AsksPart = Readonly<Record<Side, AsksOfTeam>>;

export interface AsksOfTeam {
  readonly opened: number;
  /** Answered or declined. */
  readonly settled: number;
  /** By who asked. */
  readonly closed: number;
  /** At the end of the window. */
  readonly waiting: number;
  /** Of those that wait, in working days of whoever should answer. */
  readonly medianDays?: number | undefined;
  readonly oldestDays?: number | undefined;
}

/**
 * Leads that people judged, up to three that fit and three that don't; those first over which the teams differ, then those of which both
 * have said something. Nothing of them says who their person is.
 */
export interface SamplesPart {
  readonly strong: readonly Sample[];
  readonly weak: readonly Sample[];
}

/** By its number only: what a lead is called may change, and what is kept here doesn't. */
export interface Sample {
  readonly leadId: string;
  readonly number: number;
  readonly source?: string | undefined;
  /** What most of each team say; 'undecided' where as many say the contrary or nobody could tell, 'silent' where nobody has. */
  readonly says: Readonly<Record<Side, 'good' | 'not' | 'undecided' | 'silent'>>;
  /** Why it is no fit, most often. */
  readonly reason?: ReasonKey | undefined;
}
