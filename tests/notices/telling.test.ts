import { describe, expect, it, onTestFinished } from 'vitest';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/core/instants.ts';
import type { Notice, NoticeKind, Recipient } from '../../src/core/notice.ts';
import { noticesJobs } from '../../src/notices/jobs.ts';
import { createNoticesService } from '../../src/notices/service.ts';
import { createWorkspacesService } from '../../src/people/workspace/workspaces-service.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { backends } from '../support/backends.ts';
import { steeredClock } from '../support/steered-clock.ts';

const NINE = 9 * HOUR;
const MIDNIGHT = DAY;
const ann = { person: 'UANN' };
const channel = { channel: 'CLEADS' };

interface Told {
  readonly key: string;
  readonly to: Recipient;
  readonly content: string;
  readonly inThreadOf?: string;
}

describe.each(backends)('telling on $name', (backend) => {
  it('tells one event once, however often it is asked', async () => {
    const it = await office(await backend.open());
    await it.notify('a');
    await it.notify('a');
    await it.tell(ann);
    await it.notify('a');
    await it.tell(ann);
    expect(it.said()).toEqual(['plain a']);
    expect(it.told[0]).toMatchObject({ key: 'notice:a', to: ann });
  });

  it('asks for a look when the news becomes true', async () => {
    const it = await office(await backend.open());
    await it.notify('a', { at: NINE + HOUR });
    expect(await it.looks()).toEqual({ 'notices:person:UANN': NINE + HOUR });
    expect(await it.tell(ann)).toBe(NINE + HOUR);
    expect(it.said()).toEqual([]);
  });

  it('drops what is no longer true when it would be told', async () => {
    const it = await office(await backend.open());
    await it.notify('a');
    await it.notify('b');
    it.untrue.add('a');
    await it.tell(ann);
    expect(it.said()).toEqual(['plain b']);
    expect(await it.states()).toEqual({ a: 'dropped', b: 'sent' });
  });

  it('forgets what is cancelled, unless it is asked for again', async () => {
    const it = await office(await backend.open());
    await it.notify('a');
    await it.cancel(['a']);
    await it.tell(ann);
    expect(it.said()).toEqual([]);
    await it.notify('a');
    await it.tell(ann);
    expect(it.said()).toEqual(['plain a']);
  });

  it('cancelling what was told changes nothing', async () => {
    const it = await office(await backend.open());
    await it.notify('a');
    await it.tell(ann);
    await it.cancel(['a', 'unknown']);
    expect(await it.states()).toEqual({ a: 'sent' });
  });

  it('puts a notice told by itself into its thread, and several into the channel', async () => {
    const it = await office(await backend.open());
    await it.notify('a', { recipient: channel, kind: 'threaded' });
    await it.tell(channel);
    for (const key of ['b', 'c'])
      await it.notify(key, { recipient: channel, kind: 'threaded', at: NINE - 11 * MINUTE });
    await it.tell(channel);
    expect(it.told.map(({ content, inThreadOf }) => [content, inThreadOf])).toEqual([
      ['threaded a', 'card'],
      ['2 threaded: b, c', undefined],
    ]);
  });

  it('finishes after a crash what was being sent, as the same message', async () => {
    const it = await office(await backend.open());
    await it.notify('a');
    it.refuses.push('crash');
    await expect(it.tell(ann)).rejects.toThrow('crash');
    expect(await it.states()).toEqual({ a: 'sending' });
    await it.notify('b');
    await it.tell(ann);
    expect(it.told.map(({ key }) => key)).toEqual(['notice:a', 'notice:b']);
  });

  it('what is no longer true after a crash is told or not as it was before', async () => {
    const it = await office(await backend.open());
    for (const key of ['a', 'b']) {
      await it.notify(key, { kind: 'rationed', at: it.clock.now() });
      it.refuses.push('crash');
      await expect(it.tell(ann)).rejects.toThrow('crash');
      it.untrue.add(key);
      if (key === 'a') it.arrived.add('notice:a');
      it.refuses.push('later');
      expect(await it.tell(ann)).toBe(it.clock.now() + SECOND);
      await it.tell(ann);
    }
    expect(await it.states()).toEqual({ a: 'sent', b: 'dropped' });
    for (const key of ['c', 'd', 'e']) await it.notify(key, { kind: 'rationed', at: it.clock.now() });
    await it.tell(ann);
    // What arrived is one of the three of the day, what didn’t is none.
    expect(it.said()).toEqual(['rationed c', 'rationed d']);
  });

  it('comes back when its message can’t be shown yet', async () => {
    const it = await office(await backend.open());
    await it.notify('a');
    it.refuses.push('later');
    expect(await it.tell(ann)).toBe(NINE + SECOND);
    await it.tell(ann);
    expect(it.said()).toEqual(['plain a']);
  });
});

