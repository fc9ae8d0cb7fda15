import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { backends, openAt } from '../support/backends.ts';
import { formLead } from '../support/form-lead.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';
import { disksAfterCuts } from './disk-after-cut.ts';
import { diskShim, hasCompiler, type Step, textOfFrame } from './disk-shim.ts';

const sqlite = backends.filter(({ name }) => name === 'sqlite' && hasCompiler);
const postgres = backends.filter(({ name }) => name === 'postgres');

/** A 2xx of the intake, or an acknowledgement of something that a person did. */
function promiseIn(step: Step): string | undefined {
  if (step.is !== 'send') return undefined;
  if (step.bytes.toString('latin1').startsWith('HTTP/1.1 2')) return '2xx';
  return textOfFrame(step.bytes)?.includes('"envelope_id"') ? 'ack' : undefined;
}

describe('what is promised has been synced', () => {
  it.each(sqlite)(
    'on $name: in the trace of a whole hand-over every write is synced before each 2xx and each acknowledgement (rows 2, 6)',
    async (backend) => {
      // What happens in channels would be acknowledged too, which promises nobody anything.
      const declined = ['channels:history', 'groups:history'];
      const { slack, env, send, cardsOf } = await withDatabase(backend, { slack: { declined } });
      const shim = diskShim();
      const baton = runProgram(['start'], { ...env, ...shim.env });
      const port = await baton.port();
      const names = Array.from({ length: 10 }, (_, at) => `Company ${at}`);
      expect(await send(port, 'Acme Robotics')).toBe(200);
      expect(await Promise.all(names.map((name) => send(port, name)))).toEqual(names.map(() => 200));
      const ana = slack.person('U_ANA');
      const card = await slack.until(() => cardsOf('Acme Robotics')[0]);
      const beforeClaim = shim.trace().length;
      await ana.press(card, 'Claim');
      const afterClaim = shim.trace().length;
      const contact = await slack.until(() =>
        ana.dms().find(({ says }) => says.includes(formLead('Acme Robotics').email)),
      );
      await ana.press(contact, 'Reached');
      const afterContact = shim.trace().length;
      await slack.until(() => ana.dms().some(({ says }) => says.includes('first contact in time')));
      baton.child.kill('SIGTERM');
      expect(await baton.ended()).toBe(0);

      const trace = shim.trace();
      const broken: string[] = [];
      const promises = trace.flatMap((step, at) => {
        const what = promiseIn(step);
        return what === undefined ? [] : [{ what, at }];
      });
      const ackBefore = (end: number) => promises.findLast(({ what, at }) => what === 'ack' && at < end)?.at;
      const [claim, contacted] = [ackBefore(afterClaim), ackBefore(afterContact)];
      const cuts = new Set(promises.map(({ at }) => at));
      let promised = 0;
      for (const { at, disk } of disksAfterCuts(new Map(), trace, cuts, () => false)) {
        const synced = [...disk.values()].map((bytes) => bytes.toString('latin1')).join();
        if (promises.some((promise) => promise.at === at && promise.what === '2xx')) promised += 1;
        const leads = ['Acme Robotics', ...names].filter((name) => synced.includes(`"${name}"`)).length;
        if (leads < promised) broken.push(`${promised} times 2xx, and ${leads} leads are synced`);
        // The entry of a journal: whose, its number, its kind.
        if (at === claim && !/[\da-f-]{36}.claimed/s.test(synced)) broken.push('the claim');
        if (at === contacted && !/[\da-f-]{36}.contacted/s.test(synced)) broken.push('the contact');
      }
      expect(broken).toEqual([]);
      expect([claim, contacted]).toEqual([expect.any(Number), expect.any(Number)]);
      expect(promises.filter(({ what }) => what === '2xx')).toHaveLength(11);
      expect(promises.filter(({ what }) => what === 'ack').length).toBeGreaterThanOrEqual(2);
      // The first lead, the claim and the contact each had a sync of their own.
      const syncsBetween = (from: number, to = 0) => trace.slice(from, to).filter(({ is }) => is === 'sync').length;
      for (const [before, at] of [
        [0, promises[0]?.at],
        [beforeClaim, claim],
        [afterClaim, contacted],
      ] as const)
        expect(syncsBetween(before, at)).toBeGreaterThan(0);
    },
    60_000,
  );

  it.each(postgres)(
    'on $name: a server that is set not to wait for its disk waits for ours all the same (row 2)',
    async (backend) => {
      const address = await backend.address();
      if (address.kind !== 'postgres') throw new Error('not PostgreSQL');
      const before = openAt(address);
      const name = new URL(address.url.replace(/^postgres(ql)?:\/\/[^/]*\//, 'http://x/')).pathname.slice(1);
      await sql`alter database ${sql.id(name)} set synchronous_commit = off`.execute(before.db);
      const { db, transaction } = openAt(address);
      const { rows } = await sql`show synchronous_commit`.execute(db);
      expect(rows).toEqual([{ synchronous_commit: 'on' }]);
      const inside = await transaction(async (tx) => (await sql`show synchronous_commit`.execute(tx)).rows);
      expect(inside).toEqual([{ synchronous_commit: 'on' }]);
    },
  );
});
