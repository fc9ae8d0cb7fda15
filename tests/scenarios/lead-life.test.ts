import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const LEAD = {
  company: 'Acme Robotics',
  name: 'Jane Doe',
  email: 'jane@acme-robotics.example',
  phone: '+49 30 1234567',
  campaign: 'Spring',
};

const lead = async ({ app }: Office) => {
  const found = await app.services.leads.find('T_ACME', '1');
  if (found === undefined) throw new Error('No lead');
  return found;
};

/** The newest direct message to Ana that offers this. */
const offered = ({ slack }: Office, button: string) =>
  slack.until(() =>
    slack
      .person('U_ANA')
      .dms()
      .findLast(({ buttons, isEphemeral }) => !isEphemeral && buttons.includes(button)),
  );

/** What only this person is told, wherever. */
const told = ({ slack }: Office, words: RegExp, person = 'U_ANA') =>
  slack.until(() => {
    const who = slack.person(person);
    return [...who.sees('C_LEADS'), ...who.dms()].findLast(({ says, isEphemeral }) => isEphemeral && words.test(says));
  });

const card = ({ slack }: Office, words: RegExp) =>
  slack.until(() =>
    slack
      .person('U_MIA')
      .sees('C_LEADS')
      .find(({ says, isEphemeral }) => !isEphemeral && says.startsWith('#1 Acme') && words.test(says)),
  );

/** A lead that is Ana's. */
async function anas(office: Office) {
  const { slack, send } = office;
  await send(LEAD);
  await slack.person('U_ANA').type('/lead claim 1', 'C_LEADS');
  return offered(office, 'Reached');
}

/** Both teams have agreed that this marketer answers for every lead. */
const answers = async ({ app, clock }: Office, owner: string) => {
  const actor = { workspaceId: 'T_ACME', zone: 'UTC', manages: ['sales', 'marketing'], isAdmin: false, id: 'U_MAX' };
  const promise = { owner, campaigns: [], leads: 1, complete: 0, kept: 0 };
  expect(await app.services.agreements.propose(actor, promise)).toMatchObject({ kind: 'proposed' });
  clock.advance(1);
};

const form = ({ slack }: Office) => slack.until(() => slack.person('U_ANA').view());

