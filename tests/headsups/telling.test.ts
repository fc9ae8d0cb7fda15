import { describe, expect, it } from 'vitest';
import type { SeenMessage } from '../../playground/server/seen.ts';
import { DAY, HOUR, SECOND } from '../../src/core/instants.ts';
import { createExportsOf } from '../../src/offline.ts';
import { listenToStatements } from '../reliability/plans.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';

const FACTS = { title: 'Spring webinar', startsOn: '2026-03-09', expected: '40' };
const WORDS = { audience: 'Heads of operations', promise: 'A free audit', talk: 'Ask what returns cost them.' };

/** The message of a heads-up, as soon as it says this. */
const post = ({ slack }: Office, words: RegExp, channel = 'C_LEADS'): Promise<SeenMessage> =>
  slack.until(() =>
    slack
      .person('U_ANA')
      .sees(channel)
      .find(({ says, isEphemeral }) => !isEphemeral && words.test(says)),
  );

const modal = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view !== undefined && words.test(view.says) ? view : undefined;
  });

/** Hears what is said to one person only. */
const told = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() =>
    slack
      .person(person)
      .sees('C_LEADS')
      .find(({ says, isEphemeral }) => isEphemeral && words.test(says)),
  );

const cardOf = (office: Office, company: string, words: RegExp) =>
  office.slack.until(() => {
    const card = office.slack
      .person('U_ANA')
      .sees('C_LEADS')
      .find(({ says }) => says.includes(company) && words.test(says));
    if (card === undefined) office.clock.advance(SECOND);
    return card;
  });

/** Mia announces the spring webinar. */
async function announced(office: Office): Promise<SeenMessage> {
  const mia = office.slack.person('U_MIA');
  await mia.type('/baton heads-up', 'C_LEADS');
  await mia.submit(await modal(office, 'U_MIA', /Launch day/), FACTS);
  await mia.submit(await modal(office, 'U_MIA', /Who is it for/), WORDS);
  expect((await modal(office, 'U_MIA', /stands in/)).says).toContain('Heads-up 1');
  await mia.closeAll();
  return post(office, /Heads-up: Spring webinar/);
}

