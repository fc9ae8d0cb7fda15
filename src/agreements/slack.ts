import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { AgreementActor } from './ports-service.ts';
import { type PersonFault, promiseListeners } from './promise-slack.ts';
import { type ChannelFault, rulesListeners } from './rules-slack.ts';
import type { Agreements } from './service.ts';

/** What the two teams agree on, in Slack. */
export function agreementListeners<A extends AgreementActor>(
  agreements: Agreements,
  { channelFault, personFault }: { readonly channelFault: ChannelFault; readonly personFault: PersonFault },
): Listeners<A> {
  const rules = rulesListeners<A>(agreements, channelFault);
  const promises = promiseListeners<A>(agreements, personFault);
  return {
    commands: [...(promises.commands ?? []), ...(rules.commands ?? [])],
    actions: { ...promises.actions, ...rules.actions },
    views: { ...promises.views, ...rules.views },
  };
}
