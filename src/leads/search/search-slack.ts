import { say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners, Subcommand } from '../../platform/slack/listeners/listeners.ts';
import { freeMessage, mineMessage } from '../card/detail-blocks.ts';
import type { LeadActor } from '../ports-service.ts';
import type { Leads } from '../service.ts';
import type { LeadReplies } from '../slack.ts';
import {
  BACK,
  foundMessage,
  LONGEST_SEARCH,
  NEXT,
  type PageWish,
  PICK,
  pager,
  pageWishOf,
  type Reader,
  searchFaultMessage,
} from './search-blocks.ts';

/** One page of a list, as somebody asked for it. */
export async function listAnswer(leads: Leads, { actor, now }: Call<LeadActor>, wish: PageWish): Promise<Answer> {
  const { list, cursor } = wish;
  if (list !== 'search') {
    const page = await leads.list(actor, list, cursor);
    const listed = await leads.withPromises(page.leads);
    const below = pager(list, page);
    return say(list === 'free' ? freeMessage(listed, now, below) : mineMessage(listed, now, below));
  }
  const text = wish.text.slice(0, LONGEST_SEARCH);
  const page = await leads.search(actor, text, cursor);
  if ('fault' in page) return say(searchFaultMessage(page.fault));
  return say(foundMessage(text, page, await readerOf(leads, { actor, now })));
}

/** For whom lists of leads are written, in the words of their company. */
export const readerOf = async (
  leads: Pick<Leads, 'maySeePerson' | 'stageWords'>,
  { actor, now }: Pick<Call<LeadActor>, 'actor' | 'now'>,
): Promise<Reader> => ({
  sees: (lead) => leads.maySeePerson(actor, lead),
  zone: actor.zone,
  now,
  words: await leads.stageWords(actor.workspaceId),
});

/** The buttons of lists, and of a choice between several leads: the word of the command goes on with the one that was meant. */
export function listActions(
  leads: Leads,
  replies: LeadReplies,
  runOf: (word: string) => Subcommand<LeadActor>['run'] | undefined,
): NonNullable<Listeners<LeadActor>['actions']> {
  const turn = async (call: ActionCall<LeadActor>): Promise<Answer> => {
    const wish = pageWishOf(call.value);
    if (wish === undefined) return replies.withLead(call, (lead) => replies.show(call, lead));
    const answer = await listAnswer(leads, call, wish);
    return answer.kind === 'say' ? { kind: 'replace', message: answer.message } : answer;
  };

  return {
    [NEXT]: turn,
    [BACK]: turn,

    async [PICK](call) {
      const [, word, leadId = call.value, rest = ''] = /^([a-z]+) (\S+) ?([\s\S]*)$/.exec(call.value) ?? [];
      return replies.withLead({ ...call, value: leadId }, async (lead) => {
        const run = runOf(word ?? '');
        if (run === undefined) return replies.show(call, lead);
        const { actor, channel, now } = call;
        return run({ actor, channel, now, text: `${lead.number} ${rest}`.trim() });
      });
    },
  };
}
