import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/instants.ts';
import { createExportsOf } from '../../src/offline.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { livesIn } from '../support/elsewhere.ts';
import { formLead } from '../support/form-lead.ts';

const WHERE = 'C_SMARKETING';

/** What somebody reads in the channel, the newest with these words. */
const told = (office: Office, person: string, words: RegExp) =>
  until(office, () => {
    const who = office.slack.person(person);
    return [...who.sees(WHERE), ...who.dms()].findLast(({ says }) => words.test(says));
  });

/** Replies come one after the other: time goes on until they are there. */
async function until<T>({ clock, slack }: Office, look: () => T | undefined): Promise<T> {
  const seen = await slack.until(() => {
    const one = look();
    if (one === undefined) clock.advance(SECOND);
    return one === undefined ? undefined : { one };
  });
  return seen.one;
}

/** The head of a meeting's thread. */
const head = (office: Office, number: number) => told(office, 'U_ANA', new RegExp(`meeting ${number}\\b.*\\n`));

/** A reply in its thread. */
const reply = async (office: Office, number: number, words: RegExp) => {
  const begins = await head(office, number);
  return until(office, () =>
    office.slack
      .person('U_ANA')
      .thread(begins)
      .findLast(({ says }) => words.test(says)),
  );
};

/**
 * Max and Ada schedule it for Thursdays at ten in the same moment: one has made it, the other reads what there is. It counts where
 * the company is, though Max lives elsewhere. It is Wednesday, so its agenda comes at once.
 */
async function scheduled(office: Office): Promise<void> {
  const { slack, database } = office;
  await livesIn(office, 'U_MAX', 'America/New_York');
  const both = [slack.person('U_MAX'), slack.person('U_ADA')];
  for (const one of both) await one.type('/baton meeting setup', WHERE);
  const forms = await slack.until(() => {
    const open = both.flatMap((who) => [who.view()].flatMap((form) => (form === undefined ? [] : { who, form })));
    return open.length === both.length && open;
  });
  for (const { form } of forms) expect(form.says).toContain('Europe/Berlin');
  const values = { channel: WHERE, often: 'weekly', day: 'thu', at: '10:00', monthly: 'with-check' };
  await Promise.all(forms.map(({ who, form }) => who.submit(form, values)));
  const said = () => both.map((one) => one.view()?.says ?? '');
  await slack.until(() => said().every((says) => says.includes('next on Thu 5 Mar, at 10:00 (Europe/Berlin)')));
  expect(said().filter((says) => says.includes('The smarketing meeting is scheduled'))).toHaveLength(1);
  expect(said().filter((says) => says.includes('was first, so yours is not saved'))).toHaveLength(1);
  expect(await database.db.selectFrom('rituals').select('state').where('kind', '=', 'meeting').execute()).toHaveLength(
    1,
  );
  for (const one of both) await one.closeAll();
}

const minutes = async ({ ports }: Office, number?: number) => (await createExportsOf(ports)).minutes(number);