describe.each(backends)('leaving in peace on $name', (backend) => {
  it('a person off shift, until their hours begin', async () => {
    const it = await office(await backend.open());
    it.offShiftUntil.set('UANN', NINE + HOUR);
    await it.notify('a');
    expect(await it.tell(ann)).toBe(NINE + HOUR);
    expect(it.said()).toEqual([]);
    it.clock.moveTo(NINE + HOUR);
    await it.tell(ann);
    expect(it.said()).toEqual(['plain a']);
  });

  it('a person who was not welcomed: the welcome comes first', async () => {
    const it = await office(await backend.open());
    it.unwelcomed.add('UANN');
    await it.notify('a');
    expect(await it.tell(ann)).toBe(NINE + 2 * SECOND);
    it.unwelcomed.clear();
    await it.tell(ann);
    expect(it.said()).toEqual(['plain a']);
  });

  it('nobody whose account is deactivated: what was for them is dropped, and they are not looked at again', async () => {
    const it = await office(await backend.open());
    it.gone.add('UANN');
    it.offShiftUntil.set('UANN', NINE + HOUR);
    await it.notify('a');
    expect(await it.tell(ann)).toBeUndefined();
    expect(it.said()).toEqual([]);
    expect(await it.states()).toEqual({ a: 'dropped' });
  });

  it('never a channel', async () => {
    const it = await office(await backend.open());
    for (const key of ['a', 'b', 'c', 'd']) await it.notify(key, { recipient: channel, kind: 'rationed' });
    await it.tell(channel);
    expect(it.said()).toHaveLength(4);
  });

  it('a person who got three unasked messages, until their next day begins', async () => {
    const it = await office(await backend.open());
    for (const key of ['a', 'b', 'c']) {
      await it.notify(key, { kind: 'rationed', at: it.clock.now() });
      await it.tell(ann);
      it.clock.moveBy(HOUR);
    }
    await it.notify('d', { kind: 'rationed', at: it.clock.now() });
    expect(await it.tell(ann)).toBe(MIDNIGHT);
    expect(it.said()).toHaveLength(3);
    it.clock.moveTo(MIDNIGHT);
    await it.tell(ann);
    expect(it.said()).toHaveLength(4);
  });

  it('a person whom other features have written to, each message once', async () => {
    const it = await office(await backend.open());
    for (const key of ['prompt', 'prompt', 'reminder']) expect(await it.interrupt(key)).toBe(true);
    await it.notify('a', { kind: 'rationed', at: it.clock.now() });
    await it.tell(ann);
    expect(await it.interrupt('more')).toBe(false);
    expect(await it.interrupt('prompt')).toBe(true);
    await it.notify('b', { kind: 'rationed', at: it.clock.now() });
    expect(await it.tell(ann)).toBe(MIDNIGHT);
    expect(it.said()).toEqual(['rationed a']);
    it.clock.moveTo(MIDNIGHT);
    expect(await it.interrupt('more')).toBe(true);
  });

  it('a person to whom many features want to write at the same moment', async () => {
    const it = await office(await backend.open());
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const granted = await Promise.all(keys.map((key) => it.interrupt(key)));
    expect(granted.filter(Boolean)).toHaveLength(3);
    await it.notify('news', { kind: 'rationed', at: it.clock.now() });
    expect(await it.tell(ann)).toBe(MIDNIGHT);
    await it.release(keys[granted.indexOf(true)] ?? '');
    await it.tell(ann);
    expect(it.said()).toEqual(['rationed news']);
  });

  it('a message that was no longer true counts for nothing', async () => {
    const it = await office(await backend.open());
    for (const key of ['a', 'b', 'c']) {
      it.untrue.add(key);
      await it.notify(key, { kind: 'rationed', at: it.clock.now() });
      await it.tell(ann);
    }
    expect(it.said()).toEqual([]);
    expect(await it.interrupt('prompt')).toBe(true);
  });

  it('but not of what is about their own leads, which isn’t rationed', async () => {
    const it = await office(await backend.open());
    for (const key of ['a', 'b', 'c', 'd']) await it.notify(key, { kind: 'rationed', at: it.clock.now() });
    await it.notify('mine', { at: it.clock.now() });
    expect(await it.tell(ann)).toBe(MIDNIGHT);
    expect(it.said()).toEqual(['rationed a', 'rationed b', 'rationed c', 'plain mine']);
  });

  it('counts what went out as one message as one', async () => {
    const it = await office(await backend.open());
    for (const key of ['a', 'b', 'c']) await it.notify(key, { kind: 'rationed', at: NINE - 11 * MINUTE });
    await it.tell(ann);
    await it.notify('d', { kind: 'rationed' });
    await it.tell(ann);
    expect(it.said()).toEqual(['3 rationed: a, b, c', 'rationed d']);
  });
});

