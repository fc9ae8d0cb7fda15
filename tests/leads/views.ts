import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { LeadFields } from '../../src/core/lead-fields.ts';
import { MASKED } from '../../src/core/shown-fields.ts';
import { type CardView, leadCard } from '../../src/leads/card/card-blocks.ts';
import { detailMessage, freeMessage, mineMessage, whyMessage } from '../../src/leads/card/detail-blocks.ts';
import { formerOwnerMessage, ownerMessage } from '../../src/leads/card/owner-blocks.ts';
import type { LeadEvent } from '../../src/leads/lead.ts';
import { assignModal, leadAddedModal, newLeadModal, releaseModal } from '../../src/leads/modal-blocks.ts';
import { leadNotices } from '../../src/leads/notices.ts';
import type { PromiseView } from '../../src/leads/promises/promise-view.ts';
import * as replies from '../../src/leads/reply-blocks.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { at } from '../core/cases.ts';
import type { View, Views } from '../support/golden.ts';
import { agreedViews } from './agreed-views.ts';
import { holdingViews } from './holding-views.ts';
import { privateSameness, publicSameness, samenessNotices } from './merging-views.ts';
import { outcomeNoticeViews, privateOutcomes, publicOutcomes } from './outcome-views.ts';
import { event, FIELDS, lead, MET, NOW, ownedBy, promise } from './samples.ts';
import { seenViews } from './seen-views.ts';

/** What strangers and colleagues have written. */
const ALL_AT_ONCE = { contactName: 'at-once', email: 'at-once', phone: 'at-once', message: 'at-once' } as const;

