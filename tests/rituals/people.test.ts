import { describe, expect, it } from 'vitest';
import { configFaults } from '../../src/rituals/config-check.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import {
  DAILY,
  EARLY,
  MAX,
  person,
  promptsOf,
  remindersOf,
  ritual,
  ritualOffice,
  saved,
} from '../support/ritual-office.ts';

const CHANNEL = { participants: { kind: 'channel' } } as const;

describe.each(backends)('people and places, on $name', (backend) => {
  it('PPL-1: whoever is deactivated is asked no more and doesn’t count; the owner hears of it once', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    await it.change('deactivated', 'UANN', { isDeactivated: true });
    await it.reach('2026-03-04T20:00Z');
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({
      state: 'unreachable',
      reason: { code: 'deactivated' },
    });
    expect(await it.slot('UANN', '2026-03-04')).toMatchObject({
      state: 'unreachable',
      reason: { code: 'deactivated' },
    });
    expect(remindersOf(it, 'UANN')).toEqual([]);
    expect(it.news.filter(({ kind }) => kind === 'ritual.unreachable')).toHaveLength(1);
  });

  it('PPL-1: it is looked at right before the prompt too', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    // No event of Slack has told us.
    it.people.set('UANN', person('UANN', { isDeactivated: true }));
    await it.reach('2026-03-02T09:00Z');
    expect(promptsOf(it, 'UANN')).toEqual([]);
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state: 'unreachable' });
  });

  it('PPL-1: whoever is back is offered it: asked, and not counted at once', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.change('deactivated', 'UANN', { isDeactivated: true });
    await it.reach('2026-03-03T20:00Z');
    await it.change('reactivated', 'UANN', { isDeactivated: false });
    await it.reach('2026-03-05T20:00Z');
    expect(await it.slot('UANN', '2026-03-04')).toMatchObject({
      state: 'excused',
      isOptional: true,
      reason: { code: 'joined' },
    });
    expect(await it.slot('UANN', '2026-03-05')).toMatchObject({ state: 'missed', isOptional: false });
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-04T08:30', '2026-03-05T08:30']);
  });

  it.each([
    ['with half an hour left is asked at once', '2026-03-02T11:00Z', ['2026-03-02T11:00', '2026-03-03T08:30']],
    ['later may answer and is asked from the next on', '2026-03-02T12:10Z', ['2026-03-03T08:30']],
  ])('PPL-2: who joins %s, and doesn’t count that day', async (_when, joined, prompts) => {
    const it = await ritualOffice(await backend.open(), { people: [person('UANN'), person('UNEW')] });
    it.members.set('CHANDOFF', ['UANN']);
    await ritual(it, CHANNEL);
    await it.reach(joined);
    await it.moveInChannel({ channelId: 'CHANDOFF', personId: 'UNEW', what: 'joined' });
    const slot = await it.slot('UNEW', '2026-03-02');
    expect(slot).toMatchObject({ isOptional: true });
    if (prompts.length === 1) {
      const outcome = await it.database.transaction((tx) => it.rituals.answer(tx, slot.id, it.clock.now()));
      expect(outcome).toMatchObject({ kind: 'answered', slot: { isLate: false } });
    }
    await it.reach('2026-03-03T20:00Z');
    expect(promptsOf(it, 'UNEW')).toEqual(prompts);
    expect(await it.slot('UNEW', '2026-03-03')).toMatchObject({ isOptional: false });
  });

  it('PPL-2: the channel’s people are read anew at each occurrence, without guests, apps, strangers and observers', async () => {
    const it = await ritualOffice(await backend.open(), {
      people: [
        person('UANN'),
        person('UGUE', { kind: 'guest' }),
        person('UBOT', { kind: 'bot' }),
        person('UEXT', { kind: 'external' }),
        person('UOFF', { isDeactivated: true }),
        person('UCMO'),
        person('UNEW'),
      ],
    });
    it.members.set('CHANDOFF', ['UANN', 'UGUE', 'UBOT', 'UEXT', 'UOFF', 'UCMO']);
    await ritual(it, { ...CHANNEL, observers: ['UCMO'] });
    // An event that never came.
    it.members.get('CHANDOFF')?.push('UNEW');
    await it.reach('2026-03-03T20:00Z');
    const asked = it.told.filter(({ what }) => what === 'prompt').map(({ person: who, date }) => `${date} ${who}`);
    expect(asked.toSorted()).toEqual(['2026-03-02 UANN', '2026-03-02 UNEW', '2026-03-03 UANN', '2026-03-03 UNEW']);
  });

  it('PPL-3: who leaves meanwhile is neither reminded nor missing; an answer given stays', async () => {
    const it = await ritualOffice(await backend.open());
    it.members.set('CHANDOFF', ['UANN', 'UBEN']);
    await ritual(it, CHANNEL);
    await it.reach('2026-03-02T09:00Z');
    const { id } = await it.slot('UBEN', '2026-03-02');
    await it.database.transaction((tx) => it.rituals.answer(tx, id, it.clock.now()));
    for (const personId of ['UANN', 'UBEN']) await it.moveInChannel({ channelId: 'CHANDOFF', personId, what: 'left' });
    await it.reach('2026-03-02T20:00Z');
    expect(await it.slot('UANN', '2026-03-02')).toMatchObject({ state: 'excused', reason: { code: 'left' } });
    expect(await it.slot('UBEN', '2026-03-02')).toMatchObject({ state: 'answered' });
    expect(remindersOf(it, 'UANN')).toEqual([]);
  });

  it('PPL-4: a lost channel is told once; people are asked all the same, until it is back', async () => {
    const it = await ritualOffice(await backend.open());
    const { id } = await ritual(it);
    await it.reach('2026-03-02T09:00Z');
    for (let times = 0; times < 3; times += 1) {
      await it.database.transaction((tx) => it.rituals.channelTrouble(tx, id, 'is_archived'));
    }
    expect(it.news.filter(({ kind }) => kind === 'ritual.channel')).toHaveLength(1);
    expect(await it.rituals.find(it.database.db, id)).toMatchObject({ state: 'degraded' });
    await it.reach('2026-03-03T09:00Z');
    expect(promptsOf(it, 'UANN')).toHaveLength(2);
    const before = it.changes.length;
    await it.database.transaction((tx) => it.rituals.channelBack(tx, 'CHANDOFF'));
    await it.database.transaction((tx) => it.rituals.channelBack(tx, 'CHANDOFF'));
    expect(await it.rituals.find(it.database.db, id)).toMatchObject({ state: 'active' });
    expect(it.changes).toHaveLength(before + 1);
  });

  it('PPL-5: muted or gone silent can’t be told apart: whoever doesn’t answer falls under the rule of three', async () => {
    const it = await ritualOffice(await backend.open());
    await ritual(it);
    await it.reach('2026-03-05T20:00Z');
    expect(remindersOf(it, 'UANN')).toHaveLength(3);
  });

  it('PPL-6: a guest is asked who is named; people of other workspaces are refused by name', async () => {
    const people = [person('UGUE', { kind: 'guest', name: 'Gus' }), person('UEXT', { kind: 'external', name: 'Eva' })];
    const it = await ritualOffice(await backend.open(), { people });
    const ids = people.map(({ personId }) => personId);
    const config = { ...DAILY, participants: { kind: 'people' as const, ids } };
    const invited = { ...DAILY, participants: { kind: 'people' as const, ids: ['UGUE'] } };
    expect(await it.rituals.create(MAX, { kind: 'standup', config })).toEqual({
      kind: 'refused',
      faults: [{ field: 'participants', sentence: 'Eva cannot be asked: only people of this workspace can.' }],
    });
    expect(await it.rituals.create(MAX, { kind: 'standup', config: invited })).toMatchObject({ kind: 'saved' });
    await it.reach('2026-03-02T20:00Z');
    expect(promptsOf(it, 'UGUE')).toHaveLength(1);
  });

  it('PPL-7: a channel whose people Slack won’t name is not saved', async () => {
    const it = await ritualOffice(await backend.open());
    const outcome = await it.rituals.create(MAX, { kind: 'standup', config: { ...DAILY, ...CHANNEL } });
    expect(outcome).toMatchObject({ kind: 'refused', faults: [{ field: 'participants' }] });
  });

  it('PPL-8: co-owners go on; after the last an admin inherits; nobody saves it without an owner', async () => {
    const it = await ritualOffice(await backend.open(), { people: [person('UANN'), person('UBEN'), person('UCOO')] });
    const { id } = await ritual(it, { owners: ['UMAX', 'UCOO'] });
    const owners = async () => (await it.rituals.find(it.database.db, id))?.config.owners;
    await it.change('deactivated', 'UMAX', { isDeactivated: true });
    expect(await owners()).toEqual(['UCOO']);
    await it.change('deactivated', 'UCOO', { isDeactivated: true });
    expect(await owners()).toEqual(['UADA']);
    expect(it.news.map(({ kind, recipient }) => ({ kind, recipient }))).toEqual([
      { kind: 'ritual.inherited', recipient: { person: 'UADA' } },
    ]);
    expect(configFaults({ ...DAILY, owners: [] }, [person('UANN')], EARLY).map(({ field }) => field)).toEqual([
      'owners',
    ]);
  });

  it('a pause explains each of its days, and ends by itself', async () => {
    const it = await ritualOffice(await backend.open());
    const { id } = await ritual(it);
    expect(saved(await it.rituals.pause(MAX, id, '2026-03-04'))).toMatchObject({ fromOn: '2026-03-04' });
    await it.reach('2026-03-04T20:00Z');
    expect(promptsOf(it, 'UANN')).toEqual(['2026-03-04T08:30']);
    expect(saved(await it.rituals.pause(MAX, id))).toMatchObject({ fromOn: undefined });
    await it.reach('2026-03-06T12:00Z');
    const why = await it.rituals.why(it.database.db, 'T1', 'UANN', '2026-03-06');
    expect(why).toEqual([{ kind: 'skipped', name: 'Handoff', because: 'paused' }]);
    expect(saved(await it.rituals.resume(MAX, id))).toMatchObject({ fromOn: '2026-03-09' });
  });

  it('nobody but owners, managers and admins changes it, or asks about others', async () => {
    const it = await ritualOffice(await backend.open());
    const { id } = await ritual(it);
    const ann = { ...MAX, id: 'UANN', manages: [] };
    expect(await it.rituals.pause(ann, id)).toEqual({ kind: 'not-yours' });
    expect(await it.rituals.whyFor(ann, 'UBEN', '2026-03-02')).toBe('not-yours');
    expect(await it.rituals.whyFor(ann, 'UANN', '2026-03-02')).toHaveLength(1);
    expect(await it.rituals.whyFor(MAX, 'UANN', '2026-03-02')).toMatchObject([
      { slot: { dueAt: at('2026-03-02T08:30Z') } },
    ]);
    expect(saved(await it.rituals.end(MAX, id)).ritual.state).toBe('ended');
    await it.reach('2026-03-04T20:00Z');
    expect(promptsOf(it, 'UANN')).toEqual([]);
  });
});
