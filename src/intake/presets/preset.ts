import type { CrmEvent } from '../../core/crm-event.ts';
import type { Signing } from '../endpoints/endpoint.ts';
import type { MappedName } from '../mapping/mapping-names.ts';
import type { Step } from '../mapping/mapping-path.ts';

/** Where a preset knows a field to be by the kind of question, whatever somebody has called it. */
export type Places = { readonly [Name in MappedName]?: readonly Step[] };

/** News of a known lead, and by what it is known if it comes in another delivery again; without a key the delivery is its own. */
export interface KeyedEvent extends CrmEvent {
  readonly key?: string;
}

/** What one delivery of a known sender is. */
export type Unpacked =
  | {
      readonly kind: 'lead';
      /** What a mapping reads: the sender's own wrapping is gone, and answers stand under their questions. */
      readonly payload: unknown;
      readonly places?: Places;
      /** The sender says that nobody real has filled it in. */
      readonly isTest?: boolean;
    }
  /** News of leads that are known already. `unreadable`: something else came with it, of which admins hear. */
  | { readonly kind: 'event'; readonly events: readonly KeyedEvent[]; readonly unreadable?: string }
  /** As it should be, and no lead: a meeting that was moved. Nobody hears of it. */
  | { readonly kind: 'ignored'; readonly reason: string }
  /** Admins hear of it, with this reason, which ends a sentence and holds none of the words that were sent. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** All that is to be known of one sender, in one place. */
export interface Preset {
  /** What it is called on a screen. */
  readonly name: string;
  readonly signing: Signing;
  /** Whether the sender makes the secret, so that it must be given to Baton, or takes the one that Baton makes. */
  readonly secretBy: 'sender' | 'baton';
  /** What to do at the sender: the end of a line that begins with its name. */
  readonly advice: string;
  /** The id that a repeated delivery keeps; undefined if there is none, and then the body is its own id for ten minutes. */
  deliveryId(body: unknown): string | undefined;
  unpack(body: unknown): Unpacked;
  /** What looks like a lead may be news of one that is known, as at an endpoint without a preset. */
  readonly tellsNews?: true;
  /** What is the same in a repeated delivery, where that isn't its bytes. */
  contentOf?(body: unknown): string | undefined;
}
