import { describe, expect, it } from 'vitest';
import type { LocalSlack } from '../../../playground/server/start-local-slack.ts';
import { SECOND } from '../../../src/core/instants.ts';
import type { Listeners } from '../../../src/platform/slack/listeners/listeners.ts';
import { DEFAULT_SOCKET_TIMING } from '../../../src/platform/slack/receiving/receiver.ts';
import { connect } from './workspace.ts';

const mine: Listeners<string> = {
  commands: [
    {
      command: '/lead',
      word: 'mine',
      usage: '',
      summary: 'your leads',
      run: async () => ({ kind: 'say', message: { text: 'None' } }),
    },
  ],
};

/** The real times, all divided by the same number. */
const compressed = (by: number) => {
  const { spacing, settled, backoff } = DEFAULT_SOCKET_TIMING;
  return { spacing: spacing / by, settled: settled / by, backoff: backoff / by };
};

const openings = (slack: LocalSlack) => slack.records.callsOf('apps.connections.open').map((call) => call.startedAt);

/** What may lie between our call and the moment at which the local Slack has noted it, on a busy machine. */
const DELAY = 100;

/** The least time that `count` openings after one another took. */
const least = (count: number, times: readonly number[]) =>
  Math.min(...times.slice(count).map((at, index) => at - (times[index] ?? 0)));

describe('a storm', () => {
  it('of a hundred closes is met with pauses that grow, never with two openings in a second, and is over soon after its end (row 20)', async () => {
    const factor = 40;
    const timing = compressed(factor);
    const { slack } = await connect({ listeners: [mine], timing });
    const hungUp = new Set<number>();
    const before = openings(slack).length;
    await slack.until(
      () => {
        for (const one of slack.sockets.open) {
          if (hungUp.size >= 100 || hungUp.has(one.number)) continue;
          hungUp.add(one.number);
          slack.sockets.terminate(one);
        }
        return hungUp.size >= 100;
      },
      { timeoutMs: 40_000 },
    );
    const endedAt = performance.now();
    await slack.until(() => slack.sockets.open.filter(({ number }) => !hungUp.has(number)).length === 2);
    expect(performance.now() - endedAt).toBeLessThan((10 * SECOND) / factor + 3 * DELAY);
    expect(least(10, openings(slack))).toBeGreaterThanOrEqual(10 * timing.spacing - DELAY);
    // Without pauses that grow, two sockets would open one a second; Slack allows fifty a minute.
    const storm = openings(slack).slice(before);
    const perMinute = (60 * SECOND * storm.length) / ((storm.at(-1) ?? 0) - (storm[0] ?? 0)) / factor;
    expect(perMinute).toBeLessThan(50);
    expect(await slack.person('U_BEN').type('/lead mine', 'leads')).toMatchObject({ kind: 'acknowledged' });
  });

  it('of errors, in real time: one opening a second at most, and both connections within ten seconds of its end (row 20)', async () => {
    const { slack, log } = await connect({ listeners: [mine], timing: { ...DEFAULT_SOCKET_TIMING, stagger: 0 } });
    await slack.until(() => slack.sockets.open.length === 2);
    const fault = slack.faults.on(
      'apps.connections.open',
      { kind: 'http-error', status: 500, when: 'before' },
      { times: Number.POSITIVE_INFINITY },
    );
    const before = openings(slack).length;
    slack.sockets.terminate();
    await slack.until(() => fault.hits >= 5);
    slack.faults.clear();
    await slack.until(() => slack.sockets.open.length === 2);
    expect(least(1, openings(slack).slice(before))).toBeGreaterThanOrEqual(SECOND - DELAY);
    expect(log.lines.filter(({ event }) => event === 'slack.socket.failed').length).toBe(fault.hits);
  });

  it('429: nobody asks again before the time that Slack names (row 20)', async () => {
    const { slack } = await connect({ timing: compressed(40) });
    await slack.until(() => slack.sockets.open.length === 2);
    slack.faults.on('apps.connections.open', { kind: 'rate-limited', retryAfter: 2 });
    slack.sockets.terminate();
    await slack.until(() => slack.sockets.open.filter(({ number }) => number > 2).length === 2);
    const opened = slack.records.callsOf('apps.connections.open');
    const refused = opened.findIndex(({ status }) => status === 429);
    const [told, ...later] = openings(slack).slice(refused);
    expect(later).toHaveLength(2);
    expect(Math.min(...later) - (told ?? 0)).toBeGreaterThanOrEqual(2 * SECOND);
  });
});

describe('a connection that has fallen silent', () => {
  it('is replaced though its pings are answered, and what was sent into it is delivered again (row 21)', async () => {
    const heard: string[] = [];
    const listen = async (event: unknown) => void heard.push(JSON.stringify(event));
    const { slack, baton } = await connect({
      listeners: [mine, { events: { user_change: listen } }],
      // Five minutes of silence and Slack's six of patience, divided by two hundred.
      timing: { silence: 1_500 },
      slack: { patienceMs: 300, eventRetryDelaysMs: [0, 300, 5_000] },
    });
    await slack.until(() => slack.sockets.open.length === 2);
    const [one, other] = slack.sockets.open.map(({ number }) => number);
    slack.sockets.silence();
    slack.admin.changeProfile('U_ANA', { name: 'anna' });
    slack.admin.changeProfile('U_BEN', { name: 'benno' });
    await slack.until(() => slack.sockets.open.every(({ number }) => number !== one && number !== other));
    expect(baton.ready()).toBe(true);
    await slack.until(() => slack.events.pending === 0);
    expect(heard.filter((event) => event.includes('anna') || event.includes('benno'))).toHaveLength(2);
    expect(slack.records.rejections).toEqual([]);
    expect(await slack.person('U_BEN').type('/lead mine', 'leads')).toMatchObject({ kind: 'acknowledged' });
  });

  it('is not what a quiet one is: while nothing comes, connections are replaced one by one and nobody is without', async () => {
    const connected: number[] = [];
    const { slack, baton, log } = await connect({ timing: { silence: 1_000 }, listeners: [mine] });
    await slack.until(() => slack.sockets.open.length === 2);
    const stop = slack.changes.subscribe(() => connected.push(slack.sockets.open.length));
    await slack.until(() => slack.sockets.open.every(({ number }) => number > 4));
    stop();
    expect(Math.min(...connected)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...connected)).toBeLessThan(10);
    expect(baton.ready()).toBe(true);
    // One line for each of the first two, and none for what is no news.
    expect(log.lines.filter(({ event }) => event.startsWith('slack.socket'))).toHaveLength(2);
  });

  it('is not one that brings something: it stays', async () => {
    const { slack } = await connect({ timing: { silence: 1_000, sockets: 1 }, listeners: [mine] });
    const ben = slack.person('U_BEN');
    const until = performance.now() + 3_000;
    while (performance.now() < until) await ben.type('/lead mine', 'leads');
    expect(slack.sockets.open.map(({ number }) => number)).toEqual([1]);
  });
});
