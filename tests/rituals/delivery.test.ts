import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { Transient } from '../../src/platform/errors.ts';
import { dueWork } from '../../src/rituals/catch-up.ts';
import { placed } from '../../src/rituals/placement.ts';
import type { RitualConfig } from '../../src/rituals/ritual.ts';
import type { Slot } from '../../src/rituals/slot.ts';
import { at } from '../core/cases.ts';
import { type Backend, backends, openAt } from '../support/backends.ts';
import {
  DAILY,
  person,
  promptsOf,
  type RitualOffice,
  remindersOf,
  ritual,
  ritualOffice,
} from '../support/ritual-office.ts';

const NINE = '2026-03-02T08:30';

describe.each(backends)('delivery, on $name', (backend) => {
  it('DEL-1: overlapping ticks ask once', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach(at(`${NINE}Z`) - 1);
    const { id } = await it.slot('UANN', '2026-03-02');
    it.answerOfSlack = async () => {
      // Slack is slow, and meanwhile others tick.
      await new Promise(setImmediate);
      return undefined;
    };
    await Promise.all([
      it.reach(at(`${NINE}Z`) + MINUTE),
      ...[1, 2, 3].map(() => it.rituals.attend(id, async () => {})),
    ]);
    await Promise.all([1, 2, 3].map(() => it.rituals.attend(id, async () => {})));
    expect(promptsOf(it, 'UANN')).toEqual([NINE]);
  });

  it('DEL-1: a death between the prompt and its record asks once', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    let deaths = 0;
    it.answerOfSlack = (_view, show) => {
      show();
      deaths += 1;
      if (deaths <= 2) throw new Error('killed');
      return undefined;
    };
    await it.reach('2026-03-02T09:30Z');
    expect(promptsOf(it, 'UANN')).toEqual([NINE]);
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state: 'sent' });
  });

  it('DEL-1: so it is when the process comes back only after the grace', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    it.answerOfSlack = ({ slot }, show) => {
      if (slot.personId === 'UANN') show();
      throw new Error('killed');
    };
    await it.reach(at(`${NINE}Z`) + MINUTE);
    await it.stop();
    it.answerOfSlack = () => undefined;
    it.clock.moveBy(2 * HOUR);
    await it.start();
    await it.reach('2026-03-02T20:00Z');
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state: 'missed' });
    expect(await it.slot('UBEN', '2026-03-02')).toMatchObject({ state: 'bot-missed', reason: { code: 'offline' } });
    expect(it.told.filter(({ what }) => what === 'prompt').map(({ person: who }) => who)).toEqual(['UANN']);
  });

  it('DEL-1: whose prompt was shown by a process that then stayed down past the close was asked, and isn’t missing', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    it.answerOfSlack = ({ slot }, show) => {
      if (slot.personId === 'UANN') show();
      throw new Error('killed');
    };
    await it.reach(at(`${NINE}Z`) + MINUTE);
    await it.stop();
    it.answerOfSlack = () => undefined;
    // Minutes after the close, when whoever had been able to answer would be missing.
    it.clock.moveTo(at('2026-03-02T12:32Z'));
    await it.start();
    await it.reach('2026-03-02T20:00Z');
    const [ann, ben] = [await it.slot('UANN', '2026-03-02'), await it.slot('UBEN', '2026-03-02')];
    expect(ann).toMatchObject({ state: 'bot-missed', reason: { code: 'offline' }, promptedAt: at(`${NINE}Z`) });
    expect(ben).toMatchObject({ state: 'bot-missed', reason: { code: 'offline' }, promptedAt: undefined });
    expect(it.told.map(({ person: who }) => who)).toEqual(['UANN']);
  });

  it('DEL-1: whose prompt was shown and not yet recorded was asked, also if they fly on at that moment', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    it.answerOfSlack = ({ slot }, show) => {
      show();
      if (slot.personId === 'UBEN') throw new Error('killed');
      return undefined;
    };
    await it.reach(at(`${NINE}Z`));
    it.answerOfSlack = () => undefined;
    await it.change('zone', 'UBEN', { zone: 'Asia/Kolkata' });
    await it.reach('2026-03-02T20:00Z');
    expect(await it.slot('UBEN', '2026-03-02')).toMatchObject({ state: 'missed', promptedAt: expect.any(Number) });
    expect(promptsOf(it, 'UBEN')).toEqual([NINE]);
  });

  it('DEL-1: nor if it comes back minutes before the close', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    it.answerOfSlack = (_view, show) => {
      show();
      throw new Error('killed');
    };
    await it.reach(at(`${NINE}Z`) + MINUTE);
    await it.stop();
    it.answerOfSlack = () => undefined;
    it.clock.moveTo(at('2026-03-02T12:20Z'));
    await it.start();
    await it.reach('2026-03-02T20:00Z');
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state: 'bot-missed', promptedAt: at(`${NINE}Z`) });
    expect(it.told).toHaveLength(2);
  });

  it('DEL-2: two engines on one database share the work; nothing is said twice, and one goes on for the other', async () => {
    const address = await backend.address();
    const first = await ritualOffice(openAt(address), { paceMs: 0 });
    const second = await ritualOffice(openAt(address), { clock: first.clock, slack: first, paceMs: 0 });
    await ritual(first);
    await first.reach('2026-03-02T20:00Z');
    await first.stop();
    await second.reach('2026-03-04T20:00Z');
    expect(promptsOf(first, 'UANN')).toEqual([NINE, '2026-03-03T08:30', '2026-03-04T08:30']);
    expect(remindersOf(first, 'UANN')).toHaveLength(3);
  });

  it.each([
    ['within the grace: late, and says so', '2026-03-02T09:30Z', [{ isLate: true }], 'sent'],
    ['after the grace: nobody is asked', '2026-03-02T10:30Z', [], 'bot-missed'],
    ['after the close: nobody is asked', '2026-03-02T13:30Z', [], 'bot-missed'],
  ])('DEL-3: back %s', async (_when, back, prompts, state) => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.stop();
    it.clock.moveTo(at(back));
    await it.start();
    await it.reach(at(back) + 5 * MINUTE);
    expect(it.told.filter(({ person: who }) => who === 'UANN')).toMatchObject(prompts);
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state });
    const offline = it.news.filter(({ kind }) => kind === 'ritual.offline');
    expect(offline).toHaveLength(state === 'sent' ? 0 : 1);
    if (offline[0]) expect(JSON.parse(offline[0].subject)).toMatchObject({ from: at(`${NINE}Z`) });
  });

  it('DEL-3: less than a quarter of an hour before the close nobody is asked', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it, { windowMs: HOUR });
    await it.stop();
    it.clock.moveTo(at('2026-03-02T09:20Z'));
    await it.start();
    await it.reach('2026-03-02T09:21Z');
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state: 'bot-missed' });
  });

  it('DEL-3: a weekly ritual is still asked on the next day', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it, { recurrence: { kind: 'weekly', days: ['mon'] }, windowMs: 48 * HOUR, graceMs: 24 * HOUR });
    await it.stop();
    it.clock.moveTo(at('2026-03-03T08:00Z'));
    await it.start();
    await it.reach('2026-03-03T08:05Z');
    expect(it.told).toMatchObject([{ isLate: true }, { isLate: true }]);
  });

  it('DEL-3: who was asked before an outage over the close isn’t missing', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    await it.stop();
    it.clock.moveTo(at('2026-03-02T15:00Z'));
    await it.start();
    await it.reach('2026-03-02T15:05Z');
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state: 'bot-missed', promptedAt: at(`${NINE}Z`) });
  });

  it('DEL-3: what was answered early is shown, though its whole day went by in an outage', async () => {
    const people = [person('ULOR', { zone: 'Australia/Lord_Howe' })];
    const it = await ritualOffice(await backend.open(), { people });
    const { id } = await ritual(it, { participants: { kind: 'people', ids: ['ULOR'] }, zone: 'America/Santiago' });
    const slot = await it.rituals.currentSlot(it.database.db, id, 'ULOR', it.clock.now());
    await it.database.transaction((tx) => it.rituals.answer(tx, slot?.id ?? '', it.clock.now()));
    await it.stop();
    // Over on Lord Howe Island, and not yet begun in Santiago.
    it.clock.moveTo((slot?.closeAt ?? 0) + MINUTE);
    await it.start();
    await it.work();
    expect(await it.slot('ULOR', slot?.teamDate ?? '')).toMatchObject({ state: 'answered' });
    expect(it.changes.map(({ what, date }) => `${what} ${date}`)).toEqual([
      `opened ${slot?.teamDate}`,
      `closed ${slot?.teamDate}`,
    ]);
  });

  it('DEL-4: after an outage the newest notice only, never prompt and reminder within half an hour', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it, { windowMs: 2 * HOUR, remindBeforeMs: HOUR });
    await it.stop();
    it.clock.moveTo(at('2026-03-02T09:40Z'));
    await it.start();
    await it.reach('2026-03-02T20:00Z');
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-02T09:40']);
    expect(remindersOf(it, 'UANN')).toEqual([]);
  });

  it('DEL-5: what fails for one stops nobody else, and is tried again', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    let failures = 0;
    it.answerOfSlack = ({ slot }) => {
      if (slot.personId !== 'UANN' || failures >= 3) return undefined;
      failures += 1;
      throw new Transient('Slack is away', { retryAt: it.clock.now() + MINUTE, countsAsAttempt: false });
    };
    await it.reach('2026-03-02T09:00Z');
    expect(promptsOf(it, 'UBEN')).toEqual([NINE]);
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-02T08:33']);
  });

  it('DEL-5: a definitive error is met once, told once, and not tried again the next day', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    let tries = 0;
    it.answerOfSlack = ({ slot }) => {
      if (slot.personId !== 'UANN') return undefined;
      tries += 1;
      return { kind: 'unreachable', code: 'user_disabled' };
    };
    await it.reach('2026-03-04T20:00Z');
    expect(tries).toBe(1);
    expect(await it.slot('UANN', '2026-03-04')).toMatchObject({
      state: 'unreachable',
      reason: { detail: 'user_disabled' },
    });
    expect(it.news.filter(({ kind }) => kind === 'ritual.unreachable')).toHaveLength(1);
  });

  it('DEL-6: a hundred at one minute are asked one after the other, in any order, within three minutes', async () => {
    const people = Array.from({ length: 100 }, (_, place) => person(`U${place}`));
    const it = await ritualOffice(await backend.open(), { people, paceMs: 200 });
    await ritual(it, { participants: { kind: 'people', ids: people.map(({ personId }) => personId) } });
    await it.reach('2026-03-02T08:33Z');
    const prompts = it.told.filter(({ what }) => what === 'prompt');
    expect(prompts).toHaveLength(100);
    expect(prompts.map(({ person: who }) => who)).not.toEqual(people.map(({ personId }) => personId));
    expect(Math.max(...prompts.map(({ at: when }) => when)) - at(`${NINE}Z`)).toBeGreaterThan(15_000);
  });

  it('DEL-6: what is overdue after an outage keeps the pace, whether the day had opened before it or not', async () => {
    for (const downAt of ['2026-03-02T08:00Z', '2026-03-02T08:30:01Z']) {
      const it = await crowded(backend);
      await it.reach(downAt);
      const before = askedAt(it).length;
      await it.stop();
      it.clock.moveTo(at('2026-03-02T09:00Z'));
      await it.start();
      await it.reach('2026-03-02T09:05Z');
      expect(askedAt(it)).toHaveLength(CROWD);
      const overdue = askedAt(it).slice(before);
      expect(ahead(overdue)).toBeLessThanOrEqual(2);
      expect(Math.max(...overdue) - Math.min(...overdue)).toBeLessThanOrEqual(CROWD * PACE);
    }
  });

  it('DEL-6: two rituals at one minute keep one pace, and so do reminders', async () => {
    const it = await crowded(backend);
    await ritual(it, everybody(it));
    await it.reach('2026-03-02T08:35Z');
    expect(askedAt(it)).toHaveLength(2 * CROWD);
    expect(ahead(askedAt(it))).toBeLessThanOrEqual(2);
    expect(Math.max(...askedAt(it)) - at(`${NINE}Z`)).toBeLessThanOrEqual(2 * CROWD * PACE);
    await it.reach('2026-03-02T12:00Z');
    const reminded = it.told.filter(({ what }) => what === 'remind').map(({ at: when }) => when);
    expect(reminded).toHaveLength(2 * CROWD);
    expect(ahead(reminded)).toBeLessThanOrEqual(2);
  });

  it('DEL-6: those who come all at once while a day is open, or whom Slack took back, keep the pace too', async () => {
    const it = await crowded(backend, { participants: { kind: 'channel' } });
    await it.reach('2026-03-02T08:40Z');
    it.members.set('CHANDOFF', [...it.people.keys()]);
    const late = it.clock.now() + MINUTE;
    it.answerOfSlack = () => {
      if (it.clock.now() >= late) return undefined;
      throw new Transient('Slack is away', { retryAt: late, countsAsAttempt: false });
    };
    // The channel is read anew: all of them are there.
    await it.rituals.onChannelChange({ channelId: 'CHANDOFF', personId: 'U0', what: 'joined' });
    await it.reach('2026-03-02T08:50Z');
    expect(askedAt(it)).toHaveLength(CROWD + 1);
    expect(ahead(askedAt(it).slice(1))).toBeLessThanOrEqual(2);
  });

  it('DEL-7: what must be shown of the close is written with the close, or neither is', async () => {
    const it = await ritualOffice(await backend.open());
    const { id } = await ritual(it);
    const state = async () => (await it.rituals.occurrenceOn(it.database.db, id, '2026-03-02'))?.state;
    it.failOnClose = 1;
    await it.reach('2026-03-02T12:30Z');
    expect([await state(), it.changes.map(({ what }) => what)]).toEqual(['open', ['opened']]);
    await it.reach('2026-03-02T20:00Z');
    expect([await state(), it.changes.map(({ what }) => what)]).toEqual(['closed', ['opened', 'closed']]);
  });

  it('DEL-8: one reminder, for those who neither answered nor skipped nor have the form open', async () => {
    const ids = ['UANN', 'UBEN', 'UCAT', 'UDAN'];
    const it = await ritualOffice(await backend.open(), { people: ids.map((id) => person(id)) });
    await ritual(it, { participants: { kind: 'people', ids } });
    await it.reach('2026-03-02T11:25Z');
    const slots = await Promise.all(ids.map((id) => it.slot(id, '2026-03-02')));
    await it.database.transaction(async (tx) => {
      await it.rituals.answer(tx, slots[0]?.id ?? '', it.clock.now());
      await it.rituals.skip(tx, slots[1]?.id ?? '', 'off');
      await it.rituals.touched(tx, slots[2]?.id ?? '', it.clock.now());
    });
    await it.reach('2026-03-02T20:00Z');
    expect(remindersOf(it, 'UANN')).toEqual([]);
    expect(remindersOf(it, 'UBEN')).toEqual([]);
    expect(remindersOf(it, 'UCAT')).toEqual(['2026-03-02T11:35']);
    expect(remindersOf(it, 'UDAN')).toEqual(['2026-03-02T11:30']);
  });

  it('DEL-8: after three ignored prompts reminders stop, and the owner is told once', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    it.onPrompt = async ({ slot }) => {
      if (slot.personId === 'UBEN')
        await it.database.transaction((tx) => it.rituals.answer(tx, slot.id, it.clock.now()));
    };
    await it.reach('2026-03-10T20:00Z');
    expect(remindersOf(it, 'UANN')).toEqual(['2026-03-02T11:30', '2026-03-03T11:30', '2026-03-04T11:30']);
    expect(
      it.news.filter(({ kind }) => kind === 'ritual.silent').map(({ subject }) => JSON.parse(subject).personId),
    ).toEqual(['UANN']);
    expect(await it.slot('UANN', '2026-03-10')).toMatchObject({ isFatigued: true });
  });
});

