import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { backends, openAt } from '../support/backends.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';

describe.each(backends)('DEL-2: two processes on one database, on $name', (backend) => {
  it('share the work; when the one that posts is killed, the other takes over within 15 s', async () => {
    const { slack, env, send, sendUntilTaken, cardsOf, address } = await withDatabase(backend);
    const first = runProgram(['start'], env);
    const firstPort = await first.port();
    await expect.poll(() => first.logged('worker.lease-taken').length).toBe(1);
    const second = runProgram(['start'], env);
    const secondPort = await second.port();

    const names = Array.from({ length: 10 }, (_, at) => `Company ${at}`);
    const answers = await Promise.all(
      names.map((name, at) => sendUntilTaken(at % 2 === 0 ? firstPort : secondPort, name)),
    );
    expect(answers).toEqual(names.map(() => 200));
    await slack.until(() => names.every((name) => cardsOf(name).length > 0));
    expect(second.logged('worker.lease-taken')).toEqual([]);

    const clicked = names.map((name) => {
      const [card] = cardsOf(name);
      if (card === undefined) throw new Error(`${name} has no card`);
      return slack.person(name < 'Company 5' ? 'U_ANA' : 'U_BEN').press(card, 'Claim');
    });
    expect((await Promise.all(clicked)).map(({ kind }) => kind)).toEqual(names.map(() => 'acknowledged'));
    for (const id of ['U_ANA', 'U_BEN']) {
      const contacts = () =>
        slack
          .person(id)
          .dms()
          .filter(({ says }) => says.includes('mailto:jane@'));
      await slack.until(() => contacts().length === 5);
    }

    first.child.kill('SIGKILL');
    const killedAt = systemClock.now();
    expect(await send(secondPort, 'Second Corp')).toBe(200);
    await slack.until(() => cardsOf('Second Corp').length > 0, { timeoutMs: 15_000 });
    expect(systemClock.now() - killedAt).toBeLessThan(15 * SECOND);
    expect(second.logged('worker.lease-taken')).toHaveLength(1);
    expect(cardsOf('Second Corp')).toHaveLength(1);
    expect(names.map((name) => cardsOf(name).length)).toEqual(names.map(() => 1));
    expect(await slack.person('U_ANA').type('/lead list', 'leads')).toMatchObject({ kind: 'acknowledged' });

    second.child.kill('SIGTERM');
    expect(await second.ended()).toBe(0);
    expect(second.complained).toBe('');
    const leases = await openAt(address).db.selectFrom('worker_leases').selectAll().execute();
    expect(leases).toMatchObject([{ expires_at: 0 }]);
  });

  it('of which one stops hand the work over at once', async () => {
    const { slack, env, send, cardsOf } = await withDatabase(backend);
    const first = runProgram(['start'], env);
    await first.port();
    await expect.poll(() => first.logged('worker.lease-taken').length).toBe(1);
    const second = runProgram(['start'], env);
    const port = await second.port();
    first.child.kill('SIGTERM');
    expect(await first.ended()).toBe(0);
    const endedAt = systemClock.now();
    expect(await send(port, 'Second Corp')).toBe(200);
    await slack.until(() => cardsOf('Second Corp').length > 0);
    // Far less than the lease would have lasted.
    expect(systemClock.now() - endedAt).toBeLessThan(5 * SECOND);
  });
});
