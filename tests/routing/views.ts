import { readConditions } from '../../src/core/condition-text.ts';
import { MINUTE } from '../../src/core/instants.ts';
import { MASKED } from '../../src/core/shown-fields.ts';
import { leadCard } from '../../src/leads/card/card-blocks.ts';
import { detailMessage, whyMessage } from '../../src/leads/card/detail-blocks.ts';
import type { LeadChange } from '../../src/leads/change.ts';
import * as leaving from '../../src/leads/leaving/leaving-blocks.ts';
import { offerMessage, passedMessage, passModal } from '../../src/leads/offers/offer-blocks.ts';
import { refusalMessage } from '../../src/leads/reply-blocks.ts';
import * as forms from '../../src/routing/form-blocks.ts';
import type { Rule } from '../../src/routing/rules.ts';
import * as blocks from '../../src/routing/set-up-blocks.ts';
import { type TurnView, turnWords } from '../../src/routing/turn-words.ts';
import { event, type FIELDS, lead, NOW, ownedBy } from '../leads/samples.ts';
import { OFFICE, runningClock } from '../sla/samples.ts';
import type { Views } from '../support/golden.ts';
import { POOL } from './samples.ts';

const TURN: TurnView = {
  turn: 14,
  looks: [
    {
      pool: 'DACH',
      skipped: [
        { name: 'Ana', why: { kind: 'away', from: NOW + 7 * 24 * 60 * MINUTE } },
        { name: 'Ben', why: { kind: 'most-open', open: 8, most: 8 } },
        { name: 'Dan', why: { kind: 'most-a-day', today: 5, most: 5 } },
        { name: 'Eli', why: { kind: 'off-shift', from: NOW + 60 * MINUTE } },
        { name: 'Fay', why: { kind: 'asked' } },
        { name: 'Gil', why: { kind: 'gone' } },
      ],
    },
  ],
  choice: 'offer',
  chosen: 'Cy',
  until: NOW + 30 * MINUTE,
};

/** Everything that an admin sees of routing; what somebody wrote stands where names and conditions do. */
export function routingViews(words: string): Views {
  const pool = { ...POOL, name: words };
  const pools = [pool, { ...POOL, id: 'P2', name: 'EMEA', nextPoolId: undefined, calendar: undefined }];
  const rules: Rule[] = [
    { id: 'R1', conditions: conditions(words), channelId: 'CDACH', poolId: 'P1', calendar: OFFICE },
    { id: 'R2', conditions: [], poolId: 'P9' },
  ];
  const names = new Map([['UANN', words]]);
  const tried = [
    { sentence: 'region is FR', holds: false },
    { sentence: `campaign is ${words}`, holds: true },
  ];
  const open = {
    rules: tried,
    rule: 2,
    channelId: 'CDACH',
    calendar: OFFICE,
    pool: words,
    turn: { ...TURN, turn: undefined },
  };
  return {
    'routing-overview': blocks.routingModal({ pools, rules }),
    'routing-overview.empty': blocks.routingModal({ pools: [], rules: [] }),
    'routing-pool.new': forms.poolModal('P3', undefined, [], 'Europe/Berlin'),
    'routing-pool.change': forms.poolModal('P1', pool, pools, 'Europe/Berlin'),
    'routing-pool.shares': forms.sharesModal(pool, names),
    'routing-rule.new': forms.ruleModal('R3', undefined, pools, 'Europe/Berlin'),
    'routing-rule.change': forms.ruleModal('R1', rules[0], pools, 'Europe/Berlin'),
    'routing-try': forms.tryModal(),
    'routing-tried': blocks.previewModal(open, 'UTC'),
    'routing-tried.without-rules': blocks.previewModal(
      { rules: [], rule: undefined, channelId: undefined, pool: undefined, turn: undefined },
      'UTC',
    ),
    'routing-refusal.not-admin': blocks.notAdminMessage(),
    'routing-refusal.gone': blocks.goneMessage(),
  };
}

function conditions(words: string) {
  const read = readConditions(`campaign is "${words.replace(/[",\n]/g, ' ').slice(0, 100)}x"`);
  return read.ok ? read.conditions : [];
}

/** Everything that people see of a lead whose turn is being found. */
export function offerViews(fields: typeof FIELDS, reason: string, pool: string): Views {
  const until = NOW + 30 * MINUTE;
  const taken = { poolId: 'P1', pool, turn: 14 };
  const offer = { personId: 'UANN', until, event: 2 };
  const journal = (...changes: readonly (readonly [LeadChange, string?])[]) => [
    event(1, { kind: 'received', by: 'form' }),
    ...changes.map(([change, by], at) => event(at + 2, change, by === undefined ? {} : { by })),
  ];
  const promise = runningClock({});
  const offered: LeadChange = { kind: 'offered', to: 'UANN', until, ...taken };
  const free = lead({ fields, poolId: 'P1' });
  const view = { promise, now: NOW, ring: { people: [], group: undefined, from: undefined }, shown: MASKED };
  const open = { ...view, lead: { ...free, offer }, events: journal([offered]), offeredTo: reason };
  const passed = {
    ...view,
    lead: free,
    events: journal([offered], [{ kind: 'passed', from: 'UANN', reason }, 'UANN']),
  };
  const lapsed = { ...view, lead: free, events: journal([offered], [{ kind: 'lapsed', from: 'UANN' }]) };
  const claimed = {
    ...view,
    lead: { ...free, owner: ownedBy('UANN', { event: 3 }) },
    events: journal([offered], [{ kind: 'claimed' }, 'UANN']),
  };
  const queued = { ...view, lead: free, events: journal([{ kind: 'queued', until, ...taken }]) };
  const opened = { ...view, lead: lead({ fields }), events: journal([{ kind: 'opened', ...taken }]) };
  const given = {
    ...view,
    lead: { ...free, owner: ownedBy('UMAX', { event: 2 }) },
    events: journal([{ kind: 'assigned', to: 'UMAX', from: undefined, ...taken }]),
  };
  return {
    'offer-message.open': offerMessage(open, 2),
    'offer-message.passed': offerMessage(passed, 2),
    'offer-message.lapsed': offerMessage(lapsed, 2),
    'offer-message.taken': offerMessage(claimed, 2),
    'offer-message.over': offerMessage(given, 2),
    'offer-card.offered': leadCard(open),
    'offer-card.queued': leadCard(queued),
    'offer-card.opened': leadCard(opened),
    'offer-card.pool-gone': leadCard({ ...opened, events: journal([{ kind: 'opened' }]) }),
    'offer-card.fallback': leadCard(given),
    'offer-details': detailMessage({ ...passed, extra: {}, isPrivate: true }),
    'offer-why': whyMessage(
      free,
      promise,
      [],
      [],
      [turnWords(TURN, 'UTC'), turnWords({ ...TURN, choice: 'wait' }, 'UTC')],
    ),
    'offer-inherited': leaving.inheritedMessage({ personId: 'UANN', count: 1, names: [pool] }),
    'offer-inherited.many': leaving.inheritedMessage({ personId: 'UANN', count: 7, names: [pool, '#13 Brightside'] }),
    'offer-left-behind': leaving.leftBehindMessage({ personId: 'UANN', count: 2, names: [pool, '#13 Brightside'] }),
    'offer-pass': passModal(free),
    'offer-passed': passedMessage(free),
    'offer-refusal.offered': refusalMessage(free, { kind: 'offered', to: 'UANN', until }, NOW, 'UTC'),
    'offer-refusal.not-offered': refusalMessage(free, { kind: 'not-offered' }, NOW, 'UTC'),
  };
}
