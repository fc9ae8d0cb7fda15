import type { MessageContent } from '../../blockkit/message.ts';
import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import type { Notice, NoticeKind } from '../../core/notice.ts';
import { counted } from '../../core/time-text.ts';
import type { Leads } from '../service.ts';
import { cardKey } from '../telling-service.ts';
import { questionNotice, settledNotice } from './question-blocks.ts';

/** What people hear of questioned rejections. */
export function questionNotices(leads: Pick<Leads, 'questionView'>): readonly NoticeKind<MessageContent, Mrkdwn>[] {
  const viewOf = ({ subject, recipient }: Notice) => {
    const [leadId = '', seq = ''] = subject.split(':');
    return leads.questionView('person' in recipient ? recipient.person : '', leadId, Number(seq));
  };

  return [
    {
      kind: 'lead.questioned',
      isMergedHourly: true,
      heading: (count) => `${counted(count, 'rejection')} that marketing questions. “/lead list questions” shows them`,
      async render(notice) {
        const view = await viewOf(notice);
        return view?.question.state === 'open' && view.sides.length > 0 ? questionNotice(view) : undefined;
      },
    },
    {
      kind: 'lead.question-settled',
      heading: (count) => `${counted(count, 'questioned rejection')} settled`,
      async render(notice) {
        const view = await viewOf(notice);
        const told = view && settledNotice(view);
        return told && { ...told, inThreadOf: cardKey(view.lead.id) };
      },
    },
  ];
}
