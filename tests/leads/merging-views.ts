import { HINTS } from '../../src/core/lead-likeness.ts';
import { MASKED } from '../../src/core/shown-fields.ts';
import { type CardView, leadCard } from '../../src/leads/card/card-blocks.ts';
import { detailMessage } from '../../src/leads/card/detail-blocks.ts';
import { ownerMessage } from '../../src/leads/card/owner-blocks.ts';
import type { Lead, LeadEvent } from '../../src/leads/lead.ts';
import * as merging from '../../src/leads/merging/merging-blocks.ts';
import type { SamenessChange } from '../../src/leads/merging/merging-change.ts';
import { mergeModal } from '../../src/leads/merging/merging-modal-blocks.ts';
import { leadNotices } from '../../src/leads/notices.ts';
import * as spam from '../../src/leads/spam/spam-blocks.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import type { View, Views } from '../support/golden.ts';
import { event, lead, NOW, ownedBy, promise } from './samples.ts';
import type { Words } from './views.ts';

const ADDRESS = 'https://acme.slack.com/archives/CLEADS/p1772447400000100';

const REFUSALS: readonly Parameters<typeof merging.mergeRefusalMessage>[1][] = [
  { kind: 'same-lead' },
  { kind: 'merged', number: 12 },
  { kind: 'won' },
  { kind: 'test' },
  { kind: 'forgotten' },
  { kind: 'not-yours', owner: 'UANN' },
  { kind: 'not-sales' },
  { kind: 'not-merged' },
  { kind: 'later-first', number: 17 },
];

/** A lead that was merged, the one of which it is part, and what happened to both. */
function pairOf({ fields, reason }: Words) {
  const { phone: _phone, phoneKey: _key, ...some } = fields;
  const whole = lead({ fields: some, stage: 'accepted', owner: ownedBy('UBEN'), lastEvent: 4 });
  const part: Lead = lead({ id: 'l2', number: 15, fields, stage: 'rejected', reason: 'duplicate', mergedInto: 'l1' });
  const message = reason === '' ? undefined : reason;
  const again = {
    source: fields.source,
    campaign: fields.campaign,
    message,
    consent: 'no',
    filled: ['phone'],
  } as const;
  const entries: readonly SamenessChange[] = [
    { kind: 'wrote-again', by: 'form', ...again },
    { kind: 'kept-apart', number: 14 },
    gained('UBEN'),
    { kind: 'gave-back', lead: 'l2', number: 15, seq: 5, ownedBy: 2, isContacted: false },
  ];
  const events = entries.map((change, at) => event(at + 3, change, { by: at === 0 ? undefined : 'UMAX' }));
  return { whole, part, events };
}

const standing = { stage: 'new', owner: undefined, firstContactAt: undefined, round: 1, reason: undefined } as const;
const was = { ...standing, returnsAt: undefined, value: undefined };
const gained = (to: string | undefined): SamenessChange => ({
  kind: 'gained',
  lead: 'l2',
  number: 15,
  to,
  was,
  became: was,
  filled: [],
  consentWas: undefined,
  ownedBy: 2,
  isContacted: false,
});

