import { describe, expect, it } from 'vitest';
import type { Listeners } from '../../../src/platform/slack/listeners/listeners.ts';
import { connect, openSlack } from './workspace.ts';

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
const onUserChange = (listen: () => Promise<void>): Listeners<string> => ({ events: { user_change: listen } });
const twoOpen = (slack: { sockets: { open: readonly unknown[] } }) => () => slack.sockets.open.length === 2;

describe('connections', () => {
  it('there are two, and the second comes later, so that a refresh never meets both', async () => {
    const { slack } = await connect({ timing: { stagger: 150 } });
    expect(slack.sockets.open).toHaveLength(1);
    await slack.until(twoOpen(slack));
    const [first, second] = slack.sockets.open;
    expect((second?.openedAt ?? 0) - (first?.openedAt ?? 0)).toBeGreaterThan(100);
  });

  it('every command is answered while connections are refreshed, for six seconds (row 19)', async () => {
    const { slack } = await connect({ listeners: [mine] });
    const ben = slack.person('U_BEN');
    const reactions: string[] = [];
    const type = async (times: number) => {
      for (let sent = 0; sent < times; sent += 1) reactions.push((await ben.type('/lead mine', 'leads')).kind);
    };
    const startedAt = performance.now();
    while (performance.now() - startedAt < 6_000) {
      await slack.until(twoOpen(slack));
      const [oldest] = slack.sockets.open;
      const newest = Math.max(...slack.sockets.open.map(({ number }) => number));
      if (oldest === undefined) throw new Error('No socket');
      slack.sockets.disconnect('warning', oldest, 250);
      await type(10);
      await slack.until(() => slack.sockets.open.some(({ number }) => number > newest));
      await type(10);
      await slack.until(() => slack.sockets.open.every(({ number }) => number !== oldest.number));
      await type(10);
    }
    expect(reactions.length).toBeGreaterThan(300);
    expect(reactions.filter((kind) => kind !== 'acknowledged')).toEqual([]);
  });

  it('a connection that Slack asks to replace but doesn’t close is closed when nothing comes over it any more', async () => {
    const { slack } = await connect({ timing: { sockets: 1 } });
    slack.sockets.disconnect('refresh_requested');
    await slack.until(() => slack.sockets.open.length === 2);
    await slack.until(() => slack.sockets.open.length === 1 && slack.sockets.open[0]?.number === 2);
  });

  it('a closed socket is replaced', async () => {
    const { slack } = await connect({ listeners: [mine] });
    await slack.until(twoOpen(slack));
    slack.sockets.terminate();
    await slack.until(() => slack.sockets.open.filter(({ number }) => number > 2).length === 2);
    expect(await slack.person('U_BEN').type('/lead mine', 'leads')).toMatchObject({ kind: 'acknowledged' });
  });

  it('apps.connections.open failing again and again does not end it (row 20)', async () => {
    const { slack, log } = await connect({ listeners: [mine], timing: { sockets: 1 } });
    const fault = slack.faults.on(
      'apps.connections.open',
      { kind: 'http-error', status: 500, when: 'before' },
      { times: 3 },
    );
    slack.sockets.terminate();
    await slack.until(() => fault.hits === 3 && slack.sockets.open.length === 1);
    expect(log.lines.filter(({ event }) => event === 'slack.socket.failed')).toHaveLength(3);
    expect(await slack.person('U_BEN').type('/lead mine', 'leads')).toMatchObject({ kind: 'acknowledged' });
  });

  it('Slack may be away at the start', async () => {
    const { slack, clock } = await openSlack();
    slack.faults.on('apps.connections.open', { kind: 'reset', when: 'before' });
    const { baton } = await connect({ at: { slack, clock }, listeners: [mine] });
    expect(baton.ready()).toBe(false);
    await slack.until(() => baton.ready());
  });

  it('a refused app token stops the start with advice', async () => {
    const starting = connect({ transport: { kind: 'sockets', appToken: 'xapp-wrong' } });
    await expect(starting).rejects.toMatchObject({ advice: expect.stringContaining('SLACK_APP_TOKEN') });
  });
});

