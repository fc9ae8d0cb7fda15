import { type MessageContent, message } from '../blockkit/message.ts';
import { type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { Notice, NoticeKind, Rendered } from '../core/notice.ts';
import { isWaiting, personAsked } from './ask.ts';
import { askMessage } from './ask-blocks.ts';
import { type AskView, nameIn } from './ask-view.ts';
import type { AskViewer } from './rights.ts';
import { ageWords, numberedLine, TEAM_WORDS } from './status-blocks.ts';

type Kind = NoticeKind<MessageContent, Mrkdwn>;

/** Where asks are looked at: the service. */
interface Views {
  byId(workspaceId: string, askId: string): Promise<AskView | undefined>;
  viewer(personId: string): Promise<AskViewer>;
}

/** What people hear of asks unasked. A phone that is locked shows who asks, never what. */
export function askNotices(asks: Views): readonly Kind[] {
  const about =
    (intro: (view: AskView, viewer: AskViewer) => Mrkdwn | undefined) =>
    async ({ recipient, subject, workspaceId }: Notice): Promise<Rendered<MessageContent, Mrkdwn> | undefined> => {
      const view = await asks.byId(workspaceId, subject);
      if (view === undefined || !('person' in recipient)) return undefined;
      const viewer = await asks.viewer(recipient.person);
      const words = intro(view, viewer);
      if (words === undefined) return undefined;
      return { line: numberedLine(view), message: message(words, askMessage(view, { viewer, intro: words }).blocks) };
    };

  return [
    {
      kind: 'ask.for-you',
      isRationed: true,
      heading: (count) => `${plural(count)} for you`,
      render: about((view, { id }) => {
        const isFree = view.ask.state === 'open' && personAsked(view.ask) === id;
        return isFree ? md`${nameIn(view, view.ask.fromPerson)} asks you for something.` : undefined;
      }),
    },
    {
      kind: 'ask.answered',
      isRationed: true,
      heading: (count) => `${plural(count)} of yours ${are(count)} answered`,
      render: about((view) =>
        view.ask.state === 'answered'
          ? md`${nameIn(view, view.ask.settledBy ?? '')} has answered ask ${view.ask.number}. Does that settle it?`
          : undefined,
      ),
    },
    {
      kind: 'ask.declined',
      isRationed: true,
      heading: (count) => `${plural(count)} of yours ${are(count)} declined`,
      render: about((view) =>
        view.ask.state === 'declined'
          ? md`${nameIn(view, view.ask.settledBy ?? '')} has declined ask ${view.ask.number}, with a reason.`
          : undefined,
      ),
    },
    {
      kind: 'ask.escalated',
      isMergedHourly: true,
      isRationed: true,
      heading: (count) => `${plural(count)} between the teams ${count === 1 ? 'has' : 'have'} waited long`,
      render: about((view) =>
        isWaiting(view.ask) ? md`Ask ${view.ask.number} has waited ${ageWords(view.age)} for an answer.` : undefined,
      ),
    },
    {
      kind: 'ask.freed',
      isMergedHourly: true,
      isRationed: true,
      heading: (count) =>
        `${plural(count)} ${count === 1 ? 'needs' : 'need'} somebody new: who had ${them(count)} has left Slack`,
      render: about((view) =>
        view.ask.state === 'open'
          ? md`Ask ${view.ask.number} needs somebody new in ${TEAM_WORDS[view.ask.to.team]}: who had it has left Slack.`
          : undefined,
      ),
    },
  ];
}

const plural = (count: number): string => (count === 1 ? '1 ask' : `${count} asks`);
const are = (count: number): string => (count === 1 ? 'is' : 'are');
const them = (count: number): string => (count === 1 ? 'it' : 'them');
