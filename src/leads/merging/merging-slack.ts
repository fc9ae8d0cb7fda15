import { message } from '../../blockkit/message.ts';
import { say } from '../../platform/slack/listeners/answers.ts';
import type {
  ActionCall,
  Answer,
  Call,
  CommandCall,
  Listeners,
  Subcommand,
  ViewCall,
} from '../../platform/slack/listeners/listeners.ts';
import type { Lead } from '../lead.ts';
import { forLead } from '../lead-argument-slack.ts';
import type { LeadActor } from '../ports-service.ts';
import { unknownLeadMessage } from '../reply-blocks.ts';
import type { Leads } from '../service.ts';
import type { LeadReplies } from '../slack.ts';
import type { MergeRefused, UnmergeRefused } from './merging.ts';
import {
  APART,
  keptApartMessage,
  MERGE,
  mergedMessage,
  mergeRefusalMessage,
  mergeUsageMessage,
  SHOW_WHOLE,
  UNMERGE,
  unmergedMessage,
} from './merging-blocks.ts';
import { MERGE_IT, mergeModal } from './merging-modal-blocks.ts';
import type { Merged } from './merging-service.ts';

const COMMAND = '/lead';

/** Saying that two leads are one, or that they are two after all. */
export function mergingListeners(leads: Leads, replies: LeadReplies) {
  type Actions = NonNullable<Listeners<LeadActor>['actions']>;
  type Views = NonNullable<Listeners<LeadActor>['views']>;

  const actions: Actions = {
    [MERGE]: (call) => {
      const { leadId, number } = pairIn(call);
      return replies.withLead({ ...call, value: leadId }, async (from) => {
        const other = await leads.find(call.actor.workspaceId, number);
        return other === undefined ? say(GONE) : preview(call, { from, other });
      });
    },
    [APART]: async (call) => {
      const { leadId, number } = pairIn(call);
      const outcome = await leads.keepApart(call.actor, leadId, Number(number));
      return answer(outcome, (other, lead) => keptApartMessage(lead, other));
    },
    [UNMERGE]: (call) => unmerge(call, call.value),
    [SHOW_WHOLE]: (call) => replies.withLead(call, (lead) => replies.show(call, lead)),
  };

  const views: Views = {
    async [MERGE_IT](call: ViewCall<LeadActor>) {
      const [intoId = '', fromId = ''] = call.metadata.split(':');
      return answer(await leads.merge(call.actor, intoId, fromId), mergedMessage);
    },
  };

  const commands: readonly Subcommand<LeadActor>[] = [
    {
      command: COMMAND,
      word: 'merge',
      usage: '<number> <number>',
      summary: 'make one lead of two',
      run: forLead(leads, { word: 'merge', about: 'any' }, async (call: CommandCall<LeadActor>, into, rest) => {
        if (rest === '') return say(mergeUsageMessage());
        const from = await leads.find(call.actor.workspaceId, rest);
        return from === undefined ? say(unknownLeadMessage(rest)) : preview(call, { into, from });
      }),
    },
    {
      command: COMMAND,
      word: 'unmerge',
      usage: '<number>',
      summary: 'take that apart again',
      run: forLead(leads, { word: 'unmerge', about: 'any', isWhole: true }, (call, lead) => unmerge(call, lead.id)),
    },
  ];

  return { actions, views, commands };

  async function preview(call: Call<LeadActor>, chosen: Parameters<Leads['previewMerge']>[1]): Promise<Answer> {
    const outcome = await leads.previewMerge(call.actor, chosen);
    if (outcome.kind !== 'done') return answer(outcome, mergedMessage);
    const { into, from } = outcome;
    const isPrivate = [into, from].every((lead) => leads.maySeePerson(call.actor, lead));
    return { kind: 'open', view: mergeModal(into, from, isPrivate) };
  }

  async function unmerge(call: Call<LeadActor>, leadId: string): Promise<Answer> {
    return answer(await leads.unmerge(call.actor, leadId), unmergedMessage);
  }

  function answer(
    outcome: Merged<MergeRefused | UnmergeRefused>,
    done: (into: Lead, from: Lead) => ReturnType<typeof mergedMessage>,
  ): Answer {
    switch (outcome.kind) {
      case 'done':
        return say(done(outcome.into, outcome.from));
      case 'not-found':
        return say(GONE);
      case 'refused':
        return say(mergeRefusalMessage(outcome.lead, outcome.why));
    }
  }
}

const GONE = message('That lead is not here any more.');

/** A button of a question carries the lead on whose card it is, and the number of the other one. */
function pairIn({ value }: ActionCall<LeadActor>): { leadId: string; number: string } {
  const [leadId = '', number = ''] = value.split(':');
  return { leadId, number };
}