describe.each(backends)('the smarketing meeting, on $name', (backend) => {
  it('is prepared the working day before, takes topics from anybody, carries over what is open, and has minutes', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const [ana, mia, max] = [slack.person('U_ANA'), slack.person('U_MIA'), slack.person('U_MAX')];
    expect((await office.send(formLead('Acme Robotics'))).status).toBe(200);
    await ana.type('/baton meeting setup', WHERE);
    await told(office, 'U_ANA', /Only managers and admins say when/);
    await mia.type('/baton meeting topic Webinar leads without a phone number', WHERE);
    await told(office, 'U_MIA', /No meeting is scheduled yet, so it waits for the first one/);
    for (const one of [ana, mia, max]) one.openHome();
    await scheduled(office);

    const begins = await head(office, 1);
    // Everybody's Home says when it is, and leads to its thread.
    await slack.until(() => /smarketing meeting 1[\s\S]*1 topic: 1 open/.test(mia.home()?.says ?? ''));
    const home = await slack.until(() => [ana.home()].find((one) => one?.buttons.includes('Open the thread')));
    expect(begins.says).toContain('1 lead came');
    expect(await reply(office, 1, /Stage health/)).toMatchObject({ says: expect.stringContaining('1 new') });
    await ana.press(home, 'Add a topic');
    const form = await slack.until(() => ana.view());
    await ana.submit(form, { text: 'Prices on the web' });
    await reply(office, 1, /Prices on the web/);
    await slack.until(() => max.home()?.says.includes('2 topics: 2 open'));
    await ana.closeAll();

    // Mia decides about her topic; the other one stays open, and whoever dies on the way loses nothing.
    await mia.press(await reply(office, 1, /without a phone number/), 'Decide');
    const decide = await slack.until(() => mia.view());
    await mia.submit(decide, { text: 'If a webinar form has no phone number, then it asks for it', owner: 'U_MIA' });
    await reply(office, 1, /✅.*asks for it/);
    // Three say when a lead is ready for sales; until the meeting begins nobody reads it, then everybody does, without a name.
    for (const id of ['U_ANA', 'U_BEN', 'U_MIA']) {
      const who = slack.person(id);
      await who.press(await told(office, id, /When is a lead ready for sales\?/), 'Your answer');
      const ask = await slack.until(() => [who.view()].find((one) => one?.title === 'Definition check'));
      await who.submit(ask, { words: `They called me, says ${id === 'U_MIA' ? 'one' : 'another'}`, needs: ['phone'] });
      expect(who.view()?.says).toContain('Kept, without your name');
      await who.closeAll();
    }
    expect(JSON.stringify(ana.thread(begins))).not.toContain('They called me');
    await office.restart();
    clock.advance(DAY);
    const spread = await reply(office, 1, /3 answers, none with a name/);
    expect(spread.says).toMatch(/Phone: 3 of 3[\s\S]*They called me, says one[\s\S]*Nothing is agreed on yet/);
    await mia.press(spread, 'Agree on one');
    await mia.submit(await slack.until(() => mia.view()), { text: 'they called us' });
    await reply(office, 1, /✅ \*Agreed:\* A lead is ready for sales when: they called us/);
    await mia.closeAll();
    await mia.type('/baton terms', WHERE);
    await slack.until(() => mia.view()?.says.includes('A lead is ready for sales when: they called us'));
    await mia.closeAll();
    clock.advance(DAY);
    const told1 = await reply(office, 1, /Minutes of/);
    expect(told1.says).toMatch(
      /Agreed[\s\S]*they called us[\s\S]*Decided[\s\S]*asks for it[\s\S]*Up again next time[\s\S]*Prices on the web/,
    );

    const text = await minutes(office);
    expect(text).toContain('# Monthly smarketing meeting 1\n');
    expect(text).toMatch(/Webinar leads without a phone number – Mia .*, decided \(Mia/);
    expect(text).toMatch(/ {2}- Decision 1: If a webinar form .* – Mia .*, due 2026-03-18, open/);

    // The week after, on the day before, it is up for the second time.
    clock.advance(5 * DAY);
    expect((await reply(office, 2, /Prices on the web/)).says).toContain('up for the 2nd time');
    await max.type('/baton meeting', WHERE);
    await told(office, 'U_MAX', /Smarketing meeting 2[\s\S]*Still to talk about[\s\S]*Prices on the web/);
    await ana.press(await reply(office, 2, /Prices on the web/), 'Resolved');
    await reply(office, 2, /Prices on the web[\s\S]*Resolved, says Ana/);

    // Stopped, nothing is prepared any more, and no Home speaks of it.
    max.openHome();
    await slack.until(() => max.home()?.says.includes('Smarketing meeting 2'));
    await max.press(await told(office, 'U_MAX', /Still to talk about/), 'Change');
    await slack.until(() => max.view()?.title === 'Smarketing meeting');
    await max.closeAll();
    const schedule = await office.app.services.meetings.setup.schedule('T_ACME');
    const admitted = await office.app.services.people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
    if (admitted.kind === 'refused' || schedule === undefined) throw new Error('Nobody is there');
    expect((await office.app.services.meetings.setup.stop(admitted.actor, schedule.id)).kind).toBe('saved');
    await slack.until(() => max.home()?.says.includes('Smarketing meeting') === false);
    await slack.until(() =>
      slack
        .person('U_ANA')
        .sees(WHERE)
        .some(({ says }) => says.includes('It is called off')),
    );
    clock.advance(7 * DAY + HOUR + MINUTE);
    expect(await office.database.db.selectFrom('meetings').select('number').execute()).toHaveLength(2);
    expect(await minutes(office, 2)).toContain('called off');
  });
});
