import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from './check.ts';
import type { Route } from './http/router.ts';
import type { JobKind } from './jobs/job.ts';
import type { MessageOwner } from './message-owner.ts';
import type { Listeners } from './slack/listeners/listeners.ts';

/** What a feature brings to the whole, as its `index.ts` returns it beside its service. `A` is who does something. */
export interface Feature<A> {
  readonly listeners?: Listeners<A>;
  readonly jobs?: readonly JobKind[];
  readonly notices?: readonly NoticeKind<MessageContent, Mrkdwn>[];
  readonly checks?: readonly Check[];
  readonly routes?: readonly Route[];
  readonly messageOwners?: readonly MessageOwner[];
}
