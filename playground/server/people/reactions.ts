import type { SeenMessage, SeenView } from '../seen.ts';

/** What a person sees at once after having acted; what the app does later is waited for with `until`. */
export type Reaction =
  | { readonly kind: 'acknowledged' /** What the acknowledgement itself showed. */; readonly message?: SeenMessage }
  | Failure;

/** Slack's own error, because the app hasn't answered or has answered nonsense. */
export interface Failure {
  readonly kind: 'failed';
  /** What Slack says to the person. */
  readonly text: string;
  readonly reason: string;
}

/** What becomes of a submitted modal. */
export type Submission =
  | { readonly kind: 'closed' }
  | { readonly kind: 'cleared' }
  | { readonly kind: 'updated'; readonly view: SeenView }
  | { readonly kind: 'pushed'; readonly view: SeenView }
  /** The app found these faults, by block id; the modal stays. */
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** Slack itself found these before it asked the app. */
  | { readonly kind: 'incomplete'; readonly errors: Readonly<Record<string, string>> }
  | Failure;
