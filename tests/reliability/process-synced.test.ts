import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { backends, openAt } from '../support/backends.ts';
import { formLead } from '../support/form-lead.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';
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
      await ana.press(await slack.until(() => cardsOf('Acme Robotics')[0]), 'Claim');
      const contact = await slack.until(() =>
        ana.dms().find(({ says }) => says.includes(formLead('Acme Robotics').email)),
      );
      await ana.press(contact, 'Reached');
      await slack.until(() => ana.dms().some(({ says }) => says.includes('first contact in time')));
      baton.child.kill('SIGTERM');
      expect(await baton.ended()).toBe(0);

      const trace = shim.trace();
      const unsynced = new Set<string>();
      const broken: string[] = [];
      const promises: { what: string; syncsBefore: number }[] = [];
      let syncs = 0;
      for (const step of trace) {
        if (step.is === 'write') unsynced.add(step.path);
        if (step.is === 'sync') {
          unsynced.delete(step.path);
          syncs += 1;
        }
        const what = promiseIn(step);
        if (what === undefined) continue;
        if (unsynced.size > 0) broken.push(`${what} before the sync of ${[...unsynced].join(', ')}`);
        promises.push({ what, syncsBefore: syncs });
        syncs = 0;
      }
      expect(broken).toEqual([]);
      expect(promises.filter(({ what }) => what === '2xx')).toHaveLength(11);
      expect(promises.filter(({ what }) => what === 'ack').length).toBeGreaterThanOrEqual(2);
      // The first lead, the claim and the contact each had a commit of their own.
      expect(promises[0]?.syncsBefore).toBeGreaterThan(0);
      for (const ack of promises.filter(({ what }) => what === 'ack')) expect(ack.syncsBefore).toBeGreaterThan(0);
    },
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