describe.each(backends)('the life of a lead, on $name', (backend) => {
  it('goes from contact over qualified and a deal to a customer, with a tap each, and the channel hears of it once', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    await answers(office, 'U_MIA');
    const ana = slack.person('U_ANA');
    await ana.press(await anas(office), 'Reached');
    await ana.press(await offered(office, 'Qualified'), 'Qualified');
    await told(office, /#1 Acme Robotics is qualified/);
    await ana.press(await offered(office, 'Deal'), 'Deal');
    expect(await ana.submit(await form(office), { amount: '12000' })).toMatchObject({ kind: 'errors' });
    await ana.submit(await form(office), { amount: '12000', currency: 'EUR' });
    await ana.closeAll();
    await card(office, /deal, 12,000 EUR/);
    clock.advance(3 * DAY);
    await ana.press(await offered(office, 'Won'), 'Won');
    await ana.submit(await form(office), { helped: ['fast-call', 'demo'], note: 'The demo did it' });
    await ana.closeAll();
    await card(office, /Won/);
    expect(await lead(office)).toMatchObject({ stage: 'customer', owner: { personId: 'U_ANA' } });
    const wins = () => ana.sees('C_LEADS').filter(({ says }) => says.includes('is a customer'));
    expect(wins()).toEqual([]);
    clock.advance(61_000);
    const [win] = await slack.until(() => (wins().length > 0 ? wins() : undefined));
    expect(win?.says).toMatch(/#1 Acme Robotics.* is a customer/);
    expect(win?.says).toMatch(/Closed by <@U_ANA>.*from Spring, .*marketing by <@U_MIA>.*3 days from form to deal/);
    expect(win?.says).toContain('What helped: We called fast, The demo');
    expect(win?.says).not.toMatch(/Jane|1234567/);
  });

  it('ends for a reason that asks for what it needs, and marketing reads it without being rung', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const ana = slack.person('U_ANA');
    await ana.choose(await anas(office), 'lead.menu', 'Not a fit');
    await ana.choose(await form(office), 'lead-reject.reason', 'competitor');
    await slack.until(() => ana.view()?.says.includes('Which competitor?'));
    await ana.choose(await form(office), 'lead-reject.reason', 'unreachable');
    await slack.until(() => !ana.view()?.says.includes('Which competitor?'));
    expect(await ana.submit(await form(office), { note: 'Jane says no, call +49 30 1234567' })).toMatchObject({
      kind: 'errors',
      errors: { 'lead-reject.reason': expect.stringMatching(/takes 3 attempts, and none is logged/) },
    });
    await ana.choose(await form(office), 'lead-reject.reason', 'no-need');
    await slack.until(() => ana.view()?.says.includes('how such leads are scored'));
    const rung = slack.notifications().length;
    await ana.submit(await form(office));
    await ana.closeAll();
    const shown = await card(office, /Not a fit.*: No need/);
    expect(shown.buttons).not.toContain('Claim');
    clock.advance(61_000);
    const why = await slack.until(() =>
      slack
        .person('U_MIA')
        .thread(shown)
        .find(({ says }) => /Given up/.test(says)),
    );
    expect(why.says).toMatch(
      /No need[\s\S]*“••• says no, call •••”[\s\S]*Marketing looks at how such leads are scored/,
    );
    expect(
      slack
        .notifications()
        .slice(rung)
        .filter(({ person }) => person === 'U_MIA'),
    ).toEqual([]);
  });

  it('can be taken back for a minute, and then opened again', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const ana = slack.person('U_ANA');
    await anas(office);
    await ana.type('/lead reject 1 no need', 'C_LEADS');
    await ana.press(await told(office, /is closed/), 'Undo');
    await told(office, /is as it was before/);
    expect(await lead(office)).toMatchObject({ stage: 'accepted' });
    await ana.type('/lead reject 1 wrong person: ask for Joe', 'C_LEADS');
    const said = await told(office, /comes back to <@U_ANA>/);
    expect(await lead(office)).toMatchObject({ stage: 'recycled', reason: 'wrong-person' });
    clock.advance(61_000);
    await ana.press(said, 'Undo');
    await told(office, /can't be undone any more/);
    await ana.press(await offered(office, 'Reopen'), 'Reopen');
    await told(office, /is open again/);
    expect(await lead(office)).toMatchObject({ stage: 'accepted', round: 2 });
  });

  it('2.1.12: comes back from the shelf to the same person when their day begins, with their own words', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const ana = slack.person('U_ANA');
    await anas(office);
    await ana.type('/lead later 1', 'C_LEADS');
    const asked = await form(office);
    expect(asked.title).toBe('Later');
    await ana.closeAll();
    await ana.type('/lead later 1 until 9 March budget in March', 'C_LEADS');
    await told(office, /comes back to <@U_ANA>/);
    await card(office, /Back .*on Mon 9 Mar/);
    await slack.person('U_MIA').type('/lead list later', 'C_LEADS');
    await told(office, /Not now[\s\S]*#1 Acme Robotics, back [^\n]*on /, 'U_MIA');
    // Monday, a minute before nine in Berlin.
    clock.jumpTo(Date.parse('2026-03-09T07:59:00Z'));
    expect(ana.dms().some(({ says }) => says.startsWith('Back:'))).toBe(false);
    clock.advance(MINUTE + 1_000);
    const back = await offered(office, 'On it');
    expect(back.says).toMatch(
      /^Back: #1 Acme Robotics[\s\S]*You wrote [^\n]*: Not now. budget in March[\s\S]*\+49 30 1234567/,
    );
    expect(back.says).toContain('first contact by');
    await ana.press(back, 'On it');
    const how = await told(office, /How did it go/);
    await ana.press(how, 'Reached');
    await card(office, /first contact in time/);
    expect(await lead(office)).toMatchObject({ stage: 'contacted', round: 2 });
  });

  it('that is on the shelf of somebody who has left comes back to everybody', async () => {
    const office = await openOffice(backend);
    const { slack, clock, app } = office;
    await anas(office);
    await slack.person('U_ANA').type('/lead later 1 2026-03-05', 'C_LEADS');
    const shelved = await card(office, /Back .*on /);
    slack.admin.deactivate('U_ANA');
    await app.services.people.refreshAll();
    clock.advance(DAY);
    await card(office, /Free/);
    clock.advance(2 * MINUTE);
    await slack.until(() =>
      slack
        .person('U_BEN')
        .thread(shelved)
        .find(({ says }) => /This lead is waiting for somebody/.test(says)),
    );
    expect(await lead(office)).toMatchObject({ owner: undefined, round: 2, stage: 'new' });
  });

  it.each([
    ['/lead lost 1', /was never qualified.*\/lead reject 1/],
    ['/lead qualify 99', /no lead “99”/],
    ['/lead won', /Which lead\?/],
  ])('%s says what to do instead', async (line, words) => {
    const office = await openOffice(backend);
    await anas(office);
    await office.slack.person('U_ANA').type(line, 'C_LEADS');
    await told(office, words);
  });

  it('that has ended refuses kindly what comes too late', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    await anas(office);
    await slack.person('U_ANA').type('/lead reject 1 no need', 'C_LEADS');
    await told(office, /is closed/);
    for (const word of ['qualify 1', 'later 1 2026-05-01', 'won 1', 'release 1', 'reject 1']) {
      await slack.person('U_MAX').type(`/lead ${word}`, 'C_LEADS');
      await told(office, /#1 Acme Robotics is closed: it was not a fit/, 'U_MAX');
    }
  });
});
