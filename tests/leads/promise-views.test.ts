import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/core/instants.ts';
import { MASKED } from '../../src/core/shown-fields.ts';
import type { CardView } from '../../src/leads/card/card-blocks.ts';
import { detailMessage, whyMessage } from '../../src/leads/card/detail-blocks.ts';
import { ownerMessage } from '../../src/leads/card/owner-blocks.ts';
import { pausedMessage, pauseModal, wentOnMessage } from '../../src/leads/pausing/pause-blocks.ts';
import { promiseNotices } from '../../src/leads/promises/promise-notices.ts';
import type { PromiseView } from '../../src/leads/promises/promise-view.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { nasty } from '../blockkit/hostile.ts';
import { at } from '../core/cases.ts';
import { runningClock, version } from '../sla/samples.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';
import { event, FIELDS, lead, MET, NOW, ownedBy } from './samples.ts';

const policy = (name: string) =>
  version({
    name,
    version: 3,
    conditions: [{ fact: 'campaign', test: 'is', values: [name] }],
    followUpDays: 2,
    outcomeDays: 5,
  });

const STARTED = at('2026-03-02T10:20Z');

/** What follows from a first contact: two tries are missing, and an outcome. */
function promises(name: string, differing: Partial<PromiseView> = {}): PromiseView {
  const its = { policy: policy(name), startedAt: STARTED, attempts: 1 };
  return {
    ...runningClock({ policy: policy(name) }),
    ...MET,
    further: [
      {
        ...runningClock({ ...its, kind: 'follow-up', target: 23 * HOUR - 20 * 60_000, dueAt: at('2026-03-04T17:00Z') }),
        ...differing,
      },
      {
        ...runningClock({ ...its, kind: 'outcome', target: 47 * HOUR - 20 * 60_000, dueAt: at('2026-03-09T17:00Z') }),
        ...differing,
      },
    ],
  };
}

/** Somebody said why it should wait. */
const paused = (note: string) => [
  event(3, { kind: 'paused', pause: 'waiting', until: at('2026-03-03T09:00Z'), note }),
  event(4, { kind: 'resumed' }),
];

const LATE = { state: 'late' } as const;

async function promiseViews(word: string): Promise<Views> {
  const its = lead({ owner: ownedBy('UBEN'), stage: 'accepted', fields: { ...FIELDS, company: word } });
  const owner = (promise: PromiseView) => ownerMessage({ lead: its, promise, events: [], now: NOW });
  const running = { ...runningClock({ policy: policy(word) }) };
  const details = (promise: PromiseView) =>
    detailMessage({ lead: its, promise, events: paused(word), extra: {}, isPrivate: true, now: NOW });
  const moved: PromiseView = {
    ...running,
    stretches: [
      ...running.stretches,
      { from: at('2026-03-02T10:30Z'), calendar: { ...running.policy.calendar, zone: 'America/New_York' }, of: 'UBEN' },
    ],
  };
  const pause = { from: at('2026-03-02T10:30Z'), until: at('2026-03-03T10:30Z') };
  return {
    'promise-owner.after-the-first': owner(promises(word)),
    'promise-owner.late': owner(promises(word, LATE)),
    'promise-owner.paused': owner({ ...running, pausedUntil: pause.until }),
    'promise-why.some-leads': whyMessage(its, promises(word)),
    'promise-why.other-hours': whyMessage(its, moved),
    'promise-why.paused': whyMessage(its, { ...running, pausedUntil: pause.until }, [], [pause]),
    'promise-pause': pauseModal(its, 4 * HOUR, '2026-03-02'),
    'promise-pause.put-off-enough': pauseModal(its, 0, '2026-03-02'),
    'promise-pause.a-little-left': pauseModal(its, 20 * 60_000, '2026-03-02'),
    'promise-paused': pausedMessage(its, pause.until, 'UTC'),
    'promise-went-on': wentOnMessage(its),
    'promise-details.runs': details(running),
    'promise-details.paused': details({ ...running, pausedUntil: pause.until }),
    ...(await told('lead.resumed', { ...running, dueAt: at('2026-03-03T11:00Z') }, word)),
    ...(await told('lead.hand', running, word)),
    ...(await told('lead.follow-up-due', promises(word), word)),
    ...(await told('lead.follow-up-late', promises(word, LATE), word)),
    ...(await told('lead.follow-up-late-for-manager', promises(word, LATE), word)),
    ...(await told('lead.outcome-due', promises(word), word)),
    ...(await told('lead.outcome-late', promises(word, LATE), word)),
    ...(await told('lead.outcome-late-for-manager', promises(word, LATE), word)),
    ...(await told('lead.late-digest', promises(word, LATE), word)),
  };
}

/** A notice alone, and two of them in one message. */
async function told(kind: string, promise: PromiseView, company: string): Promise<Views> {
  const its = lead({ owner: ownedBy('UBEN'), stage: 'accepted', fields: { ...FIELDS, company } });
  const ring = { people: [], group: undefined, from: undefined };
  const card: CardView = { lead: its, promise, events: paused(company), shown: MASKED, ring, now: NOW };
  const late = [promise, ...(promise.further ?? [])].map((one) => ({ lead: its, promise: one }));
  const notice = promiseNotices({ card: async () => card, lateFor: async () => late }).find((one) => one.kind === kind);
  const recipient = kind.endsWith('-late') ? { channel: 'CLEADS' } : { person: 'UBEN' };
  const rendered = await notice?.render({ key: 'n', workspaceId: 'T1', recipient, kind, subject: 'l1', at: NOW });
  if (notice === undefined || rendered === undefined) throw new Error(`${kind} says nothing`);
  const name = `promise-notice.${kind.slice('lead.'.length)}`;
  const merged = mergedMessage([{ heading: notice.heading(2), lines: [rendered.line, rendered.line] }]);
  return { [name]: rendered.message, [`${name}-merged`]: merged };
}

describe('what people see of promises', async () => {
  goldenViews('promise', await promiseViews('Acme'));

  it('fits Slack and a phone', async () => {
    expect(faultsOf(await promiseViews('Acme'))).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits when somebody writes %j', async (_, word) => {
    expect(faultsOf(await promiseViews(word))).toEqual([]);
  });

  it('tells nobody of what is no longer so', async () => {
    const its = lead({ owner: ownedBy('UANN'), stage: 'accepted' });
    const ring = { people: [], group: undefined, from: undefined };
    const met = promises('Acme', { state: 'met' });
    const card: CardView = { lead: its, promise: met, events: [], shown: MASKED, ring, now: NOW };
    for (const notice of promiseNotices({ card: async () => card, lateFor: async () => [] })) {
      const recipient = { person: 'UBEN' };
      const about = { key: 'n', workspaceId: 'T1', recipient, kind: notice.kind, subject: 'l1', at: NOW };
      expect(await notice.render(about), notice.kind).toBeUndefined();
    }
  });
});
