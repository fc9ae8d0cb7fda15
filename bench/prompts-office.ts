import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Company } from '../playground/server/company.ts';
import { type LocalSlack, startLocalSlack } from '../playground/server/start-local-slack.ts';
import { createSteeredClock, type SteeredClock } from '../playground/steered-clock.ts';
import { type BatonApp, createApp } from '../src/app.ts';
import { defaultTiming } from '../src/config.ts';
import { type Duration, type Instant, MINUTE } from '../src/core/instants.ts';
import { type Database, type DatabaseAddress, openDatabase } from '../src/platform/db/database.ts';
import { shortFetch } from '../src/platform/http/short-fetch.ts';
import { sign } from '../src/platform/http/signatures.ts';
import { systemIds, systemRandom } from '../src/platform/ids.ts';
import type { Log } from '../src/platform/log.ts';
import { createSecretBox } from '../src/platform/secrets.ts';
import { DEFAULT_PACING } from '../src/platform/slack/client/pacer.ts';
import { NEW_STANDUP } from '../src/standups/setup.ts';
import { welcomeEverybody } from './office.ts';

/** A Thursday at nine in Berlin, where everybody is asked half an hour later. */
const THURSDAY_9 = Date.parse('2026-03-05T08:00:00Z');
export const DUE: Instant = THURSDAY_9 + 30 * MINUTE;

export const LEADS_CHANNEL = 'C_LEADS';
const STANDUP_CHANNEL = 'C_STANDUP';
const ADMIN = 'U_ADMIN';
/** Slack's own work for a message in a channel grows with its members, and is not what is measured here. */
const IN_CHANNELS = 20;

export interface LargeOffice {
  readonly slack: LocalSlack;
  readonly clock: SteeredClock;
  readonly database: Database;
  /** Those who are asked. */
  readonly personIds: readonly string[];
  /** How often each warning and error was written to the log. */
  readonly complaints: ReadonlyMap<string, number>;
  /** Sends a signed lead over HTTP; resolves when it was accepted. */
  send(company: string): Promise<void>;
  close(): Promise<void>;
}

export interface LargeOfficeOptions {
  readonly people: number;
  /** How many of them sell; the others market. */
  readonly sales: number;
  /** From one prompt to the next; Slack's limits and Baton's own pacing are scaled alike. */
  readonly pace: Duration;
  /** An empty database. */
  readonly address: DatabaseAddress;
}

/** A whole Baton in a company of so many, all of them in sales or marketing, and all in one standup. */
export async function openLargeOffice({ people, sales, pace, address }: LargeOfficeOptions): Promise<LargeOffice> {
  const clock = createSteeredClock({ startAt: THURSDAY_9 });
  const timing = defaultTiming(address.kind);
  const faster = timing.promptPace / pace;
  const company = companyOf(people);
  const manifest: unknown = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
  const slack = await startLocalSlack({ clock, manifest, company, rates: { scale: faster } });
  const database = openDatabase(address);
  await database.migrate();
  const complaints = new Map<string, number>();
  const { bot: botToken, app: appToken } = slack.tokens;
  const app = await createApp(
    {
      mode: 'socket',
      slack: { botToken, appToken },
      slackApiUrl: slack.url,
      database: address,
      keyFile: undefined,
      secretKey: undefined,
      port: 0,
      publicUrl: undefined,
      logLevel: 'silent',
      timing: {
        ...timing,
        promptPace: pace,
        slack: { pacing: { ...DEFAULT_PACING, scale: DEFAULT_PACING.scale / faster } },
      },
    },
    {
      ports: { clock, ids: systemIds, random: systemRandom, database, fetch: shortFetch },
      log: counting(complaints),
      secrets: createSecretBox({ key: new Uint8Array(32).fill(7), random: systemRandom }),
      host: '127.0.0.1',
    },
  );
  const personIds = company.people.map(({ id }) => id).filter((id) => id !== ADMIN);
  const secret = await setUp(app, database, { sales: personIds.slice(0, sales), marketing: personIds.slice(sales) });
  const { port } = await app.start();

  return {
    slack,
    clock,
    database,
    personIds,
    complaints,
    async send(name) {
      const rawBody = Buffer.from(
        JSON.stringify({ company: name, name: 'Jane Doe', email: `${systemIds.next()}@lead.example` }),
      );
      const deliveryId = systemIds.next();
      const signed = sign({ scheme: 'standard', secret, rawBody, now: clock.now(), deliveryId });
      const headers = { 'content-type': 'application/json', ...signed };
      const url = `http://127.0.0.1:${port}/hooks/website`;
      const response = await fetch(url, { method: 'POST', headers, body: rawBody });
      if (!response.ok) throw new Error(`The lead was refused: ${response.status} ${await response.text()}`);
    },
    async close() {
      await app.stop();
      await slack.stop();
      await database.close();
    },
  };
}

function companyOf(people: number): Company {
  const everyone = Array.from({ length: people }, (_, at) => {
    const name = `p${String(at + 1).padStart(5, '0')}`;
    return { id: `U${name.toUpperCase()}`, name, realName: `Person ${at + 1}`, tz: 'Europe/Berlin' };
  });
  const members = [ADMIN, ...everyone.slice(0, IN_CHANNELS).map(({ id }) => id)];
  return {
    team: { id: 'T_LARGE', name: 'Large', domain: 'large' },
    people: [{ id: ADMIN, name: 'ada', realName: 'Ada Lind', tz: 'Europe/Berlin', isAdmin: true }, ...everyone],
    channels: [
      { id: LEADS_CHANNEL, name: 'leads', members },
      { id: STANDUP_CHANNEL, name: 'standup', members },
    ],
  };
}

/** What an admin does on the first day; gives the secret of the website's form. */
async function setUp(
  { services, workspaceId }: BatonApp,
  database: Database,
  team: { readonly sales: readonly string[]; readonly marketing: readonly string[] },
): Promise<string> {
  const { people, setup, standups, intake } = services;
  await people.refreshAll();
  const admitted = await people.admit({ teamId: workspaceId, userId: ADMIN });
  if (admitted.kind === 'refused') throw new Error(admitted.sentence);
  await setup.saveBasics(admitted.actor, { channelId: LEADS_CHANNEL, ...team }, true);
  await welcomeEverybody(database, THURSDAY_9);
  const saved = await standups.saveSetup(admitted.actor, { ...NEW_STANDUP, channelId: STANDUP_CHANNEL });
  if (saved.kind !== 'saved' || saved.from !== 'Thu 5 Mar') {
    throw new Error(`The standup does not begin today: ${JSON.stringify(saved)}`);
  }
  const endpoint = {
    name: 'Website',
    signing: { scheme: 'standard' },
    channelId: undefined,
    mapping: undefined,
  } as const;
  const added = await intake.add({ workspaceId, ...endpoint, channelId: LEADS_CHANNEL }, ADMIN);
  if (added.kind === 'refused') throw new Error(added.sentence);
  return added.secret;
}

function counting(complaints: Map<string, number>): Log {
  const count = (event: string) => {
    complaints.set(event, (complaints.get(event) ?? 0) + 1);
  };
  return { info: () => {}, warn: count, error: count };
}
