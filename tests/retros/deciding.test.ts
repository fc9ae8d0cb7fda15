import { describe, expect, it } from 'vitest';
import { datumText } from '../../src/core/datum.ts';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { aboutOf, originOf, placeOf } from '../../src/retros/deciding/deciding.ts';
import type { DecidingWish } from '../../src/retros/deciding/deciding-service.ts';
import { backends } from '../support/backends.ts';
import { deciders } from './deciders.ts';
import { voter } from './voting.ts';

const WEBINAR = datumText({ kind: 'origin', by: 'source', origin: 'webinar' });

describe('what a topic of a retro is about', () => {
  it('is the leads that all its cards that react to something react to', () => {
    const late = datumText({ kind: 'origin', section: 'late', by: 'source', origin: 'webinar' });
    const lead = datumText({ kind: 'lead', leadId: 'l1' });
    expect(aboutOf([{ datum: WEBINAR }, { datum: late }, { datum: undefined }])).toMatchObject({ source: 'webinar' });
    expect(aboutOf([{ datum: lead }])).toMatchObject({ leadId: 'l1', source: undefined });
    expect(aboutOf([{ datum: WEBINAR }, { datum: lead }])).toEqual(aboutOf([]));
  });

  it('is kept with what was decided about it', () => {
    const place = { retroId: 'r1', topicId: 't1' };
    expect(placeOf(originOf(place))).toEqual(place);
    expect(placeOf('review:r1')).toBeUndefined();
    expect(placeOf(undefined)).toBeUndefined();
  });
});

