/**
 * `npx node bench/ladder.ts`: of what the time is made that Baton takes for a lead. Beside the floor of `floor-intake.ts` it climbs
 * by one thing after the other that a floor would need to be a Baton, in one process, without HTTP, 32 leads to a commit.
 * All take turns; medians of processor time. `--rounds 8` says how often.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { findWithSecrets } from '../src/intake/endpoints/endpoints-store.ts';
import { understood } from '../src/intake/handing-service.ts';
import { unpack } from '../src/intake/presets/presets.ts';
import { columnsOf } from '../src/leads/row-store.ts';
import { openDatabase } from '../src/platform/db/database.ts';
import { type Besides, openFloor } from './floor-lead.ts';
import { machineFacts } from './machine.ts';
import { type Office, openOffice, PEOPLE, type SignedLead, servicesOn, signedLead } from './office.ts';
import { alternate } from './rounds.ts';
import { startSlackStub } from './slack-stub.ts';

const AT_ONCE = 32;
const COMMITS = 30;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '8' } } });

interface Rung {
  take(leads: readonly SignedLead[]): Promise<void>;
  close(): Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), 'baton-ladder-'));
const slack = await startSlackStub(PEOPLE);
try {
  say(await machineFacts(folder));
  say(await measured(await openOffice(slack, folder)));
} finally {
  await slack.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measured(office: Office): Promise<string> {
  const reads = await readsOfOneLead(office);
  const kept = { isKeptFirst: true };
  const asking = { ...kept, ask: (file: Sqlite.Database) => repeated(file, reads) };
  const rungs = {
    'the floor: signature, body, seven writes, their share of a commit': floorRung(office, {}),
    'and its delivery is kept first, and accepted once there is a lead': floorRung(office, kept),
    [`and it asks what Baton asks, in ${reads.length} reads`]: floorRung(office, asking),
    'and Baton’s own mapping, cleaning and keys of the fields': floorRung(office, {
      ...asking,
      columnsOf: await mappingOf(office),
    }),
    'Baton’s service': await batonRung(office),
  };
  const names = Object.keys(rungs);
  const [floor = ''] = names;
  const rounds = await alternate(
    Number(values.rounds),
    Object.fromEntries(Object.entries(rungs).map(([name, rung]) => [name, () => cpuOf(office, rung)])),
  );
  for (const rung of Object.values(rungs)) await rung.close();
  const rows = names.map(
    (name) =>
      `| ${name} | ${rounds.middle(name, 'cpu').toFixed(3)} | ${rounds.ratio(name, floor, 'cpu').toFixed(2)}× |`,
  );
  return ['| a lead takes | ms of CPU | of the floor |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Milliseconds of the processor for each lead. */
async function cpuOf(office: Office, rung: Rung): Promise<{ readonly cpu: number }> {
  const commits = Array.from({ length: COMMITS }, () => Array.from({ length: AT_ONCE }, () => signedLead(office)));
  const before = process.cpuUsage();
  for (const leads of commits) await rung.take(leads);
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1_000 / (COMMITS * AT_ONCE) };
}

function floorRung(office: Office, besides: Besides): Rung {
  const floor = openFloor(office.copyTo(folder), office.secret, besides);
  return {
    async take(leads) {
      const batch = leads.map(({ headers, rawBody }) => {
        if (!floor.isSigned(headers, rawBody)) throw new Error('The floor was sent what is not signed.');
        return { id: String(headers['webhook-id']), body: rawBody.toString() };
      });
      floor.commit(batch);
    },
    async close() {
      floor.close();
    },
  };
}

/** All that stands behind HTTP, as it is. */
async function batonRung(office: Office): Promise<Rung> {
  const database = openDatabase({ kind: 'sqlite', path: office.copyTo(folder) });
  const { intake } = await servicesOn(database, slack, office);
  return {
    async take(leads) {
      const receipts = await Promise.all(leads.map((lead) => intake.accept('website', lead)));
      if (receipts.some(({ kind }) => kind !== 'accepted')) throw new Error('Baton has not taken a lead.');
    },
    close: () => database.close(),
  };
}

interface Read {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** What Baton asks for a lead, listened to at the driver. */
async function readsOfOneLead(office: Office): Promise<readonly Read[]> {
  const { prepare } = Sqlite.prototype;
  let heard: Read[] = [];
  const listening = function (this: Sqlite.Database, text: string): Sqlite.Statement {
    const statement: Sqlite.Statement = Reflect.apply(prepare, this, [text]);
    if (!/^\s*select/i.test(text)) return statement;
    const { all } = statement;
    const value = (parameters: readonly unknown[]): unknown => {
      heard.push({ text, parameters });
      return Reflect.apply(all, statement, [parameters]);
    };
    return Object.defineProperty(statement, 'all', { value });
  };
  Object.defineProperty(Sqlite.prototype, 'prepare', { value: listening });
  const baton = await batonRung(office);
  // The first one also asks what is remembered from then on.
  await baton.take([signedLead(office)]);
  heard = [];
  await baton.take([signedLead(office)]);
  await baton.close();
  Object.defineProperty(Sqlite.prototype, 'prepare', { value: prepare });
  return heard;
}

function repeated(file: Sqlite.Database, reads: readonly Read[]): () => void {
  const statements = reads.map(({ text, parameters }) => ({ statement: file.prepare(text), parameters }));
  return () => {
    for (const { statement, parameters } of statements) statement.all(parameters);
  };
}

async function mappingOf(office: Office): Promise<NonNullable<Besides['columnsOf']>> {
  const database = openDatabase({ kind: 'sqlite', path: office.copyTo(folder) });
  const form = await findWithSecrets(database.db, 'website');
  await database.close();
  if (form === undefined) throw new Error('The office has no form.');
  return (payload) => {
    const wish = understood(form.endpoint, unpack(form.endpoint, payload));
    if (wish.kind !== 'lead') throw new Error('What was sent is no lead.');
    return { ...columnsOf(wish.fields), extra: JSON.stringify(wish.extra) };
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
