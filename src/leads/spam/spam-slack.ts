import { say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, CommandCall, Subcommand } from '../../platform/slack/listeners/listeners.ts';
import { rejectedMessage } from '../outcomes/outcome-blocks.ts';
import type { LeadActor } from '../ports-service.ts';
import type { Leads } from '../service.ts';
import type { LeadReplies } from '../slack.ts';
import { blockableDomain } from './spam.ts';
import { blockedMessage, blockingMessage, noDomainMessage, SPAM } from './spam-blocks.ts';

const COMMAND = '/lead';

/** Keeping out what was never a lead. */
export function spamListeners(leads: Leads, replies: LeadReplies) {
  const actions = {
    async [SPAM](call: ActionCall<LeadActor>): Promise<Answer> {
      const outcome = await leads.markSpam(call.actor, call.value);
      return replies.answer(call, outcome, (lead) => say(rejectedMessage(lead, call.now, call.actor.zone)));
    },
  };

  const commands: readonly Subcommand<LeadActor>[] = [
    {
      command: COMMAND,
      word: 'block',
      usage: '[domain]',
      summary: 'keep a domain out (managers)',
      run: (call) => run(call, true),
    },
    {
      command: COMMAND,
      word: 'unblock',
      usage: '<domain>',
      summary: 'let it in again (managers)',
      run: (call) => run(call, false),
    },
  ];

  return { actions, commands };

  async function run({ actor, text }: CommandCall<LeadActor>, isBlocked: boolean): Promise<Answer> {
    if (text.trim() === '') {
      const { domains, lately } = await leads.blocked(actor.workspaceId);
      return say(blockedMessage(domains, lately));
    }
    const domain = blockableDomain(text);
    return say(
      domain === undefined ? noDomainMessage(text) : blockingMessage(await leads.block(actor, domain, isBlocked)),
    );
  }
}
