import { z } from 'zod';
import { actions, context, section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { channelLink, joined, link, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import type { Notice, NoticeKind } from '../core/notice.ts';
import { type HeadsUpView, nameIn } from './heads-up-view.ts';
import { answerButtons, contentBlocks, startText, titleOf } from './post-blocks.ts';
import type { HeadsUps } from './service.ts';
import { CHANNEL_TROUBLE, CONCERNED, REMINDER } from './telling-service.ts';

const concern = z.object({ id: z.string(), personId: z.string() });
const trouble = z.object({ id: z.string(), code: z.string() });

/** What people hear of heads-ups unasked. */
export function headsUpNotices(
  headsUps: Pick<HeadsUps, 'byId' | 'reminded' | 'namesOf'>,
  addressOf: (headsUpId: string) => Promise<string | undefined>,
): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: REMINDER,
      isRationed: true,
      heading: (count) => (count === 1 ? '1 heads-up waits for your word' : `${count} heads-ups wait for your word`),
      async render({ workspaceId, subject, recipient }: Notice) {
        if (!('person' in recipient)) return undefined;
        const view = await headsUps.reminded(workspaceId, subject, recipient.person);
        if (view === undefined) return undefined;
        return { line: reminderLine(view, await addressOf(subject)), message: reminderMessage(view) };
      },
    },
    {
      kind: CONCERNED,
      isRationed: true,
      isMergedHourly: true,
      heading: (count) =>
        count === 1 ? '1 concern about what you announced' : `${count} concerns about what you announced`,
      async render({ workspaceId, subject }: Notice) {
        const { id, personId } = concern.parse(JSON.parse(subject));
        const view = await headsUps.byId(workspaceId, id);
        const said = view?.answers.find((one) => one.personId === personId);
        if (view?.headsUp.state !== 'posted' || said?.answer !== 'concern') return undefined;
        const names = await headsUps.namesOf([personId]);
        const who = names.get(personId) ?? 'Somebody';
        const line = md`${who} about *${view.headsUp.terms.title}*: “${said.line}”`;
        return { line, message: concernNotice(view, who, said) };
      },
    },
    {
      kind: CHANNEL_TROUBLE,
      isMergedHourly: true,
      heading: (count) => `${count} heads-ups can’t be shown`,
      async render({ workspaceId, subject }: Notice) {
        const { id, code } = trouble.parse(JSON.parse(subject));
        const view = await headsUps.byId(workspaceId, id);
        if (view?.headsUp.state !== 'posted') return undefined;
        const line = troubleLine(view, code);
        return { line, message: message(`Heads-up ${view.headsUp.number} can’t be shown`, [section(line)]) };
      },
    },
  ];
}

/** Among others: where it can be read and answered. */
function reminderLine(view: HeadsUpView, address: string | undefined): Mrkdwn {
  const { number, terms } = view.headsUp;
  const title = address === undefined ? md`${terms.title}` : link(address, terms.title);
  return joined([md`*Heads-up ${number}* ${title}`, startText(view)], ' · ');
}

/** What others have said by now isn't in it: nobody brings it up to date. */
const reminderMessage = (view: HeadsUpView): MessageContent =>
  message(md`${nameIn(view, view.headsUp.by)} asks: is ${view.headsUp.terms.title} clear to you?`, [
    section(md`${nameIn(view, view.headsUp.by)} asks whether this is clear to you. I ask only once.`),
    ...contentBlocks({ ...view, answers: [] }),
    actions(...answerButtons(view.headsUp)),
  ]);

function concernNotice(
  { headsUp }: HeadsUpView,
  who: string,
  { line, isOnAgenda }: { readonly line: string; readonly isOnAgenda: boolean },
): MessageContent {
  const words = md`${who} has a concern about *${titleOf(headsUp)}*:`;
  const next = isOnAgenda
    ? md`It is on the agenda of the next meeting. If that is too late, talk to ${who} now.`
    : md`Talk to ${who}, or change the heads-up in the menu of its message.`;
  return message(md`${who} has a concern about ${titleOf(headsUp)}`, [section(words), quote(line), context(next)]);
}

function troubleLine({ headsUp: { number, terms, channelId } }: HeadsUpView, code: string): Mrkdwn {
  const why = WHY[code] ?? 'can’t be used';
  return md`*Heads-up ${number}*, ${terms.title}: ${channelLink(channelId)} ${why}, so it isn’t shown there. Those who are asked still hear of it in a message of mine.`;
}

const WHY: Readonly<Record<string, string>> = {
  is_archived: 'is archived',
  // What Slack calls it where something in it is to change.
  is_inactive: 'is archived',
  not_in_channel: 'doesn’t have me any more (/invite @Baton there)',
};
