import { DAY, HOUR } from '../../src/core/instants.ts';
import { REASON_KEYS, REASONS } from '../../src/core/lead-reasons.ts';
import { MASKED } from '../../src/core/shown-fields.ts';
import { type CardView, leadCard } from '../../src/leads/card/card-blocks.ts';
import { detailMessage } from '../../src/leads/card/detail-blocks.ts';
import { olderOwnerMessage, ownerMessage } from '../../src/leads/card/owner-blocks.ts';
import type { LeadChange } from '../../src/leads/change.ts';
import type { Lead, LeadEvent, Progress, Stage } from '../../src/leads/lead.ts';
import { leadNotices } from '../../src/leads/notices.ts';
import * as replies from '../../src/leads/outcomes/outcome-blocks.ts';
import { dealModal, lostModal, rejectModal, wonModal } from '../../src/leads/outcomes/outcome-modal-blocks.ts';
import { shelfMessage } from '../../src/leads/pausing/shelf-blocks.ts';
import { refusalMessage } from '../../src/leads/reply-blocks.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import type { View, Views } from '../support/golden.ts';
import { event, lead, MET, NOW, ownedBy, promise } from './samples.ts';
import type { Words } from './views.ts';

const TODAY = '2026-03-02';
const EUR = { amount: 12_000, currency: 'EUR' };
const BACK = NOW + 90 * DAY;
const SHELF = { words: {}, now: NOW, zone: 'UTC' };
const BEFORE: Progress = {
  stage: 'contacted',
  firstContactAt: NOW - HOUR,
  reason: undefined,
  returnsAt: undefined,
  value: undefined,
};

/** Every way in which the work on a lead goes on or ends. */
const changes = ({ reason }: Words) =>
  ({
    qualified: { kind: 'qualified', before: BEFORE },
    deal: { kind: 'deal', value: EUR, before: BEFORE },
    won: { kind: 'won', value: EUR, helped: ['fast-call', 'demo'], wrong: ['price'], note: reason, before: BEFORE },
    lost: { kind: 'lost', helped: [], wrong: ['price', 'competitor'], note: reason, before: BEFORE },
    rejected: {
      kind: 'rejected',
      reason: 'bad-data',
      detail: 'phone',
      note: reason,
      returnsOn: undefined,
      returnsAt: undefined,
      isCounted: true,
      before: BEFORE,
    },
    recycled: {
      kind: 'rejected',
      reason: 'competitor',
      detail: reason || 'Globex',
      note: reason,
      returnsOn: '2026-05-31',
      returnsAt: BACK,
      isCounted: true,
      before: BEFORE,
    },
  }) satisfies Record<string, LeadChange>;

type Ended = keyof ReturnType<typeof changes>;

const STAGES: Readonly<Record<Ended, Stage>> = {
  qualified: 'qualified',
  deal: 'opportunity',
  won: 'customer',
  lost: 'lost',
  rejected: 'rejected',
  recycled: 'recycled',
};

const ALL: readonly Ended[] = ['qualified', 'deal', 'won', 'lost', 'rejected', 'recycled'];

function cardOf(words: Words, ended: Ended): CardView {
  const isValued = ended === 'deal' || ended === 'won';
  const change = changes(words)[ended];
  return {
    lead: lead({
      fields: words.fields,
      stage: STAGES[ended],
      owner: ownedBy('UBEN'),
      firstContactAt: NOW,
      value: isValued ? EUR : undefined,
      returnsAt: ended === 'recycled' ? BACK : undefined,
      lastEvent: 4,
    }),
    promise: promise(MET),
    events: [...JOURNAL, event(4, change, { at: NOW })],
    shown: MASKED,
    ring: { people: [], group: undefined, from: undefined },
    now: NOW,
  };
}

const JOURNAL: readonly LeadEvent[] = [
  event(1, { kind: 'received', by: 'person' }, { by: 'UMIA' }),
  event(2, { kind: 'claimed' }),
  event(3, { kind: 'contacted', how: 'reached' }, { at: NOW - HOUR }),
];

/** It was on the shelf, and is Ben's again. */
function returned(words: Words, differing: Partial<Lead> = {}): CardView {
  const card = cardOf(words, 'recycled');
  const back: LeadChange = { kind: 'returned', to: 'UBEN', from: 'UBEN', round: 2 };
  return {
    ...card,
    lead: {
      ...card.lead,
      stage: 'new',
      round: 2,
      returnsAt: undefined,
      firstContactAt: undefined,
      owner: ownedBy('UBEN', { since: BACK, event: 5 }),
      lastEvent: 5,
      ...differing,
    },
    promise: promise({ cycle: 2, startedAt: BACK, dueAt: BACK + HOUR }),
    events: [...card.events, event(5, back, { at: BACK, by: undefined })],
    now: BACK,
  };
}

