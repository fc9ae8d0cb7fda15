import { describe, expect, it } from 'vitest';
import type { AskDraft } from '../../src/asks/service.ts';
import { backends } from '../support/backends.ts';
import { saidTo } from '../support/features.ts';
import { actor, parentOf, postOf, promptOf, refused, type StandupOffice, standupOffice, switchedOn } from './office.ts';

const ASK: AskDraft = {
  to: { team: 'marketing' },
  kind: 'content',
  about: undefined,
  neededBy: undefined,
  text: 'Which deck for fintech?',
  origin: undefined,
  madeBy: 'view:1',
};

async function posts(office: StandupOffice, person: string, date?: string): Promise<void> {
  await office.standups.post(await actor(office.it, person), (await office.slot(person, date)).id);
  await office.work();
}

/** The actions of the buttons for an ask in a message, in order. */
function offersIn(office: StandupOffice, key: string, askId: string): string[] {
  const buttons = office.says(key)?.matchAll(/"action_id":"(ask\.\w+)","value":"([^"]+)"/g) ?? [];
  return [...buttons].flatMap(([, action = '', id]) => (id === askId ? [action] : []));
}

async function away(office: StandupOffice, ...people: string[]): Promise<void> {
  for (const person of people) {
    await office.it.people.setAway(await actor(office.it, person), { fromOn: '2026-03-02', untilOn: '2026-03-02' });
  }
  await office.work();
}

