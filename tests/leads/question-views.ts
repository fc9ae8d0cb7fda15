import { DAY, HOUR } from '../../src/core/instants.ts';
import { detailMessage } from '../../src/leads/card/detail-blocks.ts';
import { ownerMessage } from '../../src/leads/card/owner-blocks.ts';
import type { Question, RejectedEvent, SideChoice, Verdict } from '../../src/leads/rejecting/question.ts';
import * as blocks from '../../src/leads/rejecting/question-blocks.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import type { Views } from '../support/golden.ts';
import { event, lead, NOW, ownedBy, promise } from './samples.ts';
import type { Words } from './views.ts';

const rejected = ({ reason }: Words): RejectedEvent => {
  const change = {
    kind: 'rejected',
    reason: 'no-need',
    detail: undefined,
    note: reason,
    returnsOn: undefined,
    returnsAt: undefined,
    isCounted: true,
    before: {
      stage: 'accepted',
      firstContactAt: undefined,
      reason: undefined,
      returnsAt: undefined,
      value: undefined,
    },
  } as const;
  return { ...event(3, change), change };
};

const journal = (words: Words) => [
  event(1, { kind: 'received', by: 'form' }, { by: undefined }),
  event(2, { kind: 'claimed' }),
  rejected(words),
  event(4, { kind: 'questioned', rejection: 3, note: words.reason }, { by: 'UMIA' }),
];

const closed = ({ fields }: Words) =>
  lead({ fields, stage: 'rejected', reason: 'no-need', owner: ownedBy('UBEN'), firstContactAt: NOW, lastEvent: 4 });

const choice = (side: 'sales' | 'marketing', verdict: Verdict): SideChoice => ({
  side,
  by: side === 'sales' ? 'UMAX' : 'UMO',
  verdict,
  at: NOW,
});

const asked = (...choices: SideChoice[]): Question => ({
  leadId: 'l1',
  seq: 3,
  askedBy: 'UMIA',
  askedAt: NOW,
  state: 'open',
  choices,
});

/** What people see of a questioned rejection. */
export function questionViews(words: Words): Views {
  const base = {
    lead: closed(words),
    rejection: rejected(words),
    why: words.reason,
    until: NOW + 3 * DAY,
    sides: ['sales'] as const,
    zone: 'UTC',
  };
  const seen = (question: Question) => blocks.questionMessage({ ...base, question });
  const settled = (state: Question['state'], owner = base.lead.owner) =>
    blocks.settledNotice({ ...base, lead: { ...base.lead, owner }, question: { ...asked(), state } });
  const merged = (heading: string, rendered: ReturnType<typeof blocks.settledNotice>) =>
    mergedMessage([{ heading, lines: rendered === undefined ? [] : [rendered.line] }]);
  const free = { ...base.lead, stage: 'new' as const, round: 2, firstContactAt: undefined, lastEvent: 6 };
  const open = { ...base, question: asked() };
  const details = {
    lead: base.lead,
    promise: promise(),
    events: journal(words),
    extra: {},
    isPrivate: false,
    now: NOW,
  };
  return {
    'question-modal': blocks.questionModal(base.lead, 3),
    'question-message.asked': blocks.questionedMessage(base.lead, 3),
    'question-message.undone': blocks.questionUndoneMessage(base.lead),
    'question-message.to-decide': seen(asked()),
    'question-message.other-has-chosen': seen(asked(choice('marketing', 'overturn'))),
    'question-message.own-choice': seen(asked(choice('sales', 'uphold'))),
    'question-message.not-agreed': seen(asked(choice('sales', 'uphold'), choice('marketing', 'overturn'))),
    'question-message.agreed-overturn': seen(asked(choice('sales', 'overturn'), choice('marketing', 'overturn'))),
    'question-message.agreed-uphold': seen(asked(choice('sales', 'uphold'), choice('marketing', 'uphold'))),
    'question-message.settled': seen({ ...asked(), state: 'upheld' }),
    'question-message.merged': merged('2 rejections that marketing questions', blocks.questionNotice(open)),
    'question-message.upheld': settled('upheld')?.message ?? blocks.notDecidingMessage(),
    'question-message.overturned': settled('overturned')?.message ?? blocks.notDecidingMessage(),
    'question-message.settled-merged': merged('1 questioned rejection settled', settled('overturned')),
    'question-message.not-deciding': blocks.notDecidingMessage(),
    'question-message.settled-already': blocks.settledAlreadyMessage(base.lead),
    'question-message.refused-not-marketing': blocks.questionRefusalMessage(
      base.lead,
      { kind: 'not-marketing' },
      'UTC',
    ),
    'question-message.refused-not-rejected': blocks.questionRefusalMessage(free, { kind: 'not-rejected' }, 'UTC'),
    'question-message.refused-already': blocks.questionRefusalMessage(base.lead, { kind: 'questioned-already' }, 'UTC'),
    'question-message.refused-late': blocks.questionRefusalMessage(
      base.lead,
      { kind: 'question-late', until: NOW },
      'UTC',
    ),
    'question-message.list': blocks.openQuestionsMessage([
      { ...open, isForReview: true },
      { ...open, isForReview: false },
    ]),
    'question-message.list-none': blocks.openQuestionsMessage([]),
    'question-details.to-question': detailMessage({ ...details, recourse: { kind: 'ask', seq: 3 } }),
    'question-details.to-decide': detailMessage({ ...details, recourse: { kind: 'decide', view: open } }),
  };
}

/** What only the owner reads: it is back, and why. */
export function privateQuestionViews(words: Words): Views {
  const back = {
    lead: lead({ fields: words.fields, round: 2, owner: ownedBy('UBEN', { event: 6 }), lastEvent: 6 }),
    promise: promise({ cycle: 2 }),
    events: [
      ...journal(words),
      event(5, { kind: 'overturned', rejection: 3, sales: 'UMAX', marketing: 'UMO' }, { by: undefined }),
      event(6, { kind: 'returned', to: 'UBEN', from: 'UBEN', round: 2 }, { by: undefined }),
    ],
    now: NOW + 2 * HOUR,
  };
  return { 'question-owner.overturned': ownerMessage(back) };
}
