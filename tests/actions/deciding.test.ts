import { describe, expect, it } from 'vitest';
import { forgetDecided } from '../../src/actions/index.ts';
import { pastFrom, pastValue } from '../../src/actions/past.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, deciding, draft, made, make, WORKSPACE } from './deciding.ts';
import { ANA, BEN, MAX, MIA, SAM } from './samples.ts';

describe.each(backends)('what was decided, on $name', (backend) => {
  it('one form makes one action, however often it is sent, and another one has another number', async () => {
    const it = await deciding(await backend.open());
    const form = draft();
    const send = () => it.database.transaction((tx) => it.actions.make(tx, actor(MIA), form));
    const numbers = (await Promise.all([send(), send(), send()])).map(
      (one) => one.kind === 'made' && one.view.action.number,
    );
    expect(new Set(numbers)).toEqual(new Set([1]));
    const other = await made(it);
    expect(other.number).toBeGreaterThan(1);
    expect(it.heard).toEqual(['1 made UANA', `${other.number} made UANA`]);
  });

  it('somebody of the teams decides, for somebody of the teams, for a day that comes within a year', async () => {
    const it = await deciding(await backend.open());
    const why = async (...args: Parameters<typeof make> extends [unknown, ...infer Rest] ? Rest : never) => {
      const outcome = await make(it, ...args);
      return outcome.kind === 'refused' ? outcome.why.kind : 'made';
    };
    expect(await why({}, SAM)).toBe('not-in-teams');
    expect(await why({ owner: 'UADA' })).toBe('owner-not-in-teams');
    expect(await why({ dueOn: '2026-03-01' })).toBe('day-is-over');
    expect(await why({ dueOn: '2027-06-01' })).toBe('day-is-far');
    expect(await why({ owner: undefined, dueOn: '2026-03-02' })).toBe('made');
  });

  it('of two who settle it at once one does, and the other hears who', async () => {
    const it = await deciding(await backend.open());
    const { id } = await made(it);
    const outcomes = await Promise.all([
      it.actions.finish(actor(ANA), id),
      it.actions.drop(actor(MAX), id, 'The form is gone.'),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused']);
    expect((await it.actions.history(id)).length).toBe(2);
  });

  it('a press that comes twice has one effect, also once it was taken back', async () => {
    const it = await deciding(await backend.open());
    const { id } = await made(it);
    const press = () => it.actions.finish(actor(ANA, 'press-1'), id);
    expect(await Promise.all([press(), press()])).toMatchObject([{ kind: 'done' }, { kind: 'done' }]);
    await it.actions.reopen(actor(ANA, 'press-2'), id);
    expect(await press()).toMatchObject({ kind: 'done', view: { action: { state: 'open' } } });
    expect((await it.actions.history(id)).map(({ change }) => change.kind)).toEqual(['made', 'done', 'reopened']);
  });

  it('what was done or dropped can be read back to the first, a page at a time, the newest first', async () => {
    const it = await deciding(await backend.open());
    const wanted: number[] = [];
    await made(it);
    for (let count = 0; count < 23; count += 1) {
      const { id, number } = await made(it);
      if (count % 2 === 0) await it.actions.finish(actor(ANA), id);
      else await it.actions.drop(actor(MAX), id, 'The form is gone.');
      // Some in one moment.
      if (count % 3 === 0) it.clock.moveBy(1);
      wanted.unshift(number);
    }
    const pages: number[][] = [];
    for (let page = await it.actions.past(WORKSPACE); ; page = await it.actions.past(WORKSPACE, page.next)) {
      pages.push(page.views.map(({ action }) => action.number));
      // A button brings it back as it was.
      if (page.next === undefined) break;
      expect(pastFrom(pastValue(page.next))).toEqual(page.next);
    }
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(pages.flat()).toEqual(wanted);
    expect((await it.actions.past('T2')).views).toEqual([]);
    expect(pastFrom('newest')).toBeUndefined();
  });

  it('what somebody is still on is asked again another day, oldest first', async () => {
    const it = await deciding(await backend.open());
    const [first, second] = [await made(it), await made(it)];
    await it.actions.keep(actor(ANA), first.id);
    const asked = async (since: string) =>
      (await it.actions.openOf(it.database.db, 'UANA', at(since))).map(({ action: { number } }) => number);
    expect(await asked('2026-03-02T00:00Z')).toEqual([second.number]);
    expect(await asked('2026-03-03T00:00Z')).toEqual([first.number, second.number]);
  });

  it('PPL-1: an owner who leaves leaves it visibly nobody’s, the managers hear once, and it can’t come back to them', async () => {
    const it = await deciding(await backend.open());
    const [open, finished] = [await made(it), await made(it)];
    await it.actions.finish(actor(ANA), finished.id);
    it.staff.delete('UANA');
    const leave = () =>
      it.database.transaction((tx) =>
        it.actions.onPersonChange(tx, { workspaceId: 'T1', personIds: ['UANA'], what: 'deactivated' }),
      );
    await leave();
    await leave();
    expect(await it.actions.byId('T1', open.id)).toMatchObject({ action: { owner: undefined, state: 'open' } });
    expect(it.told).toEqual([
      { kind: 'action.for-you', recipient: { person: 'UANA' } },
      { kind: 'action.for-you', recipient: { person: 'UANA' } },
      { kind: 'action.freed', recipient: { person: 'UMAX' } },
    ]);
    expect(await it.actions.reopen(actor(MAX), finished.id)).toMatchObject({ view: { action: { owner: undefined } } });
  });

  it('who has a standup hears nothing beside it; who has none hears when it is given to them and on its day, once', async () => {
    const it = await deciding(await backend.open());
    it.asked.add('UANA');
    const { id } = await made(it);
    await made(it, { owner: 'UMIA' });
    expect(it.told).toEqual([]);
    await it.actions.change(actor(ANA), id, { owner: 'UBEN', dueOn: '2026-03-06' });
    expect(it.told).toEqual([{ kind: 'action.for-you', recipient: { person: 'UBEN' } }]);
    const look = () => it.actions.look(id, async () => {});
    expect(await look()).toBe(at('2026-03-06T09:00Z'));
    it.clock.moveTo(at('2026-03-06T09:00Z'));
    expect(await look()).toBeUndefined();
    await look();
    expect(it.told.slice(1)).toEqual([{ kind: 'action.due', recipient: { person: 'UBEN' } }]);
  });

  it('is handed on within the rights, and each sees why not', async () => {
    const it = await deciding(await backend.open());
    const { id } = await made(it);
    const change = (by: typeof ANA, owner: string | undefined, dueOn = '2026-03-06') =>
      it.actions.change(actor(by), id, { owner, dueOn });
    expect(await change(BEN, 'UBEN')).toMatchObject({ kind: 'refused', why: { kind: 'not-yours' } });
    expect(await change(ANA, 'UADA')).toMatchObject({ kind: 'refused', why: { kind: 'owner-not-in-teams' } });
    expect(await change(ANA, 'UANA', '2026-02-01')).toMatchObject({ kind: 'refused', why: { kind: 'day-is-over' } });
    expect(await change(ANA, undefined)).toMatchObject({ kind: 'done', view: { action: { owner: undefined } } });
    expect(await change(BEN, 'UBEN')).toMatchObject({ kind: 'done', view: { action: { owner: 'UBEN' } } });
    expect(it.heard.slice(1)).toEqual(['1 changed UANA', '1 changed UBEN']);
    expect(await it.actions.finish({ ...actor(ANA), workspaceId: 'T2' }, id)).toEqual({ kind: 'not-found' });
  });

  it('an erased lead takes the words with it, and what was decided still counts', async () => {
    const it = await deciding(await backend.open());
    await it.database.transaction((tx) => forgetDecided(tx, ['l12']));
    const { id } = await made(it);
    expect(await it.actions.byId('T1', id)).toMatchObject({ action: { text: draft().text } });
  });
});