describe.each(backends)('merging on $name', (backend) => {
  it('a manager hears at most once an hour, then of everything meanwhile', async () => {
    const it = await office(await backend.open());
    const late = (key: string) => it.notify(key, { kind: 'hourly', at: it.clock.now() });
    await late('a');
    await it.tell(ann);
    it.clock.moveBy(10 * MINUTE);
    await late('b');
    expect(await it.tell(ann)).toBe(NINE + HOUR);
    it.clock.moveBy(45 * MINUTE);
    await late('c');
    expect(await it.tell(ann)).toBe(NINE + HOUR);
    it.clock.moveTo(NINE + HOUR);
    expect(await it.tell(ann)).toBeUndefined();
    expect(it.said()).toEqual(['hourly a', '2 hourly: b, c']);
  });

  it('after downtime becomes one message with a heading for each kind', async () => {
    const it = await office(await backend.open());
    for (const key of ['a', 'b']) await it.notify(key, { at: NINE - HOUR });
    for (const key of ['c', 'd', 'e']) await it.notify(key, { kind: 'hourly', at: NINE - 30 * MINUTE });
    await it.tell(ann);
    expect(it.said()).toEqual(['2 plain: a, b | 3 hourly: c, d, e']);
  });

  it('old news waits a moment for more of it', async () => {
    const it = await office(await backend.open());
    await it.notify('a', { at: NINE - HOUR });
    expect(await it.looks()).toEqual({ 'notices:person:UANN': NINE + 2 * SECOND });
  });

  it('old news that is still coming in when its moment is over is told with the rest, though not for ever', async () => {
    const it = await office(await backend.open());
    for (const [at, key] of ['a', 'b', 'c'].entries()) {
      it.clock.moveTo(NINE + at * 1_500);
      await it.notify(key, { at: NINE - HOUR });
    }
    expect(await it.service.whenAllHere(ann)).toBe(NINE + 5 * SECOND);
    await it.jobs.start();
    await expect.poll(it.looks).toEqual({ 'notices:person:UANN': NINE + 5 * SECOND });
    it.clock.moveTo(NINE + 5 * SECOND);
    await expect.poll(it.said).toEqual(['3 plain: a, b, c']);
    expect(await it.service.whenAllHere(ann)).toBeUndefined();

    const begun = it.clock.now();
    for (let second = 0; second < 30; second += 1) {
      await it.notify(`again ${second}`, { at: NINE - HOUR });
      it.clock.moveBy(SECOND);
    }
    expect(it.clock.now()).toBe(begun + 30 * SECOND);
    expect(await it.service.whenAllHere(ann)).toBeUndefined();

    await it.notify('old', { at: NINE - HOUR });
    expect(await it.service.whenAllHere(ann)).toBeDefined();
    await it.notify('new', { at: it.clock.now() });
    expect(await it.service.whenAllHere(ann)).toBeUndefined();
  });

  it('leaves out what is no longer true, and a single one that remains is itself again', async () => {
    const it = await office(await backend.open());
    for (const key of ['a', 'b']) await it.notify(key, { at: NINE - HOUR });
    it.untrue.add('a');
    await it.tell(ann);
    expect(it.said()).toEqual(['plain b']);
  });

  it('a notice for later is told later, whatever was told before it', async () => {
    const it = await office(await backend.open());
    await it.notify('morning', { at: NINE + HOUR });
    await it.notify('now');
    await it.jobs.start();
    await expect.poll(it.said).toEqual(['plain now']);
    await expect.poll(it.looks).toEqual({ 'notices:person:UANN': NINE + HOUR });
    it.clock.moveTo(NINE + HOUR);
    const said = () => {
      it.clock.moveBy(SECOND);
      return it.said();
    };
    await expect.poll(said).toEqual(['plain now', 'plain morning']);
  });
});

