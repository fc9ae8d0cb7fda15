import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { WORKSPACE } from '../actions/deciding.ts';
import { ANA, BEN, MAX, MIA, SAM } from '../actions/samples.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { dateOn, type Meeting, meeting, who } from './meetings.ts';

const put = (it: Meeting, text: string) => {
  it.clock.moveBy(1);
  return it.database.transaction((tx) =>
    it.meetings.addTopic(tx, { workspaceId: WORKSPACE, text, by: 'UANA', origin: undefined, madeFrom: text }),
  );
};

/** The agenda as people read it: "1 Webinars open +2" for a topic that was carried over twice. */
async function agenda(it: Meeting, meetingId: string): Promise<string[]> {
  const view = await it.meetings.viewing.view(meetingId);
  return (view?.items ?? []).map(
    ({ position, topic, outcome, carried }) =>
      `${position} ${topic.text} ${outcome}${carried > 0 ? ` +${carried}` : ''}`,
  );
}

describe.each(backends)('Topics of the meetings, on $name', (backend) => {
  it('wait for the next meeting, come to one that is prepared at once, and what makes one makes it once', async () => {
    const it = await meeting(await backend.open());
    expect((await put(it, 'Webinars')).meeting).toBeUndefined();
    await Promise.all(Array.from({ length: 8 }, () => put(it, 'Prices')));
    const first = await it.prepared(dateOn('2026-03-03'));
    expect(await agenda(it, first)).toEqual(['1 Webinars open', '2 Prices open']);
    expect((await put(it, 'Fairs')).meeting?.number).toBe(1);
    expect((await put(it, 'Fairs')).topic.text).toBe('Fairs');
    expect(await agenda(it, first)).toEqual(['1 Webinars open', '2 Prices open', '3 Fairs open']);
  });

  it('never fall between two meetings, when they are put up while one is prepared', async () => {
    const it = await meeting(await backend.open());
    const date = dateOn('2026-03-03');
    it.dates.set(date.id, date);
    it.clock.moveTo(at('2026-03-02T16:00Z'));
    const texts = Array.from({ length: 6 }, (_, one) => `Topic ${one}`);
    await Promise.all([...texts.map((text) => put(it, text)), it.meetings.prepare(date.id, async () => {})]);
    const { open, topics } = await it.meetings.viewing.ahead(WORKSPACE);
    expect(topics).toEqual([]);
    expect(open?.items.map(({ topic }) => topic.text).toSorted()).toEqual(texts);
  });

  it('carry over with a count as long as nobody settles them, and not from a meeting that was called off', async () => {
    const it = await meeting(await backend.open());
    await put(it, 'Webinars');
    await put(it, 'Prices');
    const first = await it.prepared(dateOn('2026-03-03'));
    const [webinars] = (await it.meetings.viewing.view(first))?.items ?? [];
    if (webinars === undefined) throw new Error('Nothing is up');
    const place = { meetingId: first, topicId: webinars.topic.id };
    await it.meetings.resolve(who(MIA), place);
    const second = await it.prepared(dateOn('2026-03-10'));
    expect(await agenda(it, first)).toEqual(['1 Webinars resolved', '2 Prices carried']);
    expect(await agenda(it, second)).toEqual(['1 Prices open +1']);
    // The schedule is paused on the day before: nobody has met.
    await it.database.transaction((tx) => it.meetings.planned(tx, it.ritual, undefined));
    expect((await it.meetings.viewing.view(second))?.meeting.isCalledOff).toBe(true);
    const third = await it.prepared(dateOn('2026-03-17'));
    expect(await agenda(it, third)).toEqual(['1 Prices open +1']);
    it.clock.moveTo(at('2026-03-18T11:00Z'));
    await it.meetings.closeAtTime(third, async () => {});
    const fourth = await it.prepared(dateOn('2026-03-24'));
    expect(await agenda(it, fourth)).toEqual(['1 Prices open +2']);
  });

  it('are settled by one of two who press at once, the other hears who, and a press that comes again does nothing', async () => {
    const it = await meeting(await backend.open());
    const { topic } = await put(it, 'Webinars');
    const meetingId = await it.prepared(dateOn('2026-03-03'));
    const place = { meetingId, topicId: topic.id };
    const outcomes = await Promise.all([
      it.meetings.resolve(who(MIA, 'g1'), place),
      it.meetings.nextTime(who(BEN, 'g2'), place),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused']);
    const lost = outcomes.find(({ kind }) => kind === 'refused');
    expect(lost).toMatchObject({ why: { kind: 'meanwhile', by: outcomes[0].kind === 'done' ? 'UMIA' : 'UBEN' } });

    const reopened = await it.meetings.openAgain(who(MIA, 'g3'), place);
    expect(reopened.kind).toBe('done');
    const winner =
      outcomes[0].kind === 'done'
        ? it.meetings.resolve(who(MIA, 'g1'), place)
        : it.meetings.nextTime(who(BEN, 'g2'), place);
    expect((await winner).kind).toBe('done');
    expect(await agenda(it, meetingId)).toEqual(['1 Webinars open']);
  });

  it('are settled by the teams, and worded and taken off by whoever put them up, and managers', async () => {
    const it = await meeting(await backend.open());
    const { topic } = await put(it, 'Webinars');
    const meetingId = await it.prepared(dateOn('2026-03-03'));
    const place = { meetingId, topicId: topic.id };
    expect(await it.meetings.resolve(who(SAM), place)).toMatchObject({ why: { kind: 'not-in-teams' } });
    expect(await it.meetings.remove(who(BEN), place)).toMatchObject({ why: { kind: 'not-yours' } });
    expect(await it.meetings.reword(who(BEN), place, 'x')).toMatchObject({ why: { kind: 'not-yours' } });
    expect(await it.meetings.reword(who(ANA), place, 'Webinars without a phone number')).toMatchObject({
      kind: 'done',
    });
    expect(await it.meetings.remove(who(MAX), place)).toMatchObject({ kind: 'done' });
    expect(await it.meetings.remove(who(MAX), { ...place, topicId: 'other' })).toMatchObject({
      why: { kind: 'not-found' },
    });
    const next = await it.prepared(dateOn('2026-03-10'));
    expect(await agenda(it, next)).toEqual([]);
    expect(await it.meetings.resolve(who(MIA), place)).toMatchObject({ why: { kind: 'over' } });
  });

  it('are decided by one of two at once; the other sees what was decided, and may add theirs', async () => {
    const it = await meeting(await backend.open());
    const { topic } = await put(it, 'Webinars');
    const meetingId = await it.prepared(dateOn('2026-03-03'));
    const place = { meetingId, topicId: topic.id };
    const wish = (text: string, seen = 0) => ({
      kind: 'gate' as const,
      text,
      owner: 'UANA',
      dueOn: '2026-03-20',
      seen,
      madeFrom: `view:${text}`,
    });
    const both = await Promise.all([
      it.meetings.decide(who(MIA), place, wish('Ask for a phone number')),
      it.meetings.decide(who(BEN), place, wish('Call nobody')),
    ]);
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['decided', 'meanwhile']);
    const lost = both.find(({ kind }) => kind === 'meanwhile');
    expect(lost).toMatchObject({
      seen: 1,
      decisions: [{ action: { number: 1, origin: `meeting-topic:${topic.id}` } }],
    });
    expect(await it.meetings.decide(who(BEN), place, wish('And tell sales', 1))).toMatchObject({ kind: 'decided' });
    expect(await it.meetings.decide(who(BEN), place, wish('And tell sales', 1))).toMatchObject({ kind: 'decided' });
    expect(await it.actions.madeIn(it.database.db, [`meeting-topic:${topic.id}`])).toHaveLength(2);
    const late = { ...wish('Too late'), dueOn: '2026-03-01' };
    expect(await it.meetings.decide(who(BEN), place, late)).toMatchObject({ why: { kind: 'day-is-over' } });
    expect(await agenda(it, meetingId)).toEqual(['1 Webinars decided']);
    it.clock.moveBy(7 * DAY);
    expect(await agenda(it, await it.prepared(dateOn('2026-03-17')))).toEqual([]);
  });
});
