import { HOUR } from '../../src/core/instants.ts';
import type { LeadRules } from '../../src/core/lead-rules.ts';
import { MASKED } from '../../src/core/shown-fields.ts';
import { type CardView, leadCard } from '../../src/leads/card/card-blocks.ts';
import { detailMessage, whyMessage } from '../../src/leads/card/detail-blocks.ts';
import type { LetThroughWhy } from '../../src/leads/holding/holding.ts';
import { heldMessage, heldNotice, letThroughMessage } from '../../src/leads/holding/holding-blocks.ts';
import { refusalMessage } from '../../src/leads/reply-blocks.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import type { Views } from '../support/golden.ts';
import { event, lead, NOW, promise } from './samples.ts';
import type { Words } from './views.ts';

const RULES: LeadRules = {
  words: {},
  demands: [
    { stage: 'new', field: 'phone', team: 'marketing' },
    { stage: 'new', field: 'persona', team: 'marketing' },
  ],
  segments: [],
  score: [],
  hold: { fields: ['phone', 'persona'], limit: 8 * HOUR },
};

/** What people see of leads that are or were held back. */
export function holdingViews({ fields }: Words): Views {
  const { phone: _phone, phoneKey: _key, persona: _persona, ...some } = fields;
  const until = NOW + 3 * HOUR;
  const held = lead({ fields: some, lastEvent: 2, heldUntil: until });
  const [received, back] = [
    event(1, { kind: 'received', by: 'form', isHeld: true }, { by: undefined }),
    event(2, { kind: 'held-back', fields: ['phone', 'persona'], until, owner: undefined }, { by: undefined }),
  ];
  const onward = (why: LetThroughWhy, by: string | undefined) =>
    event(3, { kind: 'let-through', why, missing: ['phone'], worked: 3 * HOUR }, { by });
  const gone = lead({ fields: some, lastEvent: 3 });
  const waiting = heldOf(held, [received, back]);
  const card: CardView = {
    lead: gone,
    promise: promise(),
    events: [received, back, onward('time', undefined)],
    shown: MASKED,
    ring: { people: [], group: undefined, from: undefined },
    now: NOW,
    rules: RULES,
  };
  const line = heldNotice(waiting)?.line;
  const detail = { promise: undefined, extra: {}, isPrivate: false, now: NOW, rules: RULES };
  return {
    'lead-held.waiting': heldMessage(waiting),
    'lead-held.merged': mergedMessage([{ heading: '2 leads held back from sales', lines: line ? [line, line] : [] }]),
    'lead-held.by-hand': heldMessage(heldOf(gone, [received, back, onward('by-hand', 'UMIA')])),
    'lead-held.complete': heldMessage(heldOf(gone, [received, back, onward('complete', undefined)])),
    'lead-held.worked': heldMessage(heldOf(gone, [received, back, onward('worked', 'UANN')])),
    'lead-held.reply': letThroughMessage(gone),
    'lead-card.was-held': leadCard(card),
    'lead-detail.held': detailMessage({ ...detail, lead: held, events: [received, back] }),
    'lead-why.held': whyMessage(held, undefined, [received, back]),
    'lead-why.was-held': whyMessage(gone, promise(), [received, back, onward('not-asked', undefined)]),
    'lead-refusal.not-marketing': refusalMessage(held, { kind: 'not-marketing' }, NOW, 'UTC'),
    'lead-refusal.not-held': refusalMessage(gone, { kind: 'not-held' }, NOW, 'UTC'),
  };
}

function heldOf(one: ReturnType<typeof lead>, events: Parameters<typeof whyMessage>[2] & object) {
  const held = events.find((entry) => entry.change.kind === 'held-back');
  if (held?.change.kind !== 'held-back') throw new Error('It was never held back');
  return { lead: one, events, held: { ...held, change: held.change }, zone: 'UTC', now: NOW };
}
