import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { seeded } from '../../playground/server/faults.ts';
import { backends } from '../support/backends.ts';
import { formLead } from '../support/form-lead.ts';
import { runProgram } from '../support/process.ts';
import { withDatabase } from '../support/stopped-baton.ts';
import { type Disk, disksAfterCuts } from './disk-after-cut.ts';
import { diskShim, hasCompiler, type Step } from './disk-shim.ts';

/** About so many among all steps, among those that promise, and among those that move the journal into the file. */
const CUTS = Number(process.env.POWER_CUTS ?? 15);

describe.runIf(hasCompiler)('a disk that keeps what was synced, and of the rest whatever it likes', () => {
  it.each(backends.filter(({ name }) => name === 'sqlite'))(
    'has everything that was promised, and is sound, after a cut of the power at any moment (row 37)',
    async (backend) => {
      const { slack, env, address, send, cardsOf } = await withDatabase(backend);
      if (address.kind !== 'sqlite') throw new Error('not SQLite');
      const longJournal = withLongJournal(address.path);
      const before = filesOf(address.path);
      const shim = diskShim();
      const baton = runProgram(['start'], { ...env, ...shim.env });
      const port = await baton.port();
      expect(await send(port, 'Acme Robotics')).toBe(200);
      // Not the last who has the file open: then nothing is moved by this.
      longJournal.close();
      for (const wave of ['first', 'second', 'third', 'fourth', 'fifth']) {
        const names = Array.from({ length: 12 }, (_, at) => `${wave} ${at}`);
        expect(await Promise.all(names.map((name) => send(port, name)))).toEqual(names.map(() => 200));
      }
      const ana = slack.person('U_ANA');
      await ana.press(await slack.until(() => cardsOf('Acme Robotics')[0]), 'Claim');
      const contact = await slack.until(() =>
        ana.dms().find(({ says }) => says.includes(formLead('Acme Robotics').email)),
      );
      const claimed = shim.trace().length;
      await ana.press(contact, 'Reached');
      await slack.until(() => ana.dms().some(({ says }) => says.includes('first contact in time')));
      const steps = shim.trace();
      const contacted = steps.length - 1;
      baton.child.kill('SIGTERM');
      expect(await baton.ended()).toBe(0);

      const random = seeded(37);
      const promises = steps.flatMap((step, at) => (promisedBy(step) === undefined ? [] : [at + 1]));
      const moved = steps.flatMap((step, at) => ('path' in step && step.path === address.path ? [at] : []));
      expect(promises).toHaveLength(61);
      expect(moved.length, 'the journal was moved into the file meanwhile').toBeGreaterThan(50);
      const someOf = (among: readonly number[]) => among.filter(() => random() < CUTS / among.length);
      const cuts = new Set([claimed, contacted, ...someOf(promises), ...someOf(moved), ...someOf([...steps.keys()])]);
      let seen = 0;
      for (const { at, disk } of disksAfterCuts(before, steps, cuts, () => random() < 0.5)) {
        seen += 1;
        const promised = steps.slice(0, at).flatMap((step) => promisedBy(step) ?? []);
        const kept = stateOn(disk, address.path);
        expect(kept.faults).toEqual([]);
        expect(kept.leads).toEqual(expect.arrayContaining(promised));
        expect(kept.withoutCard).toEqual([]);
        expect(kept.events).toEqual(
          expect.arrayContaining([...(at >= claimed ? ['claimed'] : []), ...(at >= contacted ? ['contacted'] : [])]),
        );
      }
      expect(seen).toBe(cuts.size);
    },
    60_000 + CUTS * 300,
  );
});

/** Brings the journal near the length at which SQLite moves it into the file, so that this comes in the midst of the story. */
function withLongJournal(path: string): Sqlite.Database {
  const file = new Sqlite(path);
  file.pragma('wal_autocheckpoint = 0');
  file.pragma('synchronous = OFF');
  for (let left = 3_200; left >= 0; left -= 1) file.pragma(`user_version = ${left}`);
  return file;
}

/** What is on the disk when nothing waits to be synced. */
const filesOf = (database: string): Disk =>
  new Map([database, `${database}-wal`].filter((path) => existsSync(path)).map((path) => [path, readFileSync(path)]));

/** The number of the lead that a 2xx of the intake promises. */
function promisedBy(step: Step): number | undefined {
  if (step.is !== 'send') return undefined;
  const [, number] = /^HTTP\/1\.1 2[\s\S]*"lead":(\d+)/.exec(step.bytes.toString('latin1')) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** What the next process finds. */
function stateOn(disk: Disk, database: string) {
  const folder = mkdtempSync(join(tmpdir(), 'baton-after-cut-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, bytes] of disk) writeFileSync(join(folder, basename(path)), bytes);
  const file = new Sqlite(join(folder, basename(database)));
  const column = (text: string): unknown[] => file.prepare(text).pluck().all();
  const faults = [...column('pragma integrity_check'), ...column('pragma foreign_key_check')];
  const state = {
    faults: faults.filter((said) => said !== 'ok'),
    leads: column('select number from leads'),
    events: column(`select kind from lead_events`),
    /** Leads for whose card nothing was asked. */
    withoutCard: column(`select number from leads where 'lead.card:' || id not in (select key from jobs)`),
  };
  file.close();
  rmSync(folder, { recursive: true });
  return state;
}
