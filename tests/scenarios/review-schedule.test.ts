import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { livesIn } from '../support/elsewhere.ts';
import { formLead } from '../support/form-lead.ts';

/** What somebody reads that only they see, the newest with these words. */
const told = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const who = slack.person(person);
    return [...who.sees('C_SMARKETING'), ...who.dms()].findLast(({ says }) => words.test(says));
  });

const started = ({ database }: Office) =>
  database.db.selectFrom('reviews').select(['id', 'number']).orderBy('number').execute();

const runs = ({ database }: Office) =>
  database.db.selectFrom('review_runs').select(['outcome', 'review_id']).orderBy('ran_at').execute();

const slots = async ({ database }: Office) => {
  const rows = await database.db
    .selectFrom('ritual_slots')
    .select(['person_id', 'state', 'reason', 'team_on'])
    .where('state', '<>', 'pending')
    .orderBy('team_on')
    .orderBy('person_id')
    .execute();
  return rows.map(({ team_on, person_id, state, reason }) => [team_on.slice(8), person_id, reason ?? state].join(' '));
};

/** Max schedules them for Thursdays at ten, where the company is. */
async function scheduled(office: Office, people: readonly string[] = []): Promise<void> {
  const max = office.slack.person('U_MAX');
  await livesIn(office, 'U_MAX', 'America/New_York');
  await max.type('/lead-review schedule', 'C_SMARKETING');
  const form = await office.slack.until(() => max.view());
  await max.submit(form, { channel: 'C_SMARKETING', often: 'weekly', day: 'thu', at: '10:00', people });
  await office.slack.until(() => max.view()?.says.includes('Every week, next on Thu 5 Mar, at 10:00 (Europe/Berlin)'));
  await livesIn(office, 'U_MAX', 'Europe/Berlin');
  await max.closeAll();
}

const verdicts = async ({ database }: Office) =>
  (await database.db.selectFrom('lead_verdicts').select('id').where('ended_at', 'is', null).execute()).length;

const OVERNIGHT = DAY - MINUTE;

describe.each(backends)('reviews by schedule, on $name', (backend) => {
  it('are held once each time with who is there, left out with a reason where a team is away, and explained', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const [ana, ben, mia, max] = ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX'].map((id) => slack.person(id));
    if (ana === undefined || ben === undefined || mia === undefined || max === undefined) throw new Error('Nobody');
    await send({ ...formLead('Acme Robotics'), campaign: 'Spring' });
    await send(formLead('Basalt'));
    await ana.type('/lead-review schedule', 'C_SMARKETING');
    await told(office, 'U_ANA', /Only managers and admins schedule/);
    await scheduled(office);

    // Ben is away on the day; whoever dies on the way starts no second one.
    await ben.type('/baton away tomorrow', 'C_SMARKETING');
    await told(office, 'U_BEN', /you are away/);
    clock.advance(OVERNIGHT);
    await office.restart();
    clock.advance(2 * MINUTE);
    await expect.poll(() => runs(office)).toMatchObject([{ outcome: 'held' }]);
    await expect.poll(() => slots(office)).toEqual(['05 U_ANA sent', '05 U_BEN away', '05 U_MIA sent']);
    await office.restart();
    clock.advance(MINUTE);
    expect(await started(office)).toHaveLength(1);
    const raters = office.database.db.selectFrom('review_raters').select(['person_id', 'side']).orderBy('person_id');
    expect(await raters.execute()).toEqual([
      { person_id: 'U_ANA', side: 'sales' },
      { person_id: 'U_MIA', side: 'marketing' },
    ]);
    const leads = office.database.db.selectFrom('review_leads').select(['stratum', 'position']).orderBy('position');
    expect(await leads.execute()).toEqual([
      { stratum: 'late', position: 1 },
      { stratum: 'late', position: 2 },
    ]);
    await told(office, 'U_MIA', /[Rr]eview 1/);

    // Who has judged the last lead has done their part.
    for (const judged of [1, 2]) {
      const queue = await slack.until(() =>
        mia.dms().findLast(({ says, buttons }) => buttons.includes('Good fit') && says.includes(`lead ${judged} of 2`)),
      );
      await mia.press(queue, 'Good fit');
      await expect.poll(() => verdicts(office)).toBe(judged);
    }
    await mia.type('/baton why today', 'C_SMARKETING');
    await told(office, 'U_MIA', /Lead review\*: asked .*, answered/);
    await ben.type('/baton why today', 'C_SMARKETING');
    await told(office, 'U_BEN', /Lead review\*: not asked: away/);

    // A week later nobody of marketing is there.
    await mia.type('/baton away 12 March', 'C_SMARKETING');
    await told(office, 'U_MIA', /you are away/);
    clock.advance(7 * DAY);
    await expect.poll(() => runs(office)).toMatchObject([{}, { outcome: 'no-marketing', review_id: null }]);
    await told(office, 'U_MAX', /Thu 12 Mar.* was left out: nobody of marketing was there/);
    await expect.poll(() => slots(office)).toContain('12 U_ANA one-sided');
    await ana.type('/baton why today', 'C_SMARKETING');
    await told(office, 'U_ANA', /nobody of the other team was there/);

    // Paused, nothing is held; stopped, never again.
    await max.type('/lead-review schedule', 'C_SMARKETING');
    const list = await told(office, 'U_MAX', /Every week, next on Thu 19 Mar, at 10:00/);
    await max.choose(list, 'review.schedule-menu', 'Pause');
    await told(office, 'U_MAX', /No review until/);
    clock.advance(7 * DAY);
    await max.type('/lead-review schedule', 'C_SMARKETING');
    const paused = await told(office, 'U_MAX', /paused/);
    await max.choose(paused, 'review.schedule-menu', 'Stop');
    await max.press(await told(office, 'U_MAX', /Stop these reviews for good/), 'Stop them');
    await told(office, 'U_MAX', /No more reviews by this schedule/);
    clock.advance(7 * DAY);
    expect(await runs(office)).toHaveLength(2);
  });
});
