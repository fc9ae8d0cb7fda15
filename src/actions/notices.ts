import type { MessageContent } from '../blockkit/message.ts';
import { code, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { ActionView } from '../core/action.ts';
import type { Notice, NoticeKind, Rendered } from '../core/notice.ts';
import { WEEK } from './digest-service.ts';
import { actionLine, nameIn } from './line-blocks.ts';
import { actionMessage, actionsMessage } from './row-blocks.ts';
import type { Actions } from './service.ts';
import { DECLINED, DUE, FOR_YOU, FREED } from './telling-service.ts';

type Kind = NoticeKind<MessageContent, Mrkdwn>;

/** What people hear of actions unasked. A phone that is locked shows that there is one, never what. */
export function actionNotices(
  actions: Pick<Actions, 'byId' | 'viewer'> & { readonly digests: Pick<Actions['digests'], 'week'> },
): readonly Kind[] {
  const about =
    (intro: (view: ActionView, personId: string) => Mrkdwn | undefined) =>
    async ({ recipient, subject, workspaceId }: Notice): Promise<Rendered<MessageContent, Mrkdwn> | undefined> => {
      const view = await actions.byId(workspaceId, subject);
      if (view?.action.state !== 'open' || !('person' in recipient)) return undefined;
      const words = intro(view, recipient.person);
      if (words === undefined) return undefined;
      const viewer = await actions.viewer(recipient.person);
      return { line: actionLine(view), message: actionMessage(view, viewer, words) };
    };

  return [
    {
      kind: FOR_YOU,
      isRationed: true,
      heading: (count) => `${counted(count)} for you`,
      render: about((view, personId) =>
        view.action.owner === personId ? md`${givenWords(view)}: decision ${view.action.number}.` : undefined,
      ),
    },
    {
      kind: DUE,
      isRationed: true,
      heading: (count) => `${counted(count)} of yours ${count === 1 ? 'is' : 'are'} due`,
      render: about((view, personId) =>
        view.action.owner === personId ? md`Decision ${view.action.number} is yours, and its day has come.` : undefined,
      ),
    },
    {
      kind: DECLINED,
      isRationed: true,
      heading: (count) => `${counted(count)} of yours ${count === 1 ? 'needs' : 'need'} somebody else`,
      render: about((view, personId) =>
        view.action.consent?.kind === 'declined' && view.action.madeBy === personId
          ? md`${nameIn(view, view.action.consent.by)} can’t do decision ${view.action.number}: it needs somebody else.`
          : undefined,
      ),
    },
    {
      kind: WEEK,
      isRationed: true,
      heading: () => 'What is still to be done',
      async render({ subject }) {
        const week = await actions.digests.week(subject);
        if (week === undefined) return undefined;
        const { open, viewer } = week;
        return {
          message: actionsMessage(open, viewer, true),
          line: md`${counted(open.length)} ${open.length === 1 ? 'is' : 'are'} open: ${code('/retro actions')}`,
        };
      },
    },
    {
      kind: FREED,
      isMergedHourly: true,
      isRationed: true,
      heading: (count) =>
        `${counted(count)} ${count === 1 ? 'needs' : 'need'} somebody new: who had ${count === 1 ? 'it' : 'them'} has left Slack`,
      render: about((view) =>
        view.action.owner === undefined
          ? md`Decision ${view.action.number} needs somebody new: who had it has left Slack.`
          : undefined,
      ),
    },
  ];
}

function givenWords(view: ActionView): Mrkdwn {
  const by = nameIn(view, view.action.madeBy);
  return view.action.consent?.kind === 'asked'
    ? md`${by} and others ask you for something`
    : md`${by} and others have decided something that you do`;
}

const counted = (count: number): string => (count === 1 ? '1 decision' : `${count} decisions`);
