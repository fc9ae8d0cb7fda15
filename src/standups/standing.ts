import type { ActionView } from '../core/action.ts';
import type { Instant } from '../core/instants.ts';
import type { AnswerContent, SkipReason } from './answer.ts';
import type { Attendance } from './attendance.ts';
import type { Fact } from './fact.ts';
import type { Question } from './question.ts';
import type { TeamTotals } from './team-facts.ts';

/** Whether somebody is asked every day, could be asked once a week instead, or is. */
export type Cadence = 'daily' | 'weekly-offered' | 'weekly';

/** Where the cards of leads are, by lead. Looked up when a message is drawn: only the words of a fact are frozen. */
export type CardAddresses = ReadonlyMap<string, string>;

/** What a person is asked, as they see it. `A` is an ask as the feature that has them knows it. */
export interface Asked<A> {
  readonly slotId: string;
  /** First name. */
  readonly name: string;
  readonly zone: string;
  readonly ritual: string;
  /** Since when the facts are. */
  readonly since: Instant;
  readonly facts: readonly Fact[];
  /** Leads without a first contact, soonest first: "#14 Acme". */
  readonly due: readonly {
    readonly leadId?: string | undefined;
    readonly name: string;
    readonly at?: Instant | undefined;
    readonly isLate?: boolean | undefined;
  }[];
  readonly cards: CardAddresses;
  /** Asks that wait for them. */
  readonly asks: readonly A[];
  /** What they have to do because it was decided. */
  readonly actions: readonly ActionView[];
  readonly lastPlan: string | undefined;
  readonly closesAt: Instant;
  readonly isLate: boolean;
  readonly isReminder: boolean;
  readonly cadence: Cadence;
  /** Somebody who has to do with no leads and no asks. */
  readonly isGuest: boolean;
}

/** What somebody's message of the day says now. */
export type PromptState<A> =
  | { readonly kind: 'asked'; readonly asked: Asked<A> }
  | {
      readonly kind: 'answered';
      readonly slotId: string;
      readonly at: Instant;
      readonly zone: string;
      readonly isLate: boolean;
    }
  | { readonly kind: 'skipped'; readonly slotId: string; readonly reason: SkipReason | undefined }
  /** Its time is over, or they need not answer any more. */
  | {
      readonly kind: 'over';
      readonly slotId: string;
      readonly because: 'closed' | 'off' | 'left';
      readonly at: Instant;
      readonly zone: string;
    };

/** The one message of a team's day, as things are now. `C` is how asks are counted. */
export interface ParentState<A, C> {
  readonly occurrenceId: string;
  readonly name: string;
  /** "Wed 11 Jun", of the team's own zone. */
  readonly day: string;
  readonly zone: string;
  readonly attendance: readonly Attendance[];
  readonly totals: TeamTotals;
  readonly counts: C;
  /** Asks that nobody has taken. */
  readonly openAsks: readonly A[];
  readonly isClosed: boolean;
  readonly closesAt: Instant;
  /** People whom the bot could not ask in time. */
  readonly notAsked: number;
}

/** One person's answer, as the thread shows it. */
export interface PostState<A> {
  /** Written out: a mention would ring. */
  readonly name: string;
  readonly zone: string;
  readonly facts: readonly Fact[];
  readonly cards: CardAddresses;
  readonly content: AnswerContent;
  readonly lastPlan: string | undefined;
  readonly questions: readonly Question[];
  readonly isLate: boolean;
  readonly isEdited: boolean;
  /** Somebody who has joined today: not counted. */
  readonly isNew: boolean;
  /** When the facts were read, if that was well before they were posted (ANS-5). */
  readonly asOf: Instant | undefined;
  /** The asks that came with this answer. */
  readonly asks: readonly A[];
}

/** What a week of standups came to. */
export interface WeekState<C> {
  readonly name: string;
  /** "9 to 13 Mar" */
  readonly week: string;
  readonly participation: readonly { readonly team: string; readonly answered: number; readonly asked: number }[];
  readonly counts: C;
}
