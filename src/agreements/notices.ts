import { type MessageContent, message } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import { gapLine, gapMessage } from './gaps-blocks.ts';
import { agreedLine, proposedLine, proposedMessage } from './promise-blocks.ts';
import type { Agreements } from './service.ts';
import { weeklyLine, weeklyMessage } from './weekly-blocks.ts';

/** What the teams are told of what they agreed on. */
export function agreementNotices(
  agreements: Pick<Agreements, 'agreement' | 'digest' | 'report'>,
): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: 'agreements.gaps',
      isRationed: true,
      heading: () => 'Leads that came incomplete',
      async render({ workspaceId, subject }) {
        const digest = await agreements.digest(workspaceId, Number(subject));
        return digest && { message: gapMessage(digest), line: gapLine(digest) };
      },
    },
    {
      kind: 'agreements.proposed',
      isRationed: true,
      heading: () => 'What marketing would promise sales',
      async render({ workspaceId, subject }) {
        const view = await agreements.agreement(workspaceId);
        const { proposed } = view;
        // A newer version has a notice of its own.
        if (proposed?.version !== Number(subject)) return undefined;
        return { message: proposedMessage(proposed, view), line: proposedLine(proposed, view) };
      },
    },
    {
      kind: 'agreements.agreed',
      isRationed: true,
      heading: () => 'What marketing promises sales',
      async render({ workspaceId, subject }) {
        const { inForce } = await agreements.agreement(workspaceId);
        if (inForce?.version !== Number(subject)) return undefined;
        const line = agreedLine(inForce);
        return { message: message(line), line };
      },
    },
    {
      kind: 'agreements.weekly',
      heading: () => 'Both promises',
      async render({ workspaceId, subject }) {
        const told = await agreements.report(workspaceId, subject);
        return told && { message: weeklyMessage(told.report, told.names), line: weeklyLine(told.report) };
      },
    },
  ];
}
