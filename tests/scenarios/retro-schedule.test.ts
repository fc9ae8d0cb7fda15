import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { livesIn } from '../support/elsewhere.ts';

/** What somebody reads, the newest with these words. */
const told = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const who = slack.person(person);
    return [...who.sees('C_SMARKETING'), ...who.dms()].findLast(({ says }) => words.test(says));
  });

const retros = ({ database }: Office) =>
  database.db
    .selectFrom('retros')
    .select(['number', 'phase'])
    .where('number', 'is not', null)
    .orderBy('number')
    .execute();

const runs = async ({ database }: Office) =>
  (await database.db.selectFrom('retro_runs').select('outcome').orderBy('ran_at').execute()).map(
    ({ outcome }) => outcome,
  );

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

describe.each(backends)('retros by schedule, on $name', (backend) => {
  it('are held once each time with who is there, left out where one still runs, and explained', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const [ben, mia, max] = [slack.person('U_BEN'), slack.person('U_MIA'), slack.person('U_MAX')];
    await mia.type('/retro setup', 'C_SMARKETING');
    await told(office, 'U_MIA', /Only managers and admins/);
    await livesIn(office, 'U_MAX', 'America/New_York');
    await max.type('/retro setup', 'C_SMARKETING');
    const form = await slack.until(() => max.view());
    expect(form.says).toContain('Europe/Berlin');
    await max.submit(form, { channel: 'C_SMARKETING', often: 'weekly', day: 'thu', at: '10:00', people: [] });
    await slack.until(() => max.view()?.says.includes('Every week, next on Thu 5 Mar, at 10:00 (Europe/Berlin)'));
    await max.closeAll();
    await livesIn(office, 'U_MAX', 'Europe/Berlin');

    // Ben is away on the day; whoever dies on the way begins no second one.
    await ben.type('/baton away tomorrow', 'C_SMARKETING');
    await told(office, 'U_BEN', /you are away/);
    clock.advance(DAY - MINUTE);
    await office.restart();
    clock.advance(2 * MINUTE);
    await expect.poll(() => runs(office)).toEqual(['held']);
    await expect.poll(() => slots(office)).toEqual(['05 U_ANA sent', '05 U_BEN away', '05 U_MIA sent']);
    await office.restart();
    clock.advance(MINUTE);
    expect(await retros(office)).toEqual([{ number: 1, phase: 'collecting' }]);

    // Who has nothing more to write has done their part of the day.
    await mia.press(await told(office, 'U_MIA', /Retro 1/), 'I’m finished');
    await expect.poll(() => slots(office)).toContain('05 U_MIA answered');
    await mia.type('/baton why today', 'C_SMARKETING');
    await told(office, 'U_MIA', /Retro\*: asked .*, answered/);

    // The next one waits for nobody: as long as this one runs, it is left out.
    const parent = await told(office, 'U_MAX', /^Retro 1/);
    await max.choose(parent, 'retro.menu', 'Another deadline');
    const deadline = await slack.until(() => max.view());
    await max.submit(deadline, { 'retro.due': '2026-03-20' });
    await max.closeAll();
    clock.advance(7 * DAY);
    await expect.poll(() => runs(office)).toEqual(['held', 'one-runs']);
    await told(office, 'U_MAX', /Thu 12 Mar.* left out/);
    expect(await retros(office)).toHaveLength(1);
  });
});
