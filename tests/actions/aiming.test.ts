import { describe, expect, it } from 'vitest';
import { progressLines } from '../../src/actions/aim-blocks.ts';
import { aimInputs } from '../../src/actions/aim-inputs-blocks.ts';
import { choiceOf, originIn, typedTarget, wishIn } from '../../src/actions/aiming.ts';
import { DAY, MINUTE } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, deciding, made } from './deciding.ts';
import { ANA, ASK_AGE, action, IN_TIME, MONDAY, SPEED } from './samples.ts';

const ADS = { by: 'source', origin: 'google-ads' } as const;

describe('what somebody chooses as what an action is to move', () => {
  const known = [IN_TIME, SPEED];

  it('is of all leads, or of those that the action is about', () => {
    expect(originIn(action({ campaign: 'fair' }))).toEqual(ADS);
    expect(originIn(action({ source: undefined, campaign: 'fair' }))).toEqual({ by: 'campaign', origin: 'fair' });
    expect(originIn(action({ source: undefined }))).toBeUndefined();
    for (const of of [undefined, ADS])
      expect(wishIn(known, choiceOf({ metric: 'speed', of }), ADS, undefined)).toEqual({
        metric: 'speed',
        of,
        target: undefined,
      });
  });

  it('is of all asks where it counts asks, for they come from no source', () => {
    const figures = [IN_TIME, ASK_AGE];
    expect(wishIn(figures, 'ask-age:origin', ADS, undefined)).toMatchObject({ metric: 'ask-age', of: undefined });
    const [choices] = aimInputs(figures, ADS, undefined);
    expect(JSON.stringify(choices).match(/"value":"[^"]+"/g)).toEqual([
      '"value":"in-time:origin"',
      '"value":"in-time"',
      '"value":"ask-age"',
    ]);
    const aim = {
      metric: 'ask-age',
      of: undefined,
      baseline: { from: 0, until: MONDAY, n: 4, count: 2 },
      target: undefined,
    };
    const said = progressLines({ measured: ASK_AGE, aim, since: { ...aim.baseline, n: 12 } }).join(' ');
    expect(said).toContain('too few asks (4), asks of');
    expect(said).toContain('Too few asks to tell yet');
  });

  it('has a target in percent or in minutes, and nothing beyond', () => {
    expect(wishIn(known, 'in-time', undefined, 140)?.target).toBe(100);
    expect(wishIn(known, 'speed', undefined, 45)?.target).toBe(45 * MINUTE);
    expect(typedTarget(SPEED, 45 * MINUTE)).toBe(45);
  });

  it('is nothing where nobody knows what it is', () => {
    expect(wishIn(known, 'leads-eaten', ADS, 5)).toBeUndefined();
    expect(wishIn(known, undefined, ADS, 5)).toBeUndefined();
  });
});

describe.each(backends)('actions that move numbers, on $name', (backend) => {
  it('have where it stood when they were decided, and that stays when only the target changes', async () => {
    const it = await deciding(await backend.open());
    it.figures.set('in-time', { n: 41, count: 25 });
    const aim = await it.actions.aimOf('T1', { metric: 'in-time', of: ADS, target: undefined });
    expect(aim?.baseline).toEqual({ from: MONDAY - 28 * DAY, until: MONDAY, n: 41, count: 25 });
    const { id } = await made(it, { aim });
    it.figures.set('in-time', { n: 50, count: 50 });
    const terms = { owner: 'UANA', dueOn: '2026-03-06' };
    const further = await it.actions.change(actor(ANA), id, terms, {
      aim: { metric: 'in-time', of: ADS, target: 80 },
    });
    expect(further).toMatchObject({ view: { action: { aim: { ...aim, target: 80 } } } });
    expect((await it.actions.history(id)).map(({ change }) => change.kind)).toEqual(['made', 'aimed']);
    const other = await it.actions.change(actor(ANA), id, terms, {
      aim: { metric: 'in-time', of: undefined, target: 80 },
    });
    expect(other).toMatchObject({ view: { action: { aim: { of: undefined, baseline: { n: 50 } } } } });
    expect(await it.actions.change(actor(ANA), id, terms)).toMatchObject({ why: { kind: 'noted-already' } });
    expect(await it.actions.aimOf('T1', { metric: 'gone', of: undefined, target: undefined })).toBeUndefined();
  });

  it('are measured again once on an occasion, since they were decided or done and no longer than before', async () => {
    const it = await deciding(await backend.open());
    it.figures.set('in-time', { n: 41, count: 25 });
    it.figures.set('speed', { n: 12, count: 12, median: 45 * MINUTE });
    const aimed = async (metric: string) => ({
      aim: await it.actions.aimOf('T1', { metric, of: undefined, target: undefined }),
    });
    const open = await made(it, await aimed('in-time'));
    const finished = await made(it, await aimed('speed'));
    const dropped = await made(it, await aimed('in-time'));
    await made(it);
    await it.actions.drop(actor(ANA), dropped.id, 'No.');
    it.clock.moveTo(at('2026-03-10T10:00Z'));
    await it.actions.finish(actor(ANA), finished.id);
    it.clock.moveTo(at('2026-04-13T10:00Z'));
    it.counted.length = 0;
    it.figures.set('in-time', { n: 37, count: 26 });
    it.figures.set('speed', { n: 3, count: 3 });
    const readings = async (occasion: string) =>
      (await it.actions.remeasure('T1', occasion)).map(({ action: { number }, progress }) => [
        number,
        progress?.since && { n: progress.since.n, median: progress.since.median },
      ]);
    const expected = [
      [open.number, { n: 37, median: undefined }],
      [finished.number, { n: 3, median: undefined }],
    ];
    const all = await Promise.all([readings('retro:r1'), readings('retro:r1')]);
    expect(all[0]?.length).toBe(2);
    it.figures.set('in-time', { n: 99, count: 99 });
    expect(await readings('retro:r1')).toEqual(expected);
    const [first, second] = it.counted;
    expect(first?.window).toEqual({ from: at('2026-03-16T10:00Z'), until: at('2026-04-13T10:00Z') });
    expect(second?.window).toEqual(first?.window);
    it.clock.moveTo(at('2026-05-20T10:00Z'));
    expect(await readings('retro:r2')).toMatchObject([[open.number, { n: 99 }]]);
  });
});