describe('what Slack sends', () => {
  it('an event is acknowledged when its listeners have finished', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let isHeard = false;
    const listen = async () => {
      isHeard = true;
      await promise;
    };
    const { slack } = await connect({ listeners: [onUserChange(listen)] });
    slack.admin.deactivate('U_BEN');
    await slack.until(() => isHeard);
    expect(slack.records.envelopes[0]?.ack).toBeUndefined();
    resolve();
    await slack.until(() => slack.events.pending === 0);
    expect(slack.records.envelopes).toMatchObject([{ ack: expect.anything() }]);
  });

  it('an event whose listener throws is not acknowledged and comes again', async () => {
    let times = 0;
    const listen = async () => {
      times += 1;
      if (times === 1) throw new Error('The database is away');
    };
    const { slack, log } = await connect({
      listeners: [onUserChange(listen)],
      slack: { patienceMs: 200, eventRetryDelaysMs: [0, 100] },
    });
    slack.admin.deactivate('U_BEN');
    await slack.until(() => slack.events.pending === 0);
    expect(times).toBe(2);
    expect(slack.records.envelopes).toMatchObject([{ failure: 'timeout' }, { attempt: 1, ack: expect.anything() }]);
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'slack.event.failed' }));
  });

  it('a duplicate envelope over the other connection runs once and is acknowledged twice (row 17)', async () => {
    let times = 0;
    const listen = async () => {
      times += 1;
    };
    const { slack } = await connect({ listeners: [onUserChange(listen)] });
    await slack.until(twoOpen(slack));
    slack.sockets.duplicateNext(1, 50);
    slack.admin.deactivate('U_BEN');
    await slack.until(() => slack.events.pending === 0);
    const [envelope] = slack.records.envelopes;
    if (envelope) slack.sockets.resend(envelope);
    slack.admin.changeProfile('U_ANA', { name: 'anna' });
    await slack.until(() => slack.events.pending === 0);
    expect(times).toBe(2);
  });

  it('an envelope without an event (app_rate_limited) is survived and acknowledged', async () => {
    const { slack, log } = await connect({ listeners: [mine] });
    slack.sockets.rateLimitEvents();
    await slack.until(() => log.lines.some(({ event }) => event === 'slack.event.empty'));
    expect(await slack.person('U_BEN').type('/lead mine', 'leads')).toMatchObject({ kind: 'acknowledged' });
  });

  it('frames that make no sense are ignored', async () => {
    const { slack } = await connect({ listeners: [mine] });
    for (const frame of [{}, { type: 'events_api' }, { type: 7 }, { type: 'slash_commands', envelope_id: 'x' }]) {
      slack.sockets.sendRaw(frame);
    }
    expect(await slack.person('U_BEN').type('/lead mine', 'leads')).toMatchObject({ kind: 'acknowledged' });
  });

  it('an acknowledgement that cannot be sent does not undo the work, and the person still gets the answer', async () => {
    const slow: Listeners<string> = {
      commands: [
        {
          command: '/lead',
          word: 'mine',
          usage: '',
          summary: '',
          run: async () => {
            slack.sockets.terminate();
            await slack.until(() => log.lines.some(({ event }) => event === 'slack.socket.lost'));
            return { kind: 'say', message: { text: 'None' } };
          },
        },
      ],
    };
    const { slack, clock } = await openSlack({ patienceMs: 300 });
    const { log } = await connect({ at: { slack, clock }, listeners: [slow], timing: { sockets: 1 } });
    const ben = slack.person('U_BEN');
    expect(await ben.type('/lead mine', 'leads')).toMatchObject({ kind: 'failed' });
    await slack.until(() => ben.sees('leads').some(({ says }) => says === 'None'));
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'slack.ack.failed' }));
  });
});

describe('stopping', () => {
  it('finishes and acknowledges what runs', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let isHeard = false;
    const listen = async () => {
      isHeard = true;
      await promise;
    };
    const { slack, baton } = await connect({ listeners: [onUserChange(listen)] });
    slack.admin.deactivate('U_BEN');
    await slack.until(() => isHeard);
    const stopped = baton.stop();
    resolve();
    await stopped;
    expect(slack.records.envelopes).toMatchObject([{ ack: expect.anything() }]);
    await slack.until(() => slack.sockets.open.length === 0);
  });

  it('does not wait for ever, and leaves an event to be delivered again', async () => {
    let isHeard = false;
    const never = () => {
      isHeard = true;
      return new Promise<void>(() => {});
    };
    const { slack, baton, log } = await connect({ listeners: [onUserChange(never)], timing: { drain: 50 } });
    slack.admin.deactivate('U_BEN');
    await slack.until(() => isHeard);
    await baton.stop();
    expect(slack.records.envelopes[0]?.ack).toBeUndefined();
    expect(log.lines).toContainEqual(expect.objectContaining({ event: 'slack.stop.cut-short' }));
  });
});
