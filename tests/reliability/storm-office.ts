import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Company } from '../../playground/server/company.ts';
import { type LocalSlack, startLocalSlack } from '../../playground/server/start-local-slack.ts';
import { createApp } from '../../src/app.ts';
import { defaultTiming } from '../../src/config.ts';
import type { Instant } from '../../src/core/instants.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { type Database, type DatabaseAddress, openDatabase } from '../../src/platform/db/database.ts';
import { shortFetch } from '../../src/platform/http/short-fetch.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import { createSecretBox } from '../../src/platform/secrets.ts';
import { NEW_STANDUP } from '../../src/standups/setup.ts';
import { company } from '../support/company.ts';
import { fileClock, setFileClock } from './file-clock.ts';

/** A Slack, a database that is set up, and no process on it. */
export interface StormOffice {
  readonly slack: LocalSlack;
  readonly address: DatabaseAddress;
  /** A handle of our own, to look and to compare. */
  readonly database: Database;
  readonly clock: Clock;
  /** The file that keeps the time of all processes. */
  readonly clockFile: string;
  /** Of the form that sends leads. */
  readonly secret: string;
  /** When the storm begins, by the office's clock. */
  readonly beginsAt: Instant;
  close(): Promise<void>;
}

export const LEADS = 'C_LEADS';
const STANDUP_CHANNEL = 'C_SMARKETING';
/** Those who sell. */
export const REPS = ['U_ANA', 'U_BEN', 'U_REP1', 'U_REP2', 'U_REP3'] as const;
const MARKETERS = ['U_MIA'];
/** Those whom the standup asks. */
export const ASKED: readonly string[] = [...REPS, ...MARKETERS];

const OPTIONAL_HISTORY = ['channels:history', 'groups:history', 'im:history'];
/** Wednesday in Berlin, when the office is set up; the standup is asked for on the next day. */
const WEDNESDAY = Date.parse('2026-03-04T09:00:00Z');
const THURSDAY_STANDUP = Date.parse('2026-03-05T08:30:00Z');

export interface OfficeWish {
  readonly address: DatabaseAddress;
  /** Where the file of the clock goes. */
  readonly folder: string;
  /** False: nobody can look a message up. */
  readonly hasHistory: boolean;
  /** How long after the return the standup is asked for, in milliseconds. */
  readonly standupIn: number;
}

/** A day before the storm everything is set up; then the clock goes to shortly before the standup. */
export async function openStormOffice({ address, folder, hasHistory, standupIn }: OfficeWish): Promise<StormOffice> {
  const clockFile = join(folder, 'clock');
  setFileClock(clockFile, WEDNESDAY);
  const clock = fileClock(clockFile);
  const manifest: unknown = parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  const slack = await startLocalSlack({
    clock,
    manifest,
    company: crowded,
    rates: 'off',
    patienceMs: 1_500,
    declined: hasHistory ? [] : OPTIONAL_HISTORY,
  });
  const database = openDatabase(address);
  await database.migrate();
  const secret = await setUp({ slack, address, database, clock });
  const beginsAt = THURSDAY_STANDUP - standupIn;
  setFileClock(clockFile, beginsAt);
  return {
    slack,
    address,
    database,
    clock,
    clockFile,
    secret,
    beginsAt,
    async close() {
      await slack.stop();
      await database.close();
    },
  };
}

const newcomers = REPS.filter((id) => id.startsWith('U_REP')).map((id) => ({
  id,
  name: id.slice(2).toLowerCase(),
  realName: `Rep ${id.slice(-1)}`,
  tz: 'Europe/Berlin',
  email: `${id.slice(2).toLowerCase()}@acme.test`,
}));

const crowded: Company = {
  ...company,
  people: [...company.people, ...newcomers],
  channels: company.channels.map((channel) => ({
    ...channel,
    members: [...channel.members, ...newcomers.map(({ id }) => id)],
  })),
};

/** What an admin and a manager do on the first day, through the services. Answers with the secret of the form. */
async function setUp(office: Pick<StormOffice, 'slack' | 'address' | 'database' | 'clock'>): Promise<string> {
  const { slack, address, database, clock } = office;
  const app = await createApp(
    {
      mode: 'socket',
      slack: { botToken: slack.tokens.bot, appToken: slack.tokens.app },
      slackApiUrl: slack.url,
      database: address,
      keyFile: undefined,
      secretKey: undefined,
      port: 0,
      publicUrl: undefined,
      logLevel: 'silent',
      timing: defaultTiming(address.kind),
    },
    {
      ports: { clock, ids: systemIds, random: systemRandom, database, fetch: shortFetch },
      log: { info() {}, warn() {}, error() {} },
      secrets: createSecretBox({ key: new Uint8Array(32).fill(7), random: systemRandom }),
    },
  );
  const { people, setup, intake, standups } = app.services;
  const admit = async (userId: string) => {
    const admitted = await people.admit({ teamId: app.workspaceId, userId });
    if (admitted.kind === 'refused') throw new Error(admitted.sentence);
    return admitted.actor;
  };
  const ada = await admit('U_ADA');
  await people.refreshAll();
  await setup.saveBasics(ada, { channelId: LEADS, sales: [...REPS], marketing: MARKETERS }, true);
  await setup.saveMore(ada, {
    salesManagers: ['U_MAX'],
    marketingManagers: ['U_MAX'],
    ring: { kind: 'on-shift' },
  });
  const saved = await standups.saveSetup(await admit('U_MAX'), { ...NEW_STANDUP, channelId: STANDUP_CHANNEL });
  if (saved.kind !== 'saved') throw new Error(`The standup was not saved: ${JSON.stringify(saved)}`);
  const added = await intake.add(
    {
      workspaceId: app.workspaceId,
      name: 'Form',
      signing: { scheme: 'standard' },
      channelId: LEADS,
      mapping: undefined,
    },
    'U_ADA',
  );
  if (added.kind === 'refused') throw new Error(added.sentence);
  await app.stop();
  return added.secret;
}
