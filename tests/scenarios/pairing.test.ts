import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { contentsOf } from '../support/contents.ts';
import { livesIn } from '../support/elsewhere.ts';
import { formLead } from '../support/form-lead.ts';

/** What somebody reads that only they see, the newest with these words. */
const told = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const who = slack.person(person);
    return [...who.sees('C_SMARKETING'), ...who.dms()].findLast(({ says }) => words.test(says));
  });

const pairings = ({ database }: Office) =>
  database.db.selectFrom('pairings').select(['state', 'met_by']).orderBy('occurrence_id').execute();

const OF_ROUNDS = { isTable: (name: string) => name.startsWith('pairing'), isColumn: () => true };

/** Everything that is kept of rounds; on PostgreSQL with what has written each row last. */
async function rounds({ database }: Office): Promise<readonly unknown[]> {
  const rows = await contentsOf(database, OF_ROUNDS);
  if (database.dialect === 'sqlite') return [rows];
  const stamps = sql`select xmin::text, xmax::text from pairings union all select xmin::text, xmax::text from pairing_people`;
  return [rows, (await stamps.execute(database.db)).rows];
}

/**
 * Max and Ada have people paired every second Thursday at ten, in the same moment: one has begun it, the other reads what there is. It
 * counts where the company is, though Max lives elsewhere.
 */
async function begun(office: Office): Promise<void> {
  const { slack, database } = office;
  await livesIn(office, 'U_MAX', 'America/New_York');
  const both = [slack.person('U_MAX'), slack.person('U_ADA')];
  for (const one of both) await one.type('/baton pairing', 'C_SMARKETING');
  const forms = await slack.until(() => {
    const open = both.flatMap((who) => [who.view()].flatMap((form) => (form === undefined ? [] : { who, form })));
    return open.length === both.length && open;
  });
  for (const { form } of forms) expect(form.says).toContain('Europe/Berlin');
  await Promise.all(forms.map(({ who, form }) => who.submit(form, { day: 'thu', at: '10:00' })));
  const said = () => both.map((one) => one.view()?.says ?? '');
  await slack.until(() =>
    said().every((says) => says.includes('Every two weeks, next on Thu 5 Mar, at 10:00 (Europe/Berlin)')),
  );
  expect(said().filter((says) => says.includes('Pairing is set up'))).toHaveLength(1);
  expect(said().filter((says) => says.includes('was first, so yours is not saved'))).toHaveLength(1);
  expect(await database.db.selectFrom('rituals').select('state').where('kind', '=', 'pairing').execute()).toHaveLength(
    1,
  );
  for (const one of both) await one.closeAll();
}

