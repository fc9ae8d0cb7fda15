import type { LeadRules } from '../../src/core/lead-rules.ts';
import { MASKED } from '../../src/core/shown-fields.ts';
import { type CardView, leadCard } from '../../src/leads/card/card-blocks.ts';
import { detailMessage, mineMessage } from '../../src/leads/card/detail-blocks.ts';
import { ownerMessage } from '../../src/leads/card/owner-blocks.ts';
import { completedMessage, completeModal, nothingMissingMessage } from '../../src/leads/holding/completing-blocks.ts';
import { refusalMessage } from '../../src/leads/reply-blocks.ts';
import type { Views } from '../support/golden.ts';
import { event, lead, NOW, ownedBy, promise } from './samples.ts';
import type { Words } from './views.ts';

/** A company that has words of its own and wants to know whom to call. */
const rulesIn = (word: string): LeadRules => ({
  words: { new: word, accepted: 'SAL', qualified: 'SQL', rejected: word },
  demands: [
    { stage: 'new', field: 'phone', team: 'marketing' },
    { stage: 'new', field: 'persona', team: 'marketing' },
    { stage: 'accepted', field: 'region', team: 'sales' },
  ],
  segments: [],
  score: [],
});

/** What leads look like once the two teams have agreed on something. */
export function agreedViews({ fields, reason }: Words): Views {
  const word = reason.trim() === '' ? 'MQL' : reason.slice(0, 30);
  const rules = rulesIn(word);
  const { phone: _phone, phoneKey: _key, persona: _persona, region: _region, ...some } = fields;
  const free = lead({ fields: some });
  const taken = lead({ fields: some, stage: 'accepted', owner: ownedBy('UBEN'), lastEvent: 2 });
  const given = {
    ...taken,
    stage: 'rejected' as const,
    reason: 'no-need' as const,
    lastEvent: 3,
  };
  const rejected = event(3, {
    kind: 'rejected',
    reason: 'no-need',
    detail: undefined,
    note: undefined,
    returnsOn: undefined,
    returnsAt: undefined,
    isCounted: true,
    before: { ...taken, reason: undefined, returnsAt: undefined, value: undefined },
  });
  const card: CardView = {
    lead: free,
    promise: promise(),
    events: [event(1, { kind: 'received', by: 'form' })],
    shown: MASKED,
    ring: { people: ['UANN'], group: undefined, from: undefined },
    now: NOW,
    rules,
  };
  const lacking = [
    { field: 'message', team: 'marketing' },
    { field: 'email', team: 'marketing' },
    { field: 'phone', team: 'marketing' },
    { field: 'score', team: 'marketing' },
    { field: 'crmUrl', team: 'sales' },
    { field: 'region', team: 'sales' },
  ] as const;
  const judged = {
    segment: word,
    score: {
      total: 30,
      reasons: [
        { points: 20, words: 'demo request' },
        { points: 15, words: word },
        { points: -5, words: 'private address' },
      ],
    },
  };
  const added = event(2, { kind: 'completed', fields: ['phone', 'persona'] }, { by: 'UMIA' });
  return {
    'lead-card.incomplete': leadCard(card),
    'lead-card.completed': leadCard({ ...card, lead: lead({ fields }), events: [...card.events, added] }),
    'lead-card.scored': leadCard({ ...card, rules: undefined, judged }),
    'lead-owner.scored': ownerMessage({ ...card, lead: taken, rules: undefined, judged }),
    'lead-details.scored': detailMessage({
      ...card,
      rules: undefined,
      judged: { segment: word, score: { total: 0, reasons: [] } },
      extra: {},
      isPrivate: false,
    }),
    'lead-card.in-own-words': leadCard({ ...card, lead: given, events: [rejected] }),
    'lead-owner.incomplete': ownerMessage({ ...card, lead: taken }),
    'lead-details.incomplete': detailMessage({ ...card, lead: free, extra: {}, events: [added], isPrivate: false }),
    'lead-mine.in-own-words': mineMessage([{ lead: taken, promise: promise(), words: rules.words }], NOW),
    'lead-modal.complete': completeModal(free, lacking),
    'lead-reply.completed': completedMessage(free),
    'lead-reply.nothing-missing': nothingMissingMessage(free),
    'lead-refusal.not-in-teams': refusalMessage(free, { kind: 'not-in-teams' }, NOW, 'UTC'),
    'lead-refusal.nothing-missing': refusalMessage(free, { kind: 'nothing-missing' }, NOW, 'UTC'),
  };
}