describe.each(backends)('deciding in a retro, on $name', (backend) => {
  const wish = (differing: Partial<DecidingWish> = {}): DecidingWish => ({
    text: 'If a webinar lead asks for a demo, then sales calls the same day',
    owner: 'UANN',
    dueOn: '2026-03-16',
    chosen: undefined,
    target: undefined,
    seen: 0,
    madeFrom: `view:${crypto.randomUUID()}`,
    ...differing,
  });

  it('is about at most five topics, the first ones, and only while it is time', async () => {
    const it = await deciders(await backend.open(), 7);
    expect((await it.deciding.itemsOf(it.retro.id)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    const place = await it.place(1);
    expect(await it.deciding.decide(voter('UMIA'), { ...place, topicId: 'none' }, wish())).toMatchObject({
      why: { kind: 'not-found' },
    });
    expect(await it.deciding.decide({ ...voter('UMIA'), teams: [] }, place, wish())).toMatchObject({
      why: { kind: 'not-in-teams' },
    });
    expect(await it.deciding.decide(voter('UMIA'), place, wish({ owner: 'UZOE' }))).toMatchObject({
      why: { kind: 'owner-not-in-teams' },
    });
    await it.moveOn(it.retro.id);
    expect(await it.deciding.decide(voter('UMIA'), place, wish())).toMatchObject({ why: { kind: 'not-now' } });
  });

  it('of two at once one is first; the other sees what was decided, and may add theirs', async () => {
    const it = await deciders(await backend.open(), 2);
    const place = await it.place(1);
    const [one, other] = [wish(), wish({ text: 'Marketing asks for the phone' })];
    const outcomes = await Promise.all([
      it.deciding.decide(voter('UMIA'), place, one),
      it.deciding.decide(voter('UBEN'), place, other),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['decided', 'meanwhile']);
    const late = outcomes.find((outcome) => outcome.kind === 'meanwhile');
    expect(late?.decisions.length).toBe(1);
    const [first, second] = outcomes[0]?.kind === 'decided' ? [one, other] : [other, one];
    // The same form again makes nothing more.
    await it.deciding.decide(voter('UMIA'), place, first);
    await it.deciding.decide(voter('UBEN'), place, { ...second, seen: late?.item.turns ?? 0 });
    expect((await it.deciding.topic(place))?.decisions.length).toBe(2);
    expect(await it.deciding.decidedIn(it.retro.id)).toMatchObject({ nothing: 0, of: 2 });
  });

  it('nothing to do is an honest end, until somebody decides all the same', async () => {
    const it = await deciders(await backend.open(), 2);
    const place = await it.place(2);
    const press = () => it.deciding.nothing(voter('UMIA'), place);
    expect((await Promise.all([press(), press()])).map(({ kind }) => kind)).not.toContain('refused');
    expect(await it.deciding.topic(place)).toMatchObject({ item: { turns: 1 }, decisions: [] });
    expect((await it.deciding.topic(place))?.endedBy).toBeDefined();
    await it.deciding.decide(voter('UBEN'), place, wish({ seen: 1 }));
    expect(await it.deciding.topic(place)).toMatchObject({ item: { end: undefined }, endedBy: undefined });
  });

  it('closes by itself an hour after nothing is left to decide, and not again once somebody gives it more time', async () => {
    const it = await deciders(await backend.open(), 2);
    const [first, last] = [await it.place(1), await it.place(2)];
    const now = it.it.clock.now();
    expect(await it.deciding.decide(voter('UMIA'), first, wish())).toMatchObject({ closesAt: undefined });
    expect(await it.deciding.nothing(voter('UBEN'), last)).toMatchObject({ kind: 'ended', closesAt: now + HOUR });
    expect(await it.deciding.decidedIn(it.retro.id)).toMatchObject({ of: 2, left: 0 });
    const found = async () => it.retros.find(it.it.database.db, it.retro.id);
    expect(await it.retros.moveOnInTime(it.retro.id, async () => undefined)).toBe(now + HOUR);
    const more = { ...voter('UMAX'), gesture: 'more-time' };
    await it.retros.endOn(more, it.retro.id, 'deciding', '2026-03-20');
    await it.deciding.decide(voter('UMIA'), last, wish({ seen: 1 }));
    const due = (await found())?.phaseDueAt ?? 0;
    expect(due).toBeGreaterThan(now + HOUR);
    it.it.clock.moveBy(due - it.it.clock.now());
    await it.retros.moveOnInTime(it.retro.id, async () => undefined);
    expect(await found()).toMatchObject({ phase: 'closed', endedBy: undefined });
  });

  it('asks an owner of the other team first, and measures what the topic’s leads are to move', async () => {
    const it = await deciders(await backend.open(), 2, [WEBINAR, WEBINAR]);
    const place = await it.place(1);
    const form = await it.deciding.deciding(voter('UMIA'), place);
    expect(form).toMatchObject({ kind: 'form', about: { source: 'webinar' } });
    const made = await it.deciding.decide(voter('UMIA'), place, wish({ chosen: 'in-time:origin', target: 80 }));
    expect(made).toMatchObject({
      view: {
        action: {
          origin: originOf(place),
          source: 'webinar',
          consent: { kind: 'asked' },
          aim: { metric: 'in-time', of: { by: 'source', origin: 'webinar' }, target: 80, baseline: { n: 0 } },
        },
      },
    });
  });

  it('RETRO-4: what is still open comes to each next retro as the row that it was, the oldest first; who has left has it no more', async () => {
    const it = await deciders(await backend.open(), 2);
    const { db } = it.it.database;
    for (const position of [2, 1]) {
      await it.deciding.decide(voter('UMIA'), await it.place(position), wish({ text: `About topic ${position}` }));
      it.it.clock.moveBy(HOUR);
    }
    await it.moveOn(it.retro.id);
    const seen: string[][] = [];
    for (const _retro of [2, 3]) {
      it.it.clock.moveBy(7 * DAY);
      const next = await it.begin();
      expect(await it.deciding.moved(next.id)).toMatchObject({ open: 2 });
      const open = await it.it.actions.openOf(db, 'UANN', next.startedAt);
      expect(open.map(({ action }) => action.text)).toEqual(['About topic 2', 'About topic 1']);
      seen.push(open.map(({ action }) => action.id));
      for (const { action } of open) await it.it.actions.keep(voter('UANN'), action.id);
      for (const _phase of ['voting', 'closed'])
        if ((await it.retros.find(db, next.id))?.phase !== 'closed') await it.moveOn(next.id);
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(await db.selectFrom('actions').select('id').execute()).toHaveLength(2);
    const gone = { workspaceId: voter('UANN').workspaceId, personIds: ['UANN'], what: 'deactivated' } as const;
    await it.it.database.transaction((tx) => it.it.actions.onPersonChange(tx, gone));
    expect((await it.deciding.decidedIn(it.retro.id)).decisions.map(({ action }) => action.owner)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('the next retro begins with what is open, and with what was moved since', async () => {
    const it = await deciders(await backend.open(), 2);
    const place = await it.place(1);
    await it.deciding.decide(voter('UMIA'), place, wish({ chosen: 'in-time' }));
    expect(await it.deciding.moved(it.retro.id)).toBeUndefined();
    await it.moveOn(it.retro.id);
    it.it.clock.moveBy(14 * 24 * 3_600_000);
    const next = await it.begin();
    expect(await it.deciding.moved(next.id)).toMatchObject({
      open: 1,
      moved: [{ progress: { measured: { key: 'in-time' }, since: { n: 0 } } }],
    });
    const [own] = await it.it.actions.openOf(it.it.database.db, 'UANN', next.startedAt);
    if (own === undefined) throw new Error('Nothing is open');
    it.redrawn.length = 0;
    await it.it.actions.keep(voter('UANN'), own.action.id);
    expect(it.redrawn).toEqual([`retro.topic:${place.retroId}:${place.topicId}`]);
  });
});