describe.each(backends)('a campaign heads-up in Slack, on $name', (backend) => {
  it('stands in the channel, is answered, reminded of once, linked from cards, changed and withdrawn', async () => {
    const statements = listenToStatements();
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const [ana, ben, mia] = [slack.person('U_ANA'), slack.person('U_BEN'), slack.person('U_MIA')];

    // Without any heads-up nothing of a lead's way knows of them.
    const before = new Set(statements());
    expect((await send({ ...formLead('Acme Robotics'), campaign: 'spring Webinar' })).status).toBe(200);
    const card = await cardOf(office, 'Acme Robotics', /spring Webinar/);
    await ana.press(card, 'Claim');
    await slack.until(() => ana.dms().find(({ says }) => says.includes('Yours: #1 Acme Robotics')));
    expect(statements().filter((text) => !before.has(text) && text.includes('heads_up'))).toEqual([]);
    await send({ ...formLead('Borealis'), campaign: 'Autumn fair' });

    ben.openHome();
    const first = await announced(office);
    await slack.until(() => ben.home()?.says.includes('Heads-up 1* Spring webinar · starts Mon 9 Mar · from Mia Chen'));
    expect(first.says).toMatch(/Starts Mon 9 Mar.*about 40 leads expected.*announced by Mia Chen/);
    expect(first.says).toMatch(/Is this clear to you\? 2 are asked/);

    // Cards and messages of its leads lead there; others don't.
    const linked = await cardOf(office, 'Acme Robotics', /Heads-up: <\S+\|Spring webinar>/);
    expect(JSON.stringify(linked.blocks)).toContain(`/archives/C_LEADS/p${first.ts.replace('.', '')}|Spring webinar`);
    await slack.until(() => {
      clock.advance(SECOND);
      return ana.dms().find(({ says }) => says.includes('|Spring webinar>'));
    });
    await send({ ...formLead('Cobalt Works'), campaign: 'SPRING WEBINAR' });
    await cardOf(office, 'Cobalt Works', /\|Spring webinar>/);
    expect((await cardOf(office, 'Borealis', /Autumn/)).says).not.toContain('Heads-up');

    // Whoever looks a lead up reads what is told of its campaign, too.
    await ben.type('/lead show 1', 'C_LEADS');
    await told(office, 'U_BEN', /Acme Robotics[\s\S]*Heads-up: <\S+\|Spring webinar>/);

    // Who announced it doesn't answer; a concern is shown without its author, who is told to Mia.
    await mia.press(first, 'Clear');
    await told(office, 'U_MIA', /You announced it/);
    await ana.press(first, 'Concern');
    const form = await modal(office, 'U_ANA', /not right yet/);
    await ana.submit(form, { line: 'Nobody knows the prices' });
    await ana.closeAll();
    const concerned = await post(office, /\? 1 concern · 1 not yet/);
    expect(concerned.says).toContain('Nobody knows the prices');
    expect(concerned.says).not.toContain('Ana Ruiz');
    const heard = await slack.until(() => mia.dms().find(({ says }) => says.includes('has a concern')));
    expect(heard.says).toMatch(/Ana Ruiz has a concern.*[\s\S]*Nobody knows the prices/);

    // Ben, who has said nothing, is reminded once, and answers there.
    clock.advance(DAY);
    const reminder = await slack.until(() => ben.dms().find(({ says }) => says.includes('I ask only once')));
    expect(ana.dms().some(({ says }) => says.includes('I ask only once'))).toBe(false);
    await ben.press(reminder, 'Clear');
    await post(office, /1 clear · 1 concern\b(?! · \d)/);
    await slack.until(() => ben.home()?.says.includes('Spring webinar') === false);

    // Only marketing changes it; cards follow its new name, and what was said stays.
    await ana.choose(first, 'heads-up.menu', 'Edit');
    await told(office, 'U_ANA', /Only whoever announced it/);
    await mia.choose(first, 'heads-up.menu', 'Edit');
    await mia.submit(await modal(office, 'U_MIA', /Launch day/), { title: 'Autumn fair' });
    await mia.submit(await modal(office, 'U_MIA', /Who is it for/), {});
    await mia.closeAll();
    await post(office, /Heads-up: Autumn fair[\s\S]*1 clear · 1 concern[\s\S]*Changed by Mia Chen/);
    await cardOf(office, 'Borealis', /\|Autumn fair>/);
    await cardOf(office, 'Cobalt Works', /^(?![\s\S]*Heads-up)/);

    await mia.choose(first, 'heads-up.menu', 'Withdraw');
    await mia.submit(await modal(office, 'U_MIA', /can’t be undone/), {});
    await mia.closeAll();
    const gone = await post(office, /was withdrawn by Mia Chen/);
    expect(gone.buttons).toEqual([]);
    await cardOf(office, 'Borealis', /^(?![\s\S]*Heads-up)/);
    clock.advance(3 * DAY);
    expect(ben.dms().filter(({ says }) => says.includes('I ask only once'))).toHaveLength(1);

    // Exported it says everything but whose the concern is.
    const { headsUps } = await createExportsOf(office.ports);
    const rows = await Array.fromAsync(headsUps({ from: 0, until: clock.now() }));
    expect(rows).toMatchObject([
      { heads_up: 1, title: 'Autumn fair', announced_by: 'Mia Chen', clear_to: 1, concern: 'Nobody knows the prices' },
    ]);
    expect(rows[0]?.withdrawn_at).toMatch(/^2026-03-/);
    expect(JSON.stringify(rows)).not.toMatch(/Ana|Ben/);
  });

  it('a new way of working is announced by a manager of sales, and said to be clear by both teams', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const [ana, mia, max] = [slack.person('U_ANA'), slack.person('U_MIA'), slack.person('U_MAX')];
    await ana.type('/baton heads-up process', 'C_LEADS');
    await told(office, 'U_ANA', /Only managers of sales/);
    await max.type('/baton heads-up process', 'C_LEADS');
    const form = await modal(office, 'U_MAX', /What changes/);
    const terms = {
      title: 'Demos are booked by whoever claims',
      startsOn: '2026-03-05',
      doing: 'Book it with the claim.',
    };
    expect(await max.submit(form, { ...terms, startsOn: '2026-03-03' })).toMatchObject({ kind: 'errors' });
    expect(await max.submit(form, { ...terms, channel: 'G_SECRET' })).toMatchObject({ kind: 'errors' });
    await max.submit(form, { ...terms, channel: 'C_SMARKETING' });
    await max.closeAll();
    const first = await post(office, /New way of working: Demos/, 'C_SMARKETING');
    expect(first.says).toMatch(/3 are asked/);
    await mia.press(first, 'Clear');
    await ana.press(first, 'Clear');
    await post(office, /2 clear · 1 not yet/, 'C_SMARKETING');
    await ana.type('/baton heads-up list', 'C_LEADS');
    expect((await told(office, 'U_ANA', /holds from Thu 5 Mar/)).buttons).toEqual(['Show']);

    // PPL-4: its channel is archived before it changes, and back again.
    slack.admin.archiveChannel('C_SMARKETING');
    await max.type('/baton heads-up 1', 'C_LEADS');
    await max.choose(await told(office, 'U_MAX', /Demos are booked/), 'heads-up.menu', 'Edit');
    await max.submit(await modal(office, 'U_MAX', /What changes/), { doing: 'Book it within the hour.' });
    await max.closeAll();
    await slack.until(() => {
      clock.advance(10 * SECOND);
      return max.dms().find(({ says }) => says.includes('is archived'));
    });
    slack.admin.unarchiveChannel('C_SMARKETING');
    slack.admin.kickBot('C_SMARKETING');
    slack.admin.inviteBot('C_SMARKETING');
    await post(office, /within the hour/, 'C_SMARKETING');
    // Nobody is asked any more who leaves; whoever was away all day is reminded when they are there.
    clock.advance(23.5 * HOUR);
    await slack.until(() =>
      slack
        .person('U_BEN')
        .dms()
        .find(({ says }) => says.includes('I ask only once')),
    );
    expect(mia.dms().some(({ says }) => says.includes('I ask only once'))).toBe(false);
  });
});