const CROWD = 30;
const PACE = 200;

const everybody = (it: RitualOffice) => ({
  participants: { kind: 'people' as const, ids: [...it.people.keys()].filter((id) => id !== 'UMAX') },
});

/** A ritual of so many that their pace can be seen. */
async function crowded(backend: Backend, differing?: Partial<RitualConfig>): Promise<RitualOffice> {
  const people = Array.from({ length: CROWD }, (_, place) => person(`U${place}`));
  const it = await ritualOffice(await backend.open(), { people, paceMs: PACE });
  it.members.set('CHANDOFF', ['UMAX']);
  await ritual(it, differing ?? everybody(it));
  return it;
}

const askedAt = ({ told }: RitualOffice): number[] =>
  told.filter(({ what }) => what === 'prompt').map(({ at: when }) => when);

/** By how many prompts they were ever ahead of the pace, over any stretch: two, because three may go at once. */
function ahead(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const stretches = sorted.flatMap((from, first) =>
    sorted.slice(first).map((until, more) => more - (until - from) / PACE),
  );
  return Math.max(...stretches);
}

const BLANK = {
  id: 's',
  occurrenceId: 'o',
  ritualId: 'r',
  teamDate: '2026-03-02',
  isLate: false,
  isFatigued: false,
  promptedAt: undefined,
  remindedAt: undefined,
  touchedAt: undefined,
  answeredAt: undefined,
  editedAt: undefined,
};

describe('DEL-3: it is never too late for a prompt that is on time', () => {
  it('however short the time for answers is', () => {
    const planned = placed(DAILY, '2026-03-02', person('UANN'));
    const slot: Slot = { ...BLANK, ...planned, dueAt: 0, closeAt: 5 * MINUTE };
    expect(dueWork(slot, MINUTE, DAILY.graceMs)).toEqual({ kind: 'prompt', isLate: false });
    expect(dueWork(slot, 6 * MINUTE, DAILY.graceMs)).toEqual({ kind: 'too-late' });
  });
});