/** What everybody may read of leads that may be one, or are. */
export function publicSameness(words: Words): Views {
  const { whole, part, events } = pairOf(words);
  const free = lead({ fields: words.fields });
  const isTold = (of: Lead): string => `#${of.number}`;
  const note = 'They asked us twice';
  const merged: readonly LeadEvent[] = [
    event(2, { kind: 'merged', into: 'l1', number: 12, was, isCounted: false, note }),
  ];
  const apart = event(3, { kind: 'unmerged', into: 'l1', number: 12, consent: undefined });
  return {
    ...Object.fromEntries(
      HINTS.map((by) => [
        `lead-card.maybe-same-by-${by}`,
        leadCard(cardOf({ ...free, maybeSame: { number: 9, by } }, [])),
      ]),
    ),
    'lead-card.merged': leadCard({ ...cardOf(part, merged), whole: { lead: whole, address: ADDRESS } }),
    'lead-card.merged-and-free': leadCard({ ...cardOf(part, merged), whole: { lead: free, address: undefined } }),
    'lead-owner.merged': ownerMessage({ ...cardOf(part, merged), whole: { lead: whole } }),
    'lead-details.with-parts': detailMessage({
      ...cardOf(whole, events),
      parts: [{ number: 15, events: [...merged, apart] }],
      extra: {},
      isPrivate: false,
    }),
    'lead-details.gained-without-owner': detailMessage({
      ...cardOf(whole, [event(3, gained(undefined))]),
      extra: {},
      isPrivate: false,
    }),
    ...Object.fromEntries(
      REFUSALS.map((why) => [`lead-refusal.merging-${why.kind}`, merging.mergeRefusalMessage(part, why)]),
    ),
    'lead-reply.merged': merging.mergedMessage(whole, part),
    'lead-reply.unmerged': merging.unmergedMessage(whole, part),
    'lead-reply.kept-apart': merging.keptApartMessage(whole, part),
    'lead-reply.merge-which': merging.mergeUsageMessage(),
    'lead-modal.merge-public': mergeModal(whole, part, false),
    'lead-block.list': spam.blockedMessage(['junk.example', 'spam.example'], [15, 18]),
    'lead-block.many': spam.blockedMessage(
      Array.from({ length: 40 }, (_, at) => `junk-${at}.example`),
      [15],
    ),
    'lead-block.none': spam.blockedMessage([], []),
    'lead-block.blocked': spam.blockingMessage({ kind: 'blocked', domain: 'junk.example', domains: [] }),
    'lead-block.unblocked': spam.blockingMessage({ kind: 'unblocked', domain: 'junk.example', domains: [] }),
    'lead-block.not-manager': spam.blockingMessage({ kind: 'not-manager' }),
    'lead-block.too-many': spam.blockingMessage({ kind: 'too-many' }),
    'lead-block.no-domain': spam.noDomainMessage(words.reference || isTold(free)),
  };
}

/** The same for those who may see who is behind them. */
export function privateSameness(words: Words): Views {
  const { whole, part, events } = pairOf(words);
  const open = lead({ id: 'l2', number: 15, fields: words.fields, consent: 'no' });
  const closed = { ...whole, stage: 'rejected', reason: 'no-need' } as const;
  return {
    'lead-owner.wrote-again': ownerMessage(cardOf({ ...whole, consent: 'no' }, events)),
    'lead-card.wrote-again': leadCard(cardOf(whole, events)),
    'lead-modal.merge': mergeModal(whole, open, true),
    'lead-modal.merge-into-closed': mergeModal(closed, open, true),
    'lead-modal.merge-into-customer': mergeModal({ ...whole, stage: 'customer' }, part, true),
    'lead-modal.merge-into-spam': mergeModal({ ...closed, reason: 'spam-or-test', owner: undefined }, open, true),
    'lead-modal.merge-unknown': mergeModal(lead({ fields: {} }), lead({ id: 'l2', number: 15, fields: {} }), true),
  };
}

/** Their owner hears of it. */
export async function samenessNotices(words: Words): Promise<Views> {
  const { whole, events } = pairOf(words);
  const views: Record<string, View> = {};
  const cards = { owned: cardOf(whole, events), free: cardOf({ ...whole, owner: undefined }, events) };
  for (const [name, card] of Object.entries(cards)) {
    const kind = leadNotices({ card: async () => card, marketerOf: async () => undefined }).find(
      (one) => one.kind === 'lead.wrote-again',
    );
    const notice = { key: 'n', workspaceId: 'T1', recipient: { channel: 'CLEADS' }, kind: '', subject: 'l1', at: NOW };
    const rendered = await kind?.render(notice);
    if (kind === undefined || rendered === undefined) throw new Error('Nobody hears of it');
    views[`lead-notice.wrote-again-${name}`] = rendered.message;
    const lines = Array(3).fill(rendered.line);
    views[`lead-notice.wrote-again-${name}-merged`] = mergedMessage([{ heading: kind.heading(3), lines }]);
  }
  return views;
}

const cardOf = (of: Lead, events: readonly LeadEvent[]): CardView => ({
  lead: of,
  promise: promise(),
  events,
  shown: MASKED,
  ring: { people: [], group: undefined, from: undefined },
  now: NOW,
});