describe.each(backends)('pairing, on $name', (backend) => {
  it('who presses before Baton knows that its message has arrived sees there what came of it (row 8)', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const ana = slack.person('U_ANA');
    await begun(office);
    const toAna = ({ channel }: { channel?: unknown }) => channel === 'U_ANA' || channel === 'D_ANA';
    slack.faults.on('chat.postMessage', { kind: 'reset', when: 'after' }, { matching: toAna });
    clock.advance(DAY);
    await ana.press(await told(office, 'U_ANA', /meet for twenty minutes/), 'Not this time');
    await told(office, 'U_MIA', /You and <@U_BEN> \(sales\): meet/);
    clock.advance(MINUTE);
    await slack.until(() => ana.dms().some(({ buttons }) => buttons.includes('I have time now')));
    expect(ana.dms().some(({ says }) => says.includes('meet for twenty minutes'))).toBe(false);
  });

  it('tells two of whom to meet and with what to begin, asks again, and can be skipped and taken up again', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const [ana, ben, mia, max] = ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX'].map((id) => slack.person(id));
    if (ana === undefined || ben === undefined || mia === undefined || max === undefined) throw new Error('Nobody');
    await send({ ...formLead('Acme Robotics'), campaign: 'Spring' });
    await ana.press(
      await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim'))),
      'Claim',
    );
    await told(office, 'U_ANA', /Acme Robotics/);
    await ana.type('/baton pairing', 'C_SMARKETING');
    await told(office, 'U_ANA', /Only managers and admins can begin with pairing/);
    await begun(office);

    // Ben is away on the day; whoever dies on the way pairs nobody twice.
    await ben.type('/baton away tomorrow', 'C_SMARKETING');
    await told(office, 'U_BEN', /you are away/);
    clock.advance(DAY);
    const anas = await told(office, 'U_ANA', /You and .*U_MIA.* \(marketing\): meet for twenty minutes/);
    expect(anas.says).toContain('Acme Robotics');
    expect(anas.buttons).toEqual(['We met', 'Not this time']);
    await told(office, 'U_MIA', /You and .*U_ANA.* \(sales\)/);
    mia.openHome();
    await office.restart();
    expect(await pairings(office)).toHaveLength(1);

    // Mia can't, and then can; her Home says the same as her message, and is pressed like it.
    const home = (words: RegExp) => slack.until(() => [mia.home()].find((one) => words.test(one?.says ?? '')));
    await mia.press(await home(/You and .*U_ANA.*: meet for twenty minutes/), 'Not this time');
    await told(office, 'U_ANA', /You sit this one out/);
    await told(office, 'U_MIA', /Whoever was to meet you/);
    await mia.press(await home(/Whoever was to meet you/), 'I have time now');
    await told(office, 'U_MIA', /meet for twenty minutes/);
    await told(office, 'U_ANA', /meet for twenty minutes/);

    // In the second week they are asked again; a press there is answered there.
    clock.advance(7 * DAY + HOUR);
    const again = await told(office, 'U_MIA', /Did you and .*U_ANA.* meet\?/);
    await mia.press(again, 'We met');
    await told(office, 'U_ANA', /You and .*U_MIA.* met\..* What did you learn\?/);
    expect(await pairings(office)).toEqual([{ state: 'met', met_by: 'U_MIA' }]);

    // What Mia learned is a card of the next retro, once.
    const before = await rounds(office);
    await mia.press(await told(office, 'U_MIA', /What did you learn\?/), 'Write it down');
    await mia.submit(await slack.until(() => mia.view()), { words: 'They ask about the price first' });
    await slack.until(() => mia.view()?.says.includes('Noted for the next retro'));
    await mia.closeAll();
    // The retro may be without names: nothing of pairs tells who has written one, not even that a row was touched.
    expect(await rounds(office)).toEqual(before);
    await mia.press(await told(office, 'U_MIA', /What did you learn\?/), 'Write it down');
    await told(office, 'U_MIA', /You have written it down already/);
    await mia.type('/baton pairing', 'C_SMARKETING');
    await told(office, 'U_MIA', /You have no partner at the moment/);
    mia.openHome();
    await slack.until(() => mia.home()?.says.includes('What did you learn') === false);
    const cards = office.database.db.selectFrom('retro_cards').select(['text', 'person_id']);
    expect(await cards.execute()).toEqual([{ text: 'They ask about the price first', person_id: 'U_MIA' }]);

    // The next round: Ben and Ana share Mia; Ben wants none for a while.
    clock.advance(7 * DAY);
    const bens = await told(office, 'U_BEN', /You and .*U_MIA.*: meet/);
    await ben.choose(bens, 'pairing.menu', 'Not for 4 weeks');
    await told(office, 'U_BEN', /no partner until/);
    await expect.poll(() => pairings(office)).toMatchObject([{}, { state: 'open' }]);
    clock.advance(11 * DAY);
    await expect.poll(() => pairings(office)).toMatchObject([{}, { state: 'over' }]);
    clock.advance(3 * DAY);
    await expect.poll(() => pairings(office)).toMatchObject([{}, { state: 'over' }, { state: 'open' }]);
    const bensSlot = office.database.db.selectFrom('ritual_slots').select('reason').where('person_id', '=', 'U_BEN');
    await expect
      .poll(async () => (await bensSlot.where('team_on', '=', '2026-04-02').executeTakeFirst())?.reason)
      .toBe('break');
    await ben.type('/baton why today', 'C_SMARKETING');
    await told(office, 'U_BEN', /Pairing\*: not asked: a break from it was chosen/);
    await ben.type('/baton pairing', 'C_SMARKETING');
    await ben.press(await told(office, 'U_BEN', /You get no partner until/), 'End my break');
    await told(office, 'U_BEN', /You take part again/);
    await slack.until(() => !ben.dms().some(({ says }) => says.includes('no partner until')));

    // Managers see how it went; stopped, nobody is paired any more.
    await max.type('/baton pairing', 'C_SMARKETING');
    const list = await told(office, 'U_MAX', /Every two weeks, next on .*, at 10:00/);
    await max.choose(list, 'pairing.setup-menu', 'Stop');
    await max.press(await told(office, 'U_MAX', /Stop pairing for good/), 'Stop it');
    await told(office, 'U_MAX', /Nobody is paired any more/);
    clock.advance(28 * DAY);
    expect(await pairings(office)).toHaveLength(3);
  });
});
