import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { createApp } from '../src/app.ts';
import { defaultTiming } from '../src/config.ts';
import { DAY, type Duration, type Instant, SECOND } from '../src/core/instants.ts';
import { WELCOME } from '../src/people/teams/welcoming-service.ts';
import { systemClock } from '../src/platform/clock.ts';
import { type Database, openDatabase } from '../src/platform/db/database.ts';
import { sign } from '../src/platform/http/signatures.ts';
import { systemIds, systemRandom } from '../src/platform/ids.ts';
import { createLog } from '../src/platform/log.ts';
import { createSecretBox } from '../src/platform/secrets.ts';
import { NEW_STANDUP } from '../src/standups/setup.ts';
import { postOf } from './http-load.ts';
import { CHANNEL, type SlackStub, type StubPerson, TEAM } from './slack-stub.ts';

/** What is sent to a form of the company that all programs work for. */
export interface Office {
  /** How far its clocks are ahead of the machine's: there it is a Wednesday morning, and everybody is at work. */
  readonly ahead: Duration;
  /** The secret of the form at `/hooks/website`. */
  readonly secret: string;
  /** A copy of its database, in a folder of its own. */
  copyTo(folder: string): string;
  now(): Instant;
}

const ADMIN = 'U_ADMIN';
const SELLERS = 20;
const KEY = new Uint8Array(32).fill(7);
export const SIGNING_SECRET = 'bench-signing-secret';
export const BOT_TOKEN = 'xoxb-bench';
const STANDUP_CHANNEL = 'C_STANDUP';
const WEDNESDAY_10 = Date.parse('2026-03-04T09:00:05Z');
/** When the first standup is asked. */
export const PROMPTS_AT = Date.parse('2026-03-05T08:30:00Z');

export const SELLER_IDS = Array.from({ length: SELLERS }, (_, at) => `U_SELLER${at + 1}`);

export const PEOPLE: readonly StubPerson[] = [
  { id: ADMIN, name: 'Ada Lind', isAdmin: true },
  ...SELLER_IDS.map((id, at) => ({ id, name: `Seller ${at + 1}` })),
];

/** Sets Baton up in an empty folder as an admin would, with a form and a standup, and takes one lead. */
export async function openOffice(slack: SlackStub, folder: string): Promise<Office> {
  const path = join(folder, 'office.db');
  const ahead = WEDNESDAY_10 - systemClock.now();
  const clock = { ...systemClock, now: () => systemClock.now() + ahead };
  const address = { kind: 'sqlite', path } as const;
  const database = openDatabase(address);
  await database.migrate();
  const { people, setup, standups, intake } = await servicesOn(database, slack, { now: clock.now });
  await people.refreshAll();
  const admitted = await people.admit({ teamId: TEAM, userId: ADMIN });
  if (admitted.kind === 'refused') throw new Error(admitted.sentence);
  await setup.saveBasics(admitted.actor, { channelId: CHANNEL, sales: SELLER_IDS, marketing: [] }, true);
  const standup = await standups.saveSetup(admitted.actor, { ...NEW_STANDUP, channelId: STANDUP_CHANNEL });
  if (standup.kind !== 'saved') throw new Error(`There is no standup: ${JSON.stringify(standup)}`);
  await welcomeEverybody(database, clock.now());
  const form = { name: 'Website', signing: { scheme: 'standard' }, channelId: CHANNEL, mapping: undefined } as const;
  const added = await intake.add({ workspaceId: TEAM, ...form }, ADMIN);
  if (added.kind === 'refused') throw new Error(added.sentence);
  const { secret } = added;
  const taken = await intake.accept('website', signedAs(0, { secret, now: clock.now }));
  if (taken.kind !== 'accepted') throw new Error(`The first lead was not taken: ${taken.kind}`);
  await database.close();

  return {
    ahead,
    secret,
    now: clock.now,
    copyTo(target) {
      const copy = join(target, `${randomBytes(4).toString('hex')}.db`);
      copyFileSync(path, copy);
      return copy;
    },
  };
}

/** What stands behind Slack and HTTP, on a database of the office. */
export async function servicesOn(database: Database, slack: Pick<SlackStub, 'url'>, { now }: Pick<Office, 'now'>) {
  const app = await createApp(
    {
      mode: 'http',
      slack: { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET },
      slackApiUrl: slack.url,
      // Which one it is, is said by the port.
      database: { kind: 'sqlite', path: ':memory:' },
      keyFile: undefined,
      secretKey: undefined,
      port: 0,
      publicUrl: undefined,
      logLevel: 'silent',
      timing: { ...defaultTiming('sqlite'), intake: { burst: 1e9, perSecond: 1e9 } },
    },
    {
      ports: {
        clock: { ...systemClock, now },
        ids: systemIds,
        random: systemRandom,
        database,
        fetch: globalThis.fetch,
      },
      log: createLog({ level: 'silent', now }),
      secrets: createSecretBox({ key: KEY, random: systemRandom }),
    },
  );
  return app.services;
}

