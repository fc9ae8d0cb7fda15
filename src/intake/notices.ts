import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import { deadLine, deadMessage, newsLine, newsMessage, refusedLine, refusedMessage } from './blocks.ts';
import type { Intake } from './service.ts';

/** What admins hear of deliveries that became no lead. */
export function intakeNotices(
  intake: Pick<Intake, 'deadLetter' | 'endpoint'>,
): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  return [
    {
      kind: 'intake.dead',
      isRationed: true,
      isMergedHourly: true,
      heading: (count) => (count === 1 ? '1 delivery made no lead' : `${count} deliveries made no lead`),
      async render({ subject }) {
        const dead = await intake.deadLetter(subject);
        if (dead === undefined) return undefined;
        const { endpointId, endpointName, reason, isNews } = dead;
        if (isNews)
          return { message: newsMessage(endpointName, reason, endpointId), line: newsLine(endpointName, reason) };
        return { message: deadMessage(endpointName, reason, endpointId), line: deadLine(endpointName, reason) };
      },
    },
    {
      kind: 'intake.refused',
      isRationed: true,
      heading: () => 'Wrong signatures',
      async render({ subject }) {
        const endpoint = await intake.endpoint(subject);
        if (endpoint === undefined) return undefined;
        return { message: refusedMessage(endpoint.name), line: refusedLine(endpoint.name) };
      },
    },
  ];
}