export interface Words {
  readonly fields: LeadFields;
  /** What a form sent beside the fields that we know. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly reason: string;
  readonly reference: string;
}

export const PLAIN: Words = {
  fields: FIELDS,
  extra: { Budget: '10k', Mobile: '0170 1234567', Seats: 40, Consent: { newsletter: true } },
  reason: 'Speaks Polish only',
  reference: 'acme',
};

/** Where a heads-up stands. */
const POST = 'https://acme.slack.com/archives/CLEADS/p1772614805135000';

/** A lead's card in its channel, before anybody has claimed it, where persons are masked. */
export function maskedCards({ fields }: Words): Views {
  const free = lead({ fields });
  const card = cardOf(free, undefined, [event(1, { kind: 'received', by: 'form' })]);
  return {
    'lead-card.open': leadCard({ ...card, promise: promise() }),
    'lead-card.open-measured': leadCard({ ...card, promise: promise({ isAnnounced: false }) }),
    'lead-card.open-late': leadCard({ ...card, promise: promise({ state: 'late' }), now: NOW + HOUR }),
    'lead-card.open-at-night': leadCard({
      ...card,
      promise: promise(),
      ring: { people: [], group: undefined, from: at('2026-03-03T09:00Z') },
    }),
    'lead-card.open-for-a-group': leadCard({ ...card, ring: { people: [], group: 'SREPS', from: undefined } }),
    'lead-card.open-for-nobody': leadCard({ ...card, ring: NOBODY }),
    'lead-card.open-and-bare': leadCard({ ...card, lead: lead({ fields: {} }), ring: NOBODY }),
    'lead-card.open-with-heads-up': leadCard({
      ...card,
      headsUp: { title: fields.campaign ?? 'Spring', address: POST },
    }),
    'lead-card.open-before-its-heads-up-stands': leadCard({
      ...card,
      headsUp: { title: fields.campaign ?? 'Spring', address: undefined },
    }),
    'lead-card.test': leadCard({ ...card, lead: lead({ fields, isTest: true }) }),
    'lead-card.given-back': leadCard({
      ...card,
      lead: lead({ fields, stage: 'contacted', lastEvent: 4, firstContactAt: NOW }),
      promise: promise(MET),
      events: journal,
    }),
  };
}

/** Replies, messages and modals that name no person: a channel, or whoever may not see one, can read them. */
export function publicViews(words: Words): Views {
  const { fields, extra, reason, reference } = words;
  const free = lead({ fields });
  const taken = lead({ fields, stage: 'accepted', owner: ownedBy('UBEN'), lastEvent: 2 });
  const refusals: readonly replies.Refusal[] = [
    { kind: 'already-yours' },
    { kind: 'already-theirs' },
    { kind: 'taken', by: 'UANN', since: NOW - 3 * MINUTE },
    { kind: 'not-sales' },
    { kind: 'not-manager' },
    { kind: 'not-seller' },
    { kind: 'free-already' },
    { kind: 'not-yours', owner: 'UANN' },
    { kind: 'reason-needed' },
    { kind: 'too-late' },
    { kind: 'not-claimed' },
  ];
  const events = [...journal, event(6, { kind: 'assigned', to: 'UANN', from: 'UBEN' }, { by: 'UMAX' })];
  const given = event(5, { kind: 'released', from: 'UBEN', since: NOW, stageBefore: 'contacted', reason });
  const why = (view: PromiseView | undefined, isTest = false) => whyMessage(lead({ fields, isTest }), view);
  const many = Array.from({ length: 11 }, (_, before) => ({
    lead: lead({ fields, number: before + 1 }),
    promise: promise(),
  }));
  return {
    ...Object.fromEntries(
      refusals.map((refusal) => [`lead-refusal.${refusal.kind}`, replies.refusalMessage(free, refusal, NOW, 'UTC')]),
    ),
    'lead-refusal.taken-just-now': replies.refusalMessage(free, { kind: 'taken', by: 'UANN', since: NOW }, NOW, 'UTC'),
    'lead-reply.claimed': replies.claimedMessage(taken),
    'lead-reply.assigned': replies.assignedMessage(taken, 'UANN'),
    'lead-reply.released': replies.releasedMessage(free),
    'lead-reply.release-undone': replies.releaseUndoneMessage(taken),
    'lead-reply.contacted-in-time': replies.contactedMessage(taken, 'reached', promise(MET), NOW),
    'lead-reply.contacted-late': replies.contactedMessage(
      taken,
      'no-answer',
      promise({ state: 'met-late', worked: 65 * MINUTE }),
      NOW,
    ),
    'lead-reply.contacted': replies.contactedMessage(taken, 'e-mailed', promise({ ...MET, isAnnounced: false }), NOW),
    'lead-reply.how': replies.howMessage(taken),
    'lead-reply.which': replies.unknownLeadMessage(''),
    'lead-reply.unknown': replies.unknownLeadMessage(reference),
    'lead-reply.none-free': replies.noFreeLeadMessage(),
    'lead-reply.not-set-up': replies.notSetUpMessage(),
    'lead-owner.former': formerOwnerMessage(free),
    'lead-details.public': detailMessage({
      lead: free,
      promise: promise(),
      events: [...events, given],
      extra,
      isPrivate: false,
      now: NOW,
    }),
    'lead-details.of-a-campaign': detailMessage({
      lead: free,
      promise: promise(),
      events: [],
      extra: {},
      headsUp: { title: reference, address: 'https://acme.slack.com/archives/C1/p1' },
      isPrivate: false,
      now: NOW,
    }),
    'lead-why.announced': why(promise()),
    'lead-why.several-owners': whyMessage(taken, promise(), events),
    'lead-why.measured': why(promise({ isAnnounced: false })),
    'lead-why.over-the-weekend': why(promise({ startedAt: at('2026-03-06T16:30Z'), dueAt: at('2026-03-09T09:30Z') })),
    'lead-why.no-promise': why(undefined),
    'lead-why.test': why(undefined, true),
    'lead-mine.some': mineMessage([{ lead: taken, promise: promise() }], NOW),
    'lead-mine.none': mineMessage([], NOW),
    'lead-free.some': freeMessage([{ lead: free, promise: promise({ state: 'late' }) }], NOW + HOUR),
    'lead-free.many': freeMessage(many, NOW),
    'lead-free.none': freeMessage([], NOW),
    'lead-modal.added': leadAddedModal(free),
    'lead-modal.release': releaseModal(taken),
    'lead-modal.assign': assignModal(free),
    'lead-modal.new': newLeadModal(),
    ...publicOutcomes(words),
    ...publicSameness(words),
  };
}

/** What only the owner, a manager or the one who typed it reads, or the channel once somebody has the lead. */
export function privateViews({ fields, extra, reason }: Words): Views {
  const taken = lead({ fields, stage: 'accepted', owner: ownedBy('UBEN'), lastEvent: 2 });
  const contacted = { ...taken, stage: 'contacted' as const, firstContactAt: NOW };
  const claimed = cardOf(taken, promise(), journal.slice(0, 2));
  const after = cardOf(contacted, promise(MET), journal);
  const given = event(5, { kind: 'released', from: 'UBEN', since: NOW, stageBefore: 'contacted', reason });
  return {
    'lead-card.claimed': leadCard(claimed),
    'lead-owner.claimed-with-heads-up': ownerMessage({
      ...claimed,
      headsUp: { title: fields.campaign ?? 'Spring', address: POST },
    }),
    'lead-card.claimed-late': leadCard({ ...claimed, promise: promise({ state: 'late' }), now: NOW + HOUR }),
    'lead-card.contacted': leadCard(after),
    // The day above it is that of its arrival: what came later says which day.
    'lead-card.contacted-next-day': leadCard({
      ...after,
      events: [...journal, { ...event(9, { kind: 'contacted', how: 'met' }), at: NOW + 22 * HOUR }],
      now: NOW + 22 * HOUR,
    }),
    'lead-card.contacted-late': leadCard({ ...after, promise: promise({ state: 'met-late', worked: 65 * MINUTE }) }),
    'lead-card.unmasked': leadCard({ ...cardOf(lead({ fields }), promise(), []), shown: ALL_AT_ONCE }),
    'lead-owner.claimed': ownerMessage(claimed),
    'lead-owner.late': ownerMessage({ ...claimed, promise: promise({ state: 'late' }), now: NOW + HOUR }),
    'lead-owner.contacted': ownerMessage(after),
    'lead-owner.bare': ownerMessage({ ...claimed, lead: { ...taken, fields: {} }, promise: undefined, events: [] }),
    'lead-details.private': detailMessage({ ...after, events: [...journal, given], extra, isPrivate: true }),
    'lead-modal.new-prefilled': newLeadModal(fields),
  };
}

/** What people are told unasked, by itself and merged. */
export async function noticeViews({ fields }: Words): Promise<Views> {
  const free = lead({ fields });
  const taken = lead({ fields, stage: 'accepted', owner: ownedBy('UBEN'), lastEvent: 2 });
  const late = promise({ state: 'late' });
  const told: readonly (readonly [name: string, kind: string, card: CardView, to?: string])[] = [
    ['warning', 'lead.warning', cardOf(taken, promise(), []), 'UBEN'],
    ['unclaimed', 'lead.unclaimed', cardOf(free, promise(), [])],
    ['owner-off-shift', 'lead.unclaimed', { ...cardOf(taken, promise(), []), ring: NOBODY }],
    ['waiting', 'lead.waiting', cardOf(free, promise(), [])],
    ['waiting-for-a-group', 'lead.waiting', { ...cardOf(free, undefined, []), ring: { ...NOBODY, group: 'SREPS' } }],
    ['late', 'lead.late', cardOf(taken, late, [])],
    ['manager-late', 'lead.late-for-manager', cardOf(taken, late, []), 'UMAX'],
    ['manager-late-unclaimed', 'lead.late-for-manager', cardOf(free, late, []), 'UMAX'],
  ];
  const views: Record<string, View> = {};
  for (const [name, kind, card, person] of told) {
    const { rendered, heading } = await rendering(kind, card, person);
    views[`lead-notice.${name}`] = rendered.message;
    views[`lead-notice.${name}-merged`] = mergedMessage([{ heading: heading(3), lines: Array(3).fill(rendered.line) }]);
  }
  return views;
}

/** All of them. */
export async function leadViews(words: Words): Promise<Views> {
  return {
    ...maskedCards(words),
    ...publicViews(words),
    ...privateViews(words),
    ...privateOutcomes(words),
    ...privateSameness(words),
    ...(await samenessNotices(words)),
    ...agreedViews(words),
    ...holdingViews(words),
    ...(await noticeViews(words)),
    ...(await outcomeNoticeViews(words)),
    ...(await seenViews(words)),
  };
}

async function rendering(kind: string, card: CardView, person: string | undefined) {
  const found = leadNotices({ card: async () => card, marketerOf: async () => undefined }).find(
    (one) => one.kind === kind,
  );
  const recipient = person === undefined ? { channel: 'CLEADS' } : { person };
  const notice = { key: 'n', workspaceId: 'T1', recipient, kind, subject: card.lead.id, at: NOW };
  const rendered = await found?.render(notice);
  if (found === undefined || rendered === undefined) throw new Error(`${kind} says nothing`);
  return { rendered, heading: found.heading };
}

const NOBODY = { people: [], group: undefined, from: undefined };

const cardOf = (of: CardView['lead'], view: PromiseView | undefined, events: readonly LeadEvent[]): CardView => ({
  lead: of,
  promise: view,
  events,
  shown: MASKED,
  ring: of.owner === undefined ? { people: ['UANN', 'UBEN'], group: undefined, from: undefined } : NOBODY,
  now: NOW,
});

const journal = [
  event(1, { kind: 'received', by: 'form' }, { by: undefined }),
  event(2, { kind: 'claimed' }),
  event(3, { kind: 'contacted', how: 'no-answer' }, { at: NOW - 10 * MINUTE }),
  event(4, { kind: 'contacted', how: 'reached' }, { at: NOW }),
];