/** What anybody may read. */
export function publicOutcomes(words: Words): Views {
  const ended = (one: Ended) => cardOf(words, one).lead;
  return {
    'lead-reply.qualified': replies.qualifiedMessage(ended('qualified')),
    'lead-reply.deal': replies.dealMessage({ ...ended('deal'), value: undefined }),
    'lead-reply.deal-worth': replies.dealMessage(ended('deal')),
    'lead-reply.won': replies.wonMessage(ended('won')),
    'lead-reply.lost': replies.lostMessage(ended('lost')),
    'lead-reply.rejected': replies.rejectedMessage(ended('rejected'), NOW, 'UTC'),
    'lead-reply.shelved': replies.rejectedMessage(ended('recycled'), NOW, 'UTC'),
    'lead-reply.shelved-for-all': replies.rejectedMessage({ ...ended('recycled'), owner: undefined }, NOW, 'UTC'),
    'lead-reply.shelved-until-tomorrow': replies.rejectedMessage(
      { ...ended('recycled'), returnsAt: NOW + DAY },
      NOW,
      'UTC',
    ),
    'lead-reply.outcome-undone': replies.outcomeUndoneMessage(ended('qualified')),
    'lead-reply.reopened': replies.reopenedMessage(ended('qualified')),
    'lead-refusal.closed': refusalMessage(ended('won'), { kind: 'closed', stage: 'customer' }, NOW, 'UTC'),
    'lead-refusal.not-qualified': refusalMessage(ended('rejected'), { kind: 'not-qualified' }, NOW, 'UTC'),
    'lead-owner.back-anew': olderOwnerMessage(ended('recycled')),
    'lead-modal.reject': rejectModal(ended('qualified'), {}, TODAY),
    ...Object.fromEntries(
      REASON_KEYS.map((reason) => [
        `lead-modal.reject-${reason}`,
        rejectModal(ended('qualified'), { reason, ...(REASONS[reason].needsNote && { note: words.reason }) }, TODAY),
      ]),
    ),
    'lead-shelf.some': shelfMessage(
      [
        { ...ended('recycled'), reason: 'competitor' },
        ...Array.from({ length: 9 }, (_, at) => ({ ...ended('recycled'), number: at, reason: 'no-budget' as const })),
      ],
      [
        { reason: 'timing', back: 12, qualified: 4, won: 1 },
        { reason: 'no-budget', back: 1, qualified: 0, won: 0 },
      ],
      SHELF,
    ),
    'lead-shelf.none': shelfMessage([], [], SHELF),
    'lead-shelf.all-back': shelfMessage([], [{ reason: 'competitor', back: 9, qualified: 3, won: 2 }], SHELF),
    'lead-shelf.own-words': shelfMessage([], [{ reason: 'timing', back: 9, qualified: 3, won: 2 }], {
      ...SHELF,
      words: { qualified: words.reason || 'SQL', customer: words.reason || 'Client' },
    }),
    'lead-modal.deal': dealModal(ended('deal')),
    'lead-modal.won': wonModal(ended('qualified')),
    'lead-modal.lost': lostModal(ended('qualified')),
    'lead-card.back-for-all': leadCard(returned(words, { owner: undefined })),
  };
}

/** What the channel reads once somebody has the lead, and what only its owner reads. */
export function privateOutcomes(words: Words): Views {
  const owners = returned(words);
  const onIt = { ...owners, lead: { ...owners.lead, stage: 'accepted' as const } };
  return {
    ...Object.fromEntries(
      ALL.flatMap((ended) => [
        [`lead-card.${ended}`, leadCard(cardOf(words, ended))],
        [`lead-owner.${ended}`, ownerMessage(cardOf(words, ended))],
        [`lead-details.${ended}`, detailMessage({ ...cardOf(words, ended), extra: {}, isPrivate: true })],
      ]),
    ),
    'lead-card.back': leadCard(owners),
    'lead-owner.back': ownerMessage(owners),
    'lead-owner.back-on-it': ownerMessage(onIt),
  };
}

/** What both teams are told of how leads end, by itself and merged. */
export async function outcomeNoticeViews(words: Words): Promise<Views> {
  const told: readonly (readonly [name: string, kind: string, Ended])[] = [
    ['won', 'lead.won', 'won'],
    ['won-by-form', 'lead.won', 'won'],
    ['lost', 'lead.outcome', 'lost'],
    ['rejected', 'lead.outcome', 'rejected'],
    ['recycled', 'lead.outcome', 'recycled'],
  ];
  const views: Record<string, View> = {};
  for (const [name, kind, ended] of told) {
    const card = cardOf(words, ended);
    const isOfForm = name === 'won-by-form';
    const [, ...rest] = card.events;
    const events = isOfForm ? [event(1, { kind: 'received', by: 'form' }, { by: undefined }), ...rest] : card.events;
    const kinds = leadNotices({ card: async () => ({ ...card, events }), marketerOf: async () => 'UZOE' });
    const found = kinds.find((one) => one.kind === kind);
    const notice = { key: 'n', workspaceId: 'T1', recipient: { channel: 'CLEADS' }, kind, subject: 'l1', at: NOW };
    const rendered = await found?.render(notice);
    if (found === undefined || rendered === undefined) throw new Error(`${kind} says nothing`);
    views[`lead-notice.${name}`] = rendered.message;
    views[`lead-notice.${name}-merged`] = mergedMessage([
      { heading: found.heading(3), lines: Array(3).fill(rendered.line) },
    ]);
  }
  return views;
}