describe.each(backends)('the channel of a standup on $name', (backend) => {
  it('is quiet until somebody has switched a standup on, and until it opens', async () => {
    const office = await standupOffice(await backend.open());
    await office.reach('2026-03-02T12:00Z');
    expect(office.it.shown).toEqual([]);
    await switchedOn(office);
    await office.reach('2026-03-03T09:29Z');
    expect(office.it.shown).toEqual([]);
  });

  it('has one message a day, with everybody’s answers in its thread, counted by team and without names', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    await posts(office, 'UANN');
    await posts(office, 'UMIA');
    await office.reach('2026-03-02T20:00Z');
    const inChannel = office.it.shown.filter(({ to }) => 'channel' in to);
    const [keys, threads] = [new Set(inChannel.map(({ key }) => key)), inChannel.map(({ inThreadOf }) => inThreadOf)];
    const mia = await office.slot('UMIA');
    expect([...keys].toSorted()).toEqual([parentOf(slot), postOf(slot), postOf(mia)].toSorted());
    expect(new Set(threads)).toEqual(new Set([undefined, parentOf(slot)]));
    const parent = office.says(parentOf(slot));
    expect(parent).toContain('Sales 1 of 2 · Marketing 1 of 1');
    expect(parent).toContain('1 without an answer');
    expect(parent).not.toContain('UBEN');
  });

  it('names who is missing to its owner alone, in one message, and not those who answer in the meantime', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    await posts(office, 'UANN');
    await office.reach('2026-03-02T13:31Z');
    expect(saidTo(office.it, 'UMAX')).toEqual(['Handoff, Mon 2 Mar: 2 without an answer']);
    expect(JSON.stringify(office.it.shown.filter(({ key }) => key.startsWith('notice:')))).toContain('UBEN, UMIA');
    expect(['UANN', 'UBEN', 'UMIA'].flatMap((id) => saidTo(office.it, id))).toEqual([]);
  });

  it('TIME-7: shows people who are away as off, and nothing at all when all are', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await away(office, 'UBEN');
    await office.reach('2026-03-02T09:31Z');
    expect(office.says(parentOf(await office.slot('UANN')))).toContain('Sales 0 of 1 (1 off)');
    const other = await standupOffice(await backend.open());
    await switchedOn(other);
    await away(other, 'UANN', 'UBEN', 'UMIA');
    await other.reach('2026-03-02T20:00Z');
    expect(other.it.shown).toEqual([]);
  });

  it('TIME-8: who is away from noon on need not answer: their message says so and nobody misses them', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T12:00Z');
    await away(office, 'UBEN');
    const ben = await office.slot('UBEN');
    expect(office.says(promptOf(ben))).toContain('You are off today');
    expect(office.says(parentOf(ben))).toContain('Sales 0 of 1 (1 off)');
  });

  it('DEL-3: a day that Baton slept through is told as that, and nobody is called missing', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    office.it.clock.moveTo(Date.parse('2026-03-02T12:00Z'));
    await office.reach('2026-03-02T20:00Z');
    const slot = await office.slot('UANN');
    expect(office.says(promptOf(slot))).toBeUndefined();
    expect(office.says(parentOf(slot))).toContain('Baton was offline and could not ask 3 people');
    expect(saidTo(office.it, 'UMAX').join()).not.toContain('without an answer');
  });

  it('DEL-7: what Slack does not take at once is shown later, once', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    let failures = 0;
    office.refuse = (to) => {
      if (!('channel' in to) || failures > 0) return undefined;
      failures += 1;
      throw new Error('Slack is away');
    };
    await office.reach('2026-03-02T10:00Z');
    expect(failures).toBe(1);
    expect(office.timesShown(parentOf(await office.slot('UANN')))).toBe(1);
  });

  it('PPL-4: where the channel is gone people are asked and answers are kept; a new channel shows the day', async () => {
    const office = await standupOffice(await backend.open());
    const ritual = await switchedOn(office);
    office.refuse = (to) => ('channel' in to && to.channel === 'CHANDOFF' ? refused('is_archived') : undefined);
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    expect(office.says(promptOf(slot))).toBeDefined();
    await posts(office, 'UANN');
    expect(office.says(parentOf(slot))).toBeUndefined();
    expect((await office.rituals.find(office.database.db, ritual.id))?.state).toBe('degraded');
    const max = await actor(office.it, 'UMAX');
    const form = await office.standups.setupForm(max, ritual.id);
    if (form === 'not-yours') throw new Error(form);
    await office.standups.saveSetup(max, { ...form, channelId: 'CNEW' });
    await office.reach('2026-03-02T09:40Z');
    const shown = office.it.shown.filter(({ key }) => key === parentOf(slot) || key === postOf(slot));
    expect(shown.map(({ to }) => to)).toEqual([{ channel: 'CNEW' }, { channel: 'CNEW' }]);
    expect((await office.rituals.find(office.database.db, ritual.id))?.state).toBe('active');
  });

  it('asks of the teams stand under the newest day and under the answer that they came with, as they are now', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    const made = await office.asks.create(await actor(office.it, 'UANN'), { ...ASK, origin: slot.id });
    await posts(office, 'UANN');
    expect(office.says(parentOf(slot))).toContain('Which deck for fintech?');
    expect(office.says(postOf(slot))).toContain('Take it');
    if (made.kind !== 'asked') throw new Error(made.kind);
    await office.asks.take(await actor(office.it, 'UMIA'), made.view.ask.id);
    await office.work();
    expect(office.says(postOf(slot))).toContain('UMIA has it');
    expect(office.says(parentOf(slot))).not.toContain('Which deck for fintech?');
    expect(office.says(parentOf(slot))).toContain('Asks open: Sales → Marketing 1');
    // It waits for her: her next prompt says so, and no other message does.
    await office.reach('2026-03-03T09:31Z');
    const herPrompt = office.says(promptOf(await office.slot('UMIA', '2026-03-03')));
    expect(herPrompt).toContain('Which deck for fintech?');
    expect(herPrompt).toContain('"action_id":"ask.answer"');
    // A free one moves on to the next day, or the old one would show for ever what is out of date.
    await office.asks.create(await actor(office.it, 'UANN'), { ...ASK, text: 'Which logo?', madeBy: 'view:2' });
    await office.work();
    const tuesday = await office.slot('UANN', '2026-03-03');
    expect(office.says(parentOf(tuesday))).toContain('Which logo?');
    await office.reach('2026-03-03T20:00Z');
    await office.asks.create(await actor(office.it, 'UANN'), { ...ASK, text: 'Whose slide?', madeBy: 'view:3' });
    await office.reach('2026-03-04T09:31Z');
    expect(office.says(parentOf(tuesday))).not.toContain('Which logo?');
    // It says how many were open when it closed, and not what came after.
    expect(office.says(parentOf(tuesday))).toContain('Asks open: Sales → Marketing 2');
    expect(office.says(parentOf(await office.slot('UANN', '2026-03-04')))).toContain('Sales → Marketing 3');
  });

  it('an ask is taken, answered or declined right where it stands, also while nobody has it', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    const made = await office.asks.create(await actor(office.it, 'UANN'), { ...ASK, origin: slot.id });
    if (made.kind !== 'asked') throw new Error(made.kind);
    const { id } = made.view.ask;
    await posts(office, 'UANN');
    expect(offersIn(office, parentOf(slot), id)).toEqual(['ask.take', 'ask.answer', 'ask.decline']);
    expect(offersIn(office, postOf(slot), id)).toEqual(['ask.take', 'ask.answer', 'ask.decline']);
    await office.asks.take(await actor(office.it, 'UMIA'), id);
    await office.work();
    // Under the day stands only what nobody has; with the answer it goes on.
    expect(offersIn(office, parentOf(slot), id)).toEqual([]);
    expect(offersIn(office, postOf(slot), id)).toEqual(['ask.answer', 'ask.decline']);
    await office.asks.decline(await actor(office.it, 'UMIA'), id, 'Not before the fair.');
    await office.work();
    expect(offersIn(office, postOf(slot), id)).toEqual(['ask.show']);
    expect(office.says(postOf(slot))).toContain('declined by UMIA');
  });

  it('an ask that somebody takes, answers or declines changes in the prompts in which it stands', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    const mia = await actor(office.it, 'UMIA');
    const ids: string[] = [];
    for (const madeBy of ['view:1', 'view:2', 'view:3']) {
      const made = await office.asks.create(mia, { ...ASK, to: { team: 'sales' }, madeBy });
      if (made.kind === 'asked') ids.push(made.view.ask.id);
    }
    const [one = '', two = '', three = ''] = ids;
    await office.reach('2026-03-02T09:31Z');
    const [ann, ben] = [promptOf(await office.slot('UANN')), promptOf(await office.slot('UBEN'))];
    for (const id of ids) expect(offersIn(office, ann, id)).toEqual(['ask.take', 'ask.answer', 'ask.decline']);
    await office.asks.take(await actor(office.it, 'UBEN'), one);
    await office.work();
    expect([offersIn(office, ann, one), offersIn(office, ben, one)]).toEqual([[], ['ask.answer', 'ask.decline']]);
    expect(office.says(ben)).toContain('UBEN has it');
    await office.asks.answer(await actor(office.it, 'UBEN'), two, 'The blue one.');
    await office.asks.decline(await actor(office.it, 'UBEN'), three, 'No time.');
    await office.work();
    expect(ids.flatMap((id) => offersIn(office, ann, id))).toEqual([]);
    // Who has answered reads that, and nothing else changes it.
    await posts(office, 'UANN');
    const times = office.timesShown(ann);
    await office.asks.close(mia, one);
    await office.work();
    expect(office.timesShown(ann)).toBe(times);
    expect(offersIn(office, ben, one)).toEqual([]);
  });

  it('what somebody types anywhere opens no ask', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    await office.reach('2026-03-02T09:31Z');
    const slot = await office.slot('UANN');
    const ann = await actor(office.it, 'UANN');
    const opened = await office.standups.form(ann, slot.id);
    const snapshotId = opened.kind === 'form' ? opened.form.snapshot.id : '';
    const content = { facts: [], today: 'No blockers', note: 'Blocked by marketing!', custom: {} };
    await office.standups.submit(ann, { slotId: slot.id, snapshotId, content, viewId: 'V' });
    await office.work();
    expect(await office.asks.waitingIn(office.database.db, 'T1')).toEqual([]);
  });

  it('the last day of a week ends with what it came to, in its thread; late answers are counted', async () => {
    const office = await standupOffice(await backend.open());
    await switchedOn(office);
    for (const day of ['02', '03', '04', '05', '06']) {
      await office.reach(`2026-03-${day}T09:31Z`);
      await posts(office, 'UANN', `2026-03-${day}`);
    }
    await office.reach('2026-03-06T14:00Z');
    const friday = await office.slot('UANN', '2026-03-06');
    const digests = office.it.shown.filter(({ key }) => key.startsWith('standup.digest:'));
    expect(digests.map(({ key, inThreadOf }) => [key, inThreadOf])).toEqual([
      [`standup.digest:${friday.occurrenceId}`, parentOf(friday)],
    ]);
    const digest = () => office.says(`standup.digest:${friday.occurrenceId}`);
    expect(digest()).toContain('The week 2 to 6 Mar');
    expect(digest()).toContain('Sales: 5 of 10 (50 %)');
    // Of fewer than ten a percentage would say nothing.
    expect(digest()).toContain('Marketing: 0 of 5"');
    await posts(office, 'UBEN', '2026-03-06');
    expect(digest()).toContain('Sales: 6 of 10');
  });
});