/** As if everybody in a team had been welcomed: otherwise it is the auditor who does it, while something else is measured. */
export async function welcomeEverybody({ db }: Database, at: Instant): Promise<void> {
  await db.deleteFrom('jobs').where('kind', '=', WELCOME).execute();
  await db.updateTable('people').set({ welcomed_at: at }).execute();
}

/** The environment of a Baton on a copy of the office's database. */
export function batonEnv(
  { ahead }: Pick<Office, 'ahead'>,
  slack: SlackStub,
  path: string,
  timing: object = {},
): Record<string, string> {
  return {
    SLACK_API_URL: slack.url,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    DATABASE_URL: `sqlite:${path}`,
    BATON_SECRET_KEY: Buffer.from(KEY).toString('base64'),
    PORT: '0',
    BENCH_AHEAD: String(ahead),
    BENCH_TIMING: JSON.stringify(timing),
  };
}

/** Gives the right to work on a copy's jobs to a process that doesn't exist, so that what is measured is what was asked of the program. */
export function giveWorkAway(path: string): void {
  const file = new Sqlite(path);
  file
    .prepare('insert or replace into worker_leases (name, number, holder, expires_at) values (?, 1, ?, ?)')
    .run('worker', 'elsewhere', WEDNESDAY_10 + 365 * DAY);
  file.close();
}

/** With `giveWorkAway`: a Baton that waits for as long as it is measured. */
export const NO_WORK = { jobs: { leaseMs: DAY } };

/** Signed deliveries of so many different leads, as bytes. */
export function signedLeads(office: Pick<Office, 'secret' | 'now'>, count: number): Buffer[] {
  return Array.from({ length: count }, () => {
    const { headers, rawBody } = signedLead(office);
    return postOf('/hooks/website', { 'content-type': 'application/json', ...headers }, rawBody);
  });
}

export type SignedLead = ReturnType<typeof signedLead>;

/** A signed delivery of a lead that nobody has sent before. */
export function signedLead(office: Pick<Office, 'secret' | 'now'>) {
  leadsMade += 1;
  return signedAs(leadsMade, office);
}

function signedAs(number: number, { secret, now }: Pick<Office, 'secret' | 'now'>) {
  const rawBody = leadBody(number);
  const headers = sign({ scheme: 'standard', secret, rawBody, now: now(), deliveryId: systemIds.next() });
  return { headers, rawBody };
}

let leadsMade = 0;

/** What a form sends; its number stands in the company's name. */
const leadBody = (number: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      company: `Bench No. ${number} Ltd`,
      name: 'Jane Doe',
      email: `jane${number}@lead.example`,
      phone: `+49 30 ${1_000_000 + number}`,
      message: 'We are 40 people and need this by summer. Could you show us how it works?',
      campaign: 'Spring',
      utm_source: 'newsletter',
    }),
  );

/** Copies the one lead of the office so many times, with everything that belongs to it. */
export function multiplyLeads(path: string, count: number): readonly string[] {
  const file = new Sqlite(path);
  file.pragma('synchronous = OFF');
  const text = (statement: string) => String(file.prepare(statement).pluck().get());
  const lead = text('select id from leads');
  const clock = text('select id from sla_clocks');
  const series = `with recursive series (i) as (select 1 union all select i + 1 from series where i < ${count})`;
  const [ids, clocks] = ["printf('lead-%09d', i)", "printf('clock-%09d', i)"];
  const swap = (column: string, from: string, to: string) => `replace(${column}, '${from}', ${to})`;
  const copy = (table: string, where: string, changes: Readonly<Record<string, string>>) => {
    const columns = file.prepare('select name from pragma_table_info(?)').pluck().all(table).map(String);
    const values = columns.map((column) => changes[column] ?? column);
    file.exec(
      `${series} insert into ${table} (${columns.join()}) select ${values.join()} from ${table}, series ${where}`,
    );
  };
  file.transaction(() => {
    copy('leads', `where id = '${lead}'`, { id: ids, number: '10 + i' });
    copy('lead_events', `where lead_id = '${lead}'`, { lead_id: ids });
    copy('sla_clocks', `where id = '${clock}'`, { id: clocks, lead_id: ids });
    file.exec(`update lead_settings set leads_numbered = ${count + 10}`);
    for (const [from, to] of [
      [lead, ids],
      [clock, clocks],
    ] as const) {
      copy('jobs', `where key like '%${from}'`, { key: swap('key', from, to), payload: swap('payload', from, to) });
    }
  })();
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
  return Array.from({ length: count }, (_, at) => `lead-${String(at + 1).padStart(9, '0')}`);
}

/** Seconds at Slack, as its signatures have them. */
export const secondsOf = (instant: Instant): string => String(Math.floor(instant / SECOND));
