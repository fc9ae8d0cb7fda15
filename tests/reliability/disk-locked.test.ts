import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { DatabaseAddress } from '../../src/platform/db/database.ts';
import { backends, openAt } from '../support/backends.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';

/** Keeps everybody else from writing, as a stranger's tool might. The answer lets go. */
async function lock(address: DatabaseAddress): Promise<() => Promise<void>> {
  if (address.kind === 'sqlite') {
    const other = new Sqlite(address.path);
    other.exec('begin exclusive');
    const free = async () => {
      if (other.inTransaction) other.exec('rollback');
      other.close();
    };
    onTestFinished(free);
    return free;
  }
  const other = openAt(address);
  const held = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const whole = other.transaction(async (tx) => {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    await sql`lock table leads, lead_events, deliveries in exclusive mode`.execute(tx);
    held.resolve();
    await released.promise;
  });
  await held.promise;
  return async () => {
    released.resolve();
    await whole;
  };
}

async function timed<T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> {
  const from = systemClock.now();
  const answer = await work();
  return { answer, ms: systemClock.now() - from };
}

describe.each(backends)('a database that another process has locked, on $name', (backend) => {
  it('for a second costs a second; for longer, who waits hears so within three, and nothing is lost (row 35)', async () => {
    const { slack, address, env, send, leads, cardsOf } = await withDatabase(backend);
    const baton = runProgram(['start'], env);
    const port = await baton.port();
    const ana = slack.person('U_ANA');
    expect(await send(port, 'Acme Robotics')).toBe(200);
    const card = await slack.until(() => cardsOf('Acme Robotics')[0]);

    const brief = await lock(address);
    const waiting = Promise.all(['One', 'Two'].map((company) => timed(() => send(port, company))));
    const letGo = systemClock.sleepUntil(systemClock.now() + SECOND).then(brief);
    for (const { answer, ms } of await waiting) {
      expect(answer).toBe(200);
      expect(ms).toBeLessThan(3 * SECOND);
    }
    await letGo;

    const free = await lock(address);
    const names = Array.from({ length: 8 }, (_, at) => `Company ${at}`);
    const refused = Promise.all(names.map((company) => timed(() => send(port, company))));
    const claimed = await timed(() => ana.press(card, 'Claim'));
    // Slack waits three seconds; “acknowledged” is in time.
    expect(claimed.answer.kind).toBe('acknowledged');
    for (const { answer, ms } of await refused) {
      expect(answer).toBe(503);
      expect(ms).toBeLessThan(4 * SECOND);
    }
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    await free();
    await slack.until(() => ana.sees('C_LEADS').some(({ says, isEphemeral }) => isEphemeral && /try again/.test(says)));

    expect(await Promise.all(names.map((company) => send(port, company)))).toEqual(names.map(() => 200));
    await ana.press(card, 'Claim');
    await slack.until(() => ana.dms().some(({ says }) => says.includes('Yours: #1 ')));
    const kept = (await leads()).map(({ company }) => company ?? '');
    expect(kept).toHaveLength(3 + names.length);
    expect(new Set(kept)).toEqual(new Set(['Acme Robotics', 'One', 'Two', ...names]));
    baton.child.kill('SIGTERM');
    expect(await baton.ended()).toBe(0);
  });
});
