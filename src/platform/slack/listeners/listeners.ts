import type { ModalView } from '@slack/types';
import type { MessageContent } from '../../../blockkit/message.ts';
import type { ModalValues } from '../../../blockkit/values.ts';
import type { Instant } from '../../../core/instants.ts';

/**
 * What a feature listens to. A listener is asked only for people whom the gate has admitted, does its short
 * transaction, and returns what the person is to see; the registry acknowledges after that and shows the answer.
 * `A` is what the gate makes of a person: the features' actor.
 */
export interface Listeners<A> {
  /**
   * What guests of the workspace may do as well, if the service has something of their own for them: ids of actions, forms
   * and shortcuts, and commands with their word ("/standup skip"). Everything else refuses them (PPL-6).
   */
  readonly forGuests?: readonly string[];
  readonly commands?: readonly Subcommand<A>[];
  /** By action id. An overflow's option `<action id>|<value>` arrives as if that action had been pressed. */
  readonly actions?: Readonly<Record<string, (call: ActionCall<A>) => Promise<Answer>>>;
  /** By callback id; called on submission. */
  readonly views?: Readonly<Record<string, (call: ViewCall<A>) => Promise<Answer>>>;
  /** By callback id. */
  readonly globalShortcuts?: Readonly<Record<string, (call: ShortcutCall<A>) => Promise<Answer>>>;
  readonly messageShortcuts?: Readonly<Record<string, (call: ShortcutCall<A>) => Promise<Answer>>>;
  /**
   * By event type. Slack hears of an event only when its listeners have finished: a listener that throws makes Slack
   * deliver again, so each must bear being called twice with one `eventId`.
   */
  readonly events?: Readonly<Record<string, EventListener>>;
}

export type EventListener = (event: unknown, context: EventContext) => Promise<void>;

export interface EventContext {
  readonly teamId: string;
  readonly eventId: string;
  readonly now: Instant;
}

/** One word of a slash command: a row of the table that parses it, writes its help and is compared with the manifest. */
export interface Subcommand<A> {
  /** With the slash: `/lead`. */
  readonly command: string;
  readonly word: string;
  readonly aliases?: readonly string[];
  /** What follows the word, such as `<id> [note]`; empty for nothing. */
  readonly usage: string;
  /** What it does, in a few words for a phone. */
  readonly summary: string;
  /** What the command does without a word. One per command. */
  readonly isDefault?: true;
  run(call: CommandCall<A>): Promise<Answer>;
}

export interface Call<A> {
  readonly actor: A;
  /** Where the person is, if Slack says so. */
  readonly channel: string | undefined;
  readonly now: Instant;
}

export interface CommandCall<A> extends Call<A> {
  /** What follows the word, trimmed. Mentions arrive as `<@U…>` and `<#C…>`. */
  readonly text: string;
}

export interface ActionCall<A> extends Call<A> {
  /** A button's value, or the one thing that was chosen: an option's value, an id, a date, a time. Empty if there is none. */
  readonly value: string;
  /** Everything that was chosen, for elements that allow several. */
  readonly selected?: readonly string[];
  /** The message that holds the element. */
  readonly message?: {
    readonly channel: string;
    readonly ts: string;
    readonly threadTs?: string;
    /** Only this person sees it, and it is answered by nothing but an answer to what they press. */
    readonly isEphemeral?: true;
  };
  /** The modal or Home tab that holds the element. */
  readonly view?: {
    readonly id: string;
    readonly hash: string;
    readonly callbackId: string;
    readonly metadata: string;
    readonly values: ModalValues;
  };
}

export interface ViewCall<A> extends Call<A> {
  readonly viewId: string;
  readonly metadata: string;
  readonly values: ModalValues;
}

export interface ShortcutCall<A> extends Call<A> {
  /** The message that the shortcut was used on; for global shortcuts there is none. */
  readonly message?: { readonly channel: string; readonly ts: string; readonly text: string; readonly user?: string };
}

/**
 * What the person sees. Where an answer doesn't fit the place it is given in, the nearest thing is done:
 * - `say` after a modal's submission or inside a modal shows the words in a modal, because there is nothing to respond to;
 * - `open` after a submission, and `push` or `update` outside a modal, show the view in the one way that exists there;
 * - `errors` outside a submission says the sentences.
 */
export type Answer =
  | { readonly kind: 'nothing' }
  /** Only this person sees it. */
  | { readonly kind: 'say'; readonly message: MessageContent }
  /**
   * Replaces the message whose button was pressed. Not for a message that a job keeps up to date: Slack takes the two in
   * either order, and the older words could stay.
   */
  | { readonly kind: 'replace'; readonly message: MessageContent }
  | { readonly kind: 'open'; readonly view: ModalView }
  | { readonly kind: 'push'; readonly view: ModalView }
  /** The modal shows this instead. */
  | { readonly kind: 'update'; readonly view: ModalView }
  /** By block id: the sentence under each field of the submitted modal. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** Closes the modal and those below it. */
  | { readonly kind: 'close' };

/** Who knocks: as Slack's payload says, not yet trusted to be one of us. */
export interface Knock {
  /** The team that the person belongs to, or the payload's own if that isn't this installation's. */
  readonly teamId: string;
  readonly userId: string;
  readonly enterpriseId?: string;
  readonly now: Instant;
  /** Guests may do this; the service decides whether this one may. */
  readonly isForGuests: boolean;
  /**
   * What Slack calls this one press, word or form: the same when it delivers it again, also later and to another process. Whoever
   * writes the effect writes this with it, once.
   */
  readonly gesture?: string;
}

/** Decides who may act at all; what exactly, each service decides on freshly loaded rows. */
export interface Gate<A> {
  admit(
    who: Knock,
  ): Promise<
    { readonly kind: 'admitted'; readonly actor: A } | { readonly kind: 'refused'; readonly sentence: string }
  >;
}
