import { expect } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { dateAt } from '../../src/core/local-time.ts';
import type { Office } from '../support/baton.ts';

/** What both teams do together in a simulated company: through Slack, as people do it. */

const WHERE = 'C_SMARKETING';
const WEEKLY = { channel: WHERE, often: 'weekly', day: 'thu', at: '10:00', people: [] };

const SCHEDULES = [
  ['/baton meeting setup', { channel: WHERE, day: 'thu', at: '10:00' }],
  ['/baton pairing', { day: 'thu', at: '10:00' }],
  ['/retro setup', WEEKLY],
  ['/lead-review schedule', WEEKLY],
] as const;

/** Max has meetings, pairs, retros and reviews held on Thursdays at ten. */
export async function schedulesAll({ slack, database }: Office): Promise<void> {
  const max = slack.person('U_MAX');
  for (const [command, entries] of SCHEDULES) {
    await max.type(command, WHERE);
    await max.submit(await slack.until(() => max.view()), entries);
    await max.closeAll();
  }
  const kinds = database.db.selectFrom('rituals').select('kind').where('state', '<>', 'ended').orderBy('kind');
  await expect
    .poll(async () => (await kinds.execute()).map(({ kind }) => kind))
    .toEqual(expect.arrayContaining(['meeting', 'pairing', 'retro', 'lead-review']));
}

/** What has come of the schedules: meetings that were prepared, and times at which something was held. */
export async function heldSoFar({ database: { db } }: Pick<Office, 'database'>): Promise<Record<string, number>> {
  const of = { meetings: 'meetings', pairs: 'pairing_runs', retros: 'retro_runs', reviews: 'review_runs' } as const;
  const counts = Object.entries(of).map(async ([what, table]): Promise<[string, number]> => {
    const { count } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return [what, count];
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Whom rituals ask. Of which of them each hears on the first day is chance: nobody gets more than three messages unasked. */
export const EVERYBODY = ['U_ANA', 'U_BEN', 'U_MIA'];
/** What somebody who is asked something says, by the button. */
const ANSWERS = ['Good fit', 'I’m finished', 'We met', 'Clear', 'Done'];

/** Whoever is asked for something by a direct message does it, each the newest. Answers who did something. */
export async function takePart({ slack }: Pick<Office, 'slack'>): Promise<readonly string[]> {
  const done: string[] = [];
  for (const person of EVERYBODY) {
    const who = slack.person(person);
    const asked = who.dms().findLast(({ buttons }) => answerTo(buttons) !== undefined);
    const answer = answerTo(asked?.buttons ?? []);
    if (asked === undefined || answer === undefined) continue;
    await who.press(asked, answer);
    done.push(person);
  }
  return done;
}

/** Of several buttons with the same words nobody could say which is meant. */
const answerTo = (buttons: readonly string[]): string | undefined =>
  ANSWERS.find((answer) => buttons.filter((button) => button === answer).length === 1);

/** Now and then somebody is away, has something for the next retro, or tells of a campaign. */
export async function nowAndThen({ app, clock, slack }: Office, turn: number): Promise<void> {
  if (turn % 30 === 6) await slack.person('U_BEN').type('/baton away tomorrow', WHERE);
  if (turn % 12 === 2) await slack.person('U_ANA').type(`/retro add fix: Lists come late, ${turn}`, WHERE);
  if (turn % 40 !== 3) return;
  const { headsUps, people } = app.services;
  const mia = await people.admit({ teamId: app.workspaceId, userId: 'U_MIA' });
  if (mia.kind === 'refused') throw new Error(mia.sentence);
  const startsOn = dateAt(clock.now() + 14 * DAY, 'UTC');
  const facts = { title: `Campaign ${turn}`, startsOn, expected: undefined, channelId: WHERE };
  await headsUps.keepFacts(mia.actor, `form ${turn}`, { ...facts, headsUpId: undefined, version: undefined });
  const announced = await headsUps.finish(mia.actor, `form ${turn}`, {
    audience: 'Shops',
    promise: 'A free audit',
    talk: 'Ask what costs them most',
  });
  expect(announced.kind).toBe('done');
}
