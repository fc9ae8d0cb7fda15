import { randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { actionJobs } from '../../src/actions/jobs.ts';
import type { ActionDraft } from '../../src/actions/making-service.ts';
import type { ActionActor, ActionsDeps } from '../../src/actions/ports-service.ts';
import type { ActionViewer } from '../../src/actions/rights.ts';
import { type Actions, createActionsService } from '../../src/actions/service.ts';
import type { Action } from '../../src/core/action.ts';
import type { Reading } from '../../src/core/aim.ts';
import type { Calendar } from '../../src/core/calendar.ts';
import { MINUTE } from '../../src/core/instants.ts';
import type { Notice } from '../../src/core/notice.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import { createJobs, type JobEngine } from '../../src/platform/jobs/jobs.ts';
import { weekdays } from '../core/cases.ts';
import { type SteeredClock, steeredClock } from '../support/steered-clock.ts';
import { ADA, ANA, BEN, IN_TIME, MAX, MIA, MONDAY, NAMES, SPEED } from './samples.ts';

export const WORKSPACE = 'T1';

/** Actions and jobs on a database of a test, among people whom a test may change. */
export interface Deciding {
  readonly database: Database;
  readonly clock: SteeredClock;
  readonly jobs: JobEngine;
  readonly actions: Actions;
  readonly staff: Map<string, ActionViewer>;
  /** Those who are asked in a standup. */
  readonly asked: Set<string>;
  readonly told: Pick<Notice, 'kind' | 'recipient'>[];
  readonly heard: string[];
  /** What is measured now, by its key. */
  readonly figures: Map<string, Pick<Reading, 'n' | 'count' | 'median'>>;
  /** What was asked to be measured. */
  readonly counted: Parameters<ActionsDeps['figures']['measure']>[2][];
}

export async function deciding(database: Database): Promise<Deciding> {
  const clock = steeredClock(MONDAY);
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const jobs = createJobs({ database, clock, ids: systemIds, random: systemRandom, log: silent });
  const staff = new Map([ANA, BEN, MIA, MAX, ADA].map((one) => [one.id, one]));
  const asked = new Set<string>();
  const told: Pick<Notice, 'kind' | 'recipient'>[] = [];
  const keys = new Set<string>();
  const heard: string[] = [];
  const figures: Deciding['figures'] = new Map();
  const counted: Deciding['counted'] = [];
  const actions = createActionsService({
    database,
    clock,
    ids: systemIds,
    jobs,
    async notify(_tx, { key, kind, recipient }) {
      if (!keys.has(key)) told.push({ kind, recipient });
      keys.add(key);
    },
    people: {
      namesOf: async () => NAMES,
      roster: async () => [...staff.values()].filter(({ teams, manages }) => teams.length + manages.length > 0),
      managersOf: async (_read, _workspace, team) =>
        [...staff.values()].filter(({ manages }) => manages.includes(team)).map(({ id }) => id),
      rightsOf: async (_read, id) => staff.get(id) ?? { teams: [], manages: [], isAdmin: false },
      calendarOf: async () => OFFICE,
    },
    leadNames: async (_read, ids) => ids.map((id) => ({ id, name: '#12 Acme' })),
    hasStandup: async (_read, _workspace, id) => asked.has(id),
    figures: {
      measurable: () => [IN_TIME, SPEED],
      async measure(_read, _workspace, { metric, window, of }) {
        counted.push({ metric, window, of });
        return figures.get(metric);
      },
    },
  });
  actions.subscribe(
    async (_tx, { number }, { kind }, concerned) => void heard.push(`${number} ${kind} ${concerned.join()}`),
  );
  jobs.register(actionJobs(actions));
  onTestFinished(async () => {
    const stopped = jobs.stop();
    clock.moveBy(MINUTE);
    await stopped;
  });
  await database.transaction((tx) =>
    tx
      .insertInto('workspaces')
      .values({ id: WORKSPACE, name: 'Acme', bot_user_id: 'UB', setup_code_hash: null, set_up_at: null, created_at: 0 })
      .execute()
      .then(() => {}),
  );
  return { database, clock, jobs, actions, staff, asked, told, heard, figures, counted };
}

/** Weekdays from nine. */
const OFFICE: Calendar = { zone: 'UTC', weekly: weekdays(['09:00', '17:00']), dates: {} };

/** Somebody who presses or types something. */
export const actor = (viewer: ActionViewer, gesture?: string): ActionActor => ({
  ...viewer,
  workspaceId: WORKSPACE,
  name: NAMES.get(viewer.id) ?? viewer.id,
  zone: 'UTC',
  gesture,
});

export const draft = (differing: Partial<ActionDraft> = {}): ActionDraft => ({
  kind: 'gate',
  text: 'If a demo form has no company, then it asks for it',
  owner: 'UANA',
  dueOn: '2026-03-06',
  origin: 'review:r1',
  leadId: undefined,
  source: 'google-ads',
  campaign: undefined,
  madeFrom: `view:${randomUUID()}`,
  ...differing,
});

export const make = (it: Deciding, differing: Partial<ActionDraft> = {}, by: ActionViewer = MIA) =>
  it.database.transaction((tx) => it.actions.make(tx, actor(by), draft(differing)));

/** The same, made. */
export async function made(
  it: Deciding,
  differing: Partial<ActionDraft> = {},
  by: ActionViewer = MIA,
): Promise<Action> {
  const outcome = await make(it, differing, by);
  if (outcome.kind === 'refused') throw new Error(outcome.why.kind);
  return outcome.view.action;
}