it('two kinds of one name are a mistake that stops the start', async () => {
  const [backend] = backends;
  if (backend === undefined) throw new Error('There is no database to test on');
  const { service } = await office(await backend.open());
  expect(() => service.register([{ kind: 'plain', heading: String, render: async () => undefined }])).toThrow('plain');
});

/** Notices of four kinds, with everything that decides about them at hand. */
async function office(database: Database) {
  const clock = steeredClock(NINE);
  const workspaces = createWorkspacesService({ database, clock, random: systemRandom });
  await workspaces.install({ id: 'T1', name: 'Acme', botUserId: 'UBATON' });
  const jobs = createJobs({
    database,
    clock,
    ids: systemIds,
    random: systemRandom,
    log: { info() {}, warn() {}, error() {} },
  });
  const told: Told[] = [];
  const refuses: ('crash' | 'later')[] = [];
  const offShiftUntil = new Map<string, Instant>();
  const unwelcomed = new Set<string>();
  const gone = new Set<string>();
  const untrue = new Set<string>();
  /** What Slack took although the process that sent it died. */
  const arrived = new Set<string>();
  const service = createNoticesService<string, string>({
    database,
    clock,
    jobs,
    display: {
      async show(message) {
        const refusal = refuses.pop();
        if (refusal === 'crash') throw new Error('crash');
        if (refusal === 'later') return { kind: 'later', at: clock.now() + SECOND };
        told.push(message);
        return { kind: 'shown' };
      },
      async settle(key) {
        const refusal = refuses.pop();
        if (refusal === 'later') return { kind: 'later', at: clock.now() + SECOND };
        return { kind: arrived.has(key) ? 'shown' : 'unposted' };
      },
    },
    merged: (sections) => sections.map(({ heading, lines }) => `${heading}: ${lines.join(', ')}`).join(' | '),
    reachability: {
      isOnShift: async (_db, person, at) => at >= (offShiftUntil.get(person) ?? 0),
      nextShift: async (_db, person) => offShiftUntil.get(person),
      isHere: async (_db, person) => !gone.has(person),
      isWelcomed: async (_db, person) => !unwelcomed.has(person),
      dayOf: async (_db, _person, at) => ({ on: `day ${Math.floor(at / DAY)}`, until: at - (at % DAY) + DAY }),
    },
    timing: { lateAfter: 10 * MINUTE, mergedEvery: HOUR, rationPerDay: 3 },
  });
  const kind = (name: string, manners: Partial<NoticeKind<string, string>> = {}): NoticeKind<string, string> => ({
    kind: name,
    heading: (count) => `${count} ${name}`,
    render: async ({ key }) =>
      untrue.has(key)
        ? undefined
        : { message: `${name} ${key}`, line: key, ...(name === 'threaded' && { inThreadOf: 'card' }) },
    ...manners,
  });
  service.register([
    kind('plain'),
    kind('threaded'),
    kind('rationed', { isRationed: true }),
    kind('hourly', { isMergedHourly: true }),
  ]);
  jobs.register(noticesJobs(service));
  onTestFinished(async () => {
    const stopped = jobs.stop();
    clock.moveBy(MINUTE);
    await stopped;
  });
  const rows = () => database.db.selectFrom('notices').select(['key', 'state']).orderBy('key').execute();
  return {
    service,
    jobs,
    clock,
    told,
    refuses,
    offShiftUntil,
    unwelcomed,
    gone,
    untrue,
    arrived,
    said: () => told.map(({ content }) => content),
    tell: (to: Recipient) => service.tell(to),
    release: (key: string) => database.transaction((tx) => service.release(tx, key)),
    interrupt: (key: string) => database.transaction((tx) => service.reserve(tx, { key, personId: 'UANN' })),
    cancel: (keys: readonly string[]) => database.transaction((tx) => service.cancel(tx, keys)),
    notify: (key: string, differing: Partial<Notice> = {}) =>
      database.transaction((tx) =>
        service.notify(tx, {
          key,
          workspaceId: 'T1',
          recipient: ann,
          kind: 'plain',
          subject: key,
          at: NINE,
          ...differing,
        }),
      ),
    states: async () => Object.fromEntries((await rows()).map(({ key, state }) => [key, state])),
    looks: async () => {
      const ready = await database.db
        .selectFrom('jobs')
        .select(['key', 'run_at'])
        .where('state', '=', 'ready')
        .execute();
      return Object.fromEntries(ready.map(({ key, run_at }) => [key, run_at]));
    },
  };
}
