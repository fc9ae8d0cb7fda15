import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Ask } from '../../src/asks/ask.ts';
import type { AskView } from '../../src/asks/ask-view.ts';
import { askJobs } from '../../src/asks/jobs.ts';
import { askNotices } from '../../src/asks/notices.ts';
import type { AskViewer } from '../../src/asks/rights.ts';
import { type AskActor, type AskDraft, type Asks, createAsksService } from '../../src/asks/service.ts';
import type { MessageContent } from '../../src/blockkit/message.ts';
import type { Mrkdwn } from '../../src/blockkit/mrkdwn.ts';
import type { Calendar } from '../../src/core/calendar.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { noticesJobs } from '../../src/notices/jobs.ts';
import { createNoticesService, type Notices } from '../../src/notices/service.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import { createJobs, type JobEngine } from '../../src/platform/jobs/jobs.ts';
import { at } from '../core/cases.ts';
import { OFFICE } from '../sla/samples.ts';
import { type SteeredClock, steeredClock } from '../support/steered-clock.ts';
import { ANA, BEN, KIM, MAX, MIA, MOE, NAMES, SOL } from './samples.ts';

/** A Monday at ten, in everybody's working hours. */
export const MONDAY = at('2026-03-02T10:00Z');

export const WORKSPACE = 'T1';

/** Asks, notices and jobs on a database of a test, between two teams that a test may change. */
export interface Asking {
  readonly database: Database;
  readonly clock: SteeredClock;
  readonly jobs: JobEngine;
  readonly notices: Notices<MessageContent, Mrkdwn>;
  readonly asks: Asks;
  /** Who is in which team. */
  readonly staff: Map<string, AskViewer>;
  /** Those who are not in Slack any more. */
  readonly gone: Set<string>;
  /** Hours of their own; everybody else keeps the office's. */
  readonly hours: Map<string, Calendar>;
  /** What was shown to whom, as its notification says it. */
  readonly told: { readonly to: string; readonly says: string; readonly content: MessageContent }[];
  /** What followers heard of. */
  readonly heard: string[];
}

/** Ana and Ben sell, Mia and Moe do marketing, Max and Kim manage them, and Sol does both. */
export async function asking(database: Database): Promise<Asking> {
  const clock = steeredClock(MONDAY);
  const ids = systemIds;
  const jobs = createJobs({ database, clock, ids, random: systemRandom, log: silent });
  const staff = new Map([ANA, BEN, MIA, MOE, MAX, KIM, SOL].map((one) => [one.id, one]));
  const gone = new Set<string>();
  const hours = new Map<string, Calendar>();
  const told: { to: string; says: string; content: MessageContent }[] = [];
  const heard: string[] = [];
  const notices = createNoticesService<MessageContent, Mrkdwn>({
    database,
    clock,
    jobs,
    display: {
      async show({ to, content }) {
        told.push({ to: Object.values(to).join(), says: content.text, content });
        return { kind: 'shown' };
      },
      settle: async () => ({ kind: 'unposted' }),
    },
    merged: mergedMessage,
    reachability: {
      isOnShift: async () => true,
      nextShift: async (_db, _id, from) => from,
      isHere: async (_db, id) => !gone.has(id),
      isWelcomed: async () => true,
      dayOf: async (_db, _id, moment) => ({
        on: `day ${Math.floor(moment / DAY)}`,
        until: moment - (moment % DAY) + DAY,
      }),
    },
    timing: { lateAfter: 10 * MINUTE, mergedEvery: HOUR, rationPerDay: 3 },
  });
  const present = () => [...staff.values()].filter(({ id }) => !gone.has(id));
  const asks = createAsksService({
    database,
    clock,
    ids,
    jobs,
    notify: notices.notify,
    people: {
      roster: async () =>
        present().map(({ id, teams, manages }) => ({
          id,
          name: NAMES.get(id) ?? id,
          teams: [...new Set([...teams, ...manages])],
        })),
      rightsOf: async (_read, id) => staff.get(id) ?? { teams: [], manages: [] },
      isHere: async (_read, id) => !gone.has(id),
      managersOf: async (_read, _workspace, team) =>
        present()
          .filter(({ manages }) => manages.includes(team))
          .map(({ id }) => id),
      namesOf: async () => NAMES,
      calendarOf: async (_read, _workspace, whose) => ('person' in whose && hours.get(whose.person)) || OFFICE,
    },
    leads: {
      find: async (_read, _workspace, number) => (number === LEAD.number ? LEAD : undefined),
      named: async (_read, leadIds) => [LEAD].filter(({ id }) => leadIds.includes(id)),
    },
  });
  asks.subscribe(async (_tx, ask, what) => void heard.push(`${ask.number} ${what}`));
  notices.register(askNotices(asks));
  jobs.register([...askJobs(asks), ...noticesJobs(notices)]);
  onTestFinished(async () => {
    const stopped = jobs.stop();
    clock.moveBy(MINUTE);
    await stopped;
  });
  await database.transaction(async (tx) => {
    await tx
      .insertInto('workspaces')
      .values({
        id: WORKSPACE,
        name: 'Acme',
        bot_user_id: 'UBATON',
        setup_code_hash: null,
        set_up_at: null,
        created_at: 0,
      })
      .execute();
  });
  return { database, clock, jobs, notices, asks, staff, gone, hours, told, heard };
}

export const LEAD = { id: 'l12', number: 12, name: '#12 Acme' };

/** Somebody who presses or types something. */
export const actor = (viewer: AskViewer, workspaceId = WORKSPACE): AskActor => ({
  ...viewer,
  workspaceId,
  name: NAMES.get(viewer.id) ?? viewer.id,
  zone: 'UTC',
});

/** Ana asks marketing, unless the test says otherwise. */
export const draft = (differing: Partial<AskDraft> = {}): AskDraft => ({
  to: { team: 'marketing' },
  kind: 'question',
  about: undefined,
  neededBy: undefined,
  text: 'Which deck for fintech?',
  origin: undefined,
  madeBy: `view:${randomUUID()}`,
  ...differing,
});

/** The same, asked. */
export async function asked({ asks }: Asking, differing: Partial<AskDraft> = {}, by: AskViewer = ANA): Promise<Ask> {
  const outcome = await asks.create(actor(by), draft(differing));
  if (outcome.kind === 'refused') throw new Error(outcome.why.kind);
  return outcome.view.ask;
}

/** An ask as the database has it now. */
export async function now({ asks }: Asking, { id }: Ask): Promise<AskView> {
  const view = await asks.byId(WORKSPACE, id);
  if (view === undefined) throw new Error('The ask is gone');
  return view;
}

/** What these people are told, once everything that waits for them has gone out. */
export async function toldTo({ notices, told }: Asking, ...people: readonly string[]): Promise<string[]> {
  for (const person of people) await notices.tell({ person });
  return told.filter(({ to }) => people.includes(to)).map(({ says }) => says);
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };
