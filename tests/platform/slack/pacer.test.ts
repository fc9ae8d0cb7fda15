import { describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../../src/core/instants.ts';
import { createPacer, DEFAULT_PACING } from '../../../src/platform/slack/client/pacer.ts';
import { steeredClock } from '../../support/steered-clock.ts';

const pacer = () => {
  const clock = steeredClock(1_000 * HOUR);
  return { clock, pacer: createPacer(clock, DEFAULT_PACING) };
};

/** How many of `count` calls at once pass now, wait, and are sent away. */
async function passing(count: number, pass: () => Promise<void>) {
  const outcomes = { passed: 0, sentAway: 0 };
  for (let call = 0; call < count; call += 1) {
    pass().then(
      () => {
        outcomes.passed += 1;
      },
      () => {
        outcomes.sentAway += 1;
      },
    );
  }
  await new Promise(setImmediate);
  return outcomes;
}

describe('posts to a channel, one a second', () => {
  it('pass in a short burst, wait a little, or are sent away', async () => {
    const { clock, pacer: it } = pacer();
    const outcomes = await passing(10, () => it.pass('chat.postMessage', 'C1'));
    expect(outcomes).toEqual({ passed: 5, sentAway: 3 });
    clock.moveBy(SECOND);
    await new Promise(setImmediate);
    expect(outcomes).toEqual({ passed: 6, sentAway: 3 });
    clock.moveBy(SECOND);
    await new Promise(setImmediate);
    expect(outcomes).toEqual({ passed: 7, sentAway: 3 });
  });

  it('whoever is sent away is told when to come, and it is no failed attempt', async () => {
    const { clock, pacer: it } = pacer();
    await passing(7, () => it.pass('chat.postMessage', 'C1'));
    await expect(it.pass('chat.postMessage', 'C1')).rejects.toMatchObject({
      retryAt: clock.now() + 3 * SECOND,
      countsAsAttempt: false,
    });
  });

  it('do not hold up another channel', async () => {
    const { pacer: it } = pacer();
    await passing(10, () => it.pass('chat.postMessage', 'C1'));
    expect(await passing(1, () => it.pass('chat.postMessage', 'C2'))).toEqual({ passed: 1, sentAway: 0 });
  });
});

describe('a lane that Slack has closed', () => {
  it('stays closed until the time that Slack named; others stay open', async () => {
    const { clock, pacer: it } = pacer();
    it.close('chat.postMessage', 'C1', clock.now() + HOUR);
    await expect(it.pass('chat.postMessage', 'C1')).rejects.toMatchObject({ retryAt: clock.now() + HOUR });
    expect(await passing(1, () => it.pass('chat.update', 'C1'))).toEqual({ passed: 1, sentAway: 0 });
    clock.moveBy(HOUR);
    expect(await passing(1, () => it.pass('chat.postMessage', 'C1'))).toEqual({ passed: 1, sentAway: 0 });
  });
});

it('a clock that is set back does not stop the lane for the difference (row 27)', async () => {
  const { clock, pacer: it } = pacer();
  await passing(5, () => it.pass('chat.update', undefined));
  clock.moveBy(-3 * HOUR);
  const outcomes = await passing(1, () => it.pass('chat.update', undefined));
  clock.moveBy(2 * SECOND);
  await new Promise(setImmediate);
  expect(outcomes).toEqual({ passed: 1, sentAway: 0 });
});
