import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example', campaign: 'Spring' };

/** The form or list that lies open before somebody, once it says this. */
const open = ({ slack }: Office, person: string, callbackId: string, words = '') =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view?.callbackId === callbackId && JSON.stringify(view.blocks).includes(words) ? view : undefined;
  });

const card = ({ slack }: Office, words: RegExp) =>
  slack.until(() =>
    slack
      .person('U_MIA')
      .sees('C_LEADS')
      .find(({ says, isEphemeral }) => !isEphemeral && says.startsWith('#1 Acme') && words.test(says)),
  );

describe.each(backends)('what marketing and sales agree on, on $name', (backend) => {
  it('is set in Slack, stands on cards, and is told to both teams on the next Monday morning', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const [ada, mia, max, sam] = ['U_ADA', 'U_MIA', 'U_MAX', 'U_SAM'].map((id) => slack.person(id));
    if (!ada || !mia || !max || !sam) throw new Error('Nobody is there');

    // An admin says what a lead needs, how stages are called, and who is what.
    await ada.type('/baton terms', 'C_LEADS');
    await ada.press(await open(office, 'U_ADA', 'agreements.rules'), 'agreements.open-demands');
    await ada.choose(await open(office, 'U_ADA', 'agreements.demands'), 'agreements.stage', 'qualified');
    const later = await open(office, 'U_ADA', 'agreements.demands', 'sales:qualified');
    await ada.submit(later, { 'sales:qualified': ['region'] });
    await ada.press(await open(office, 'U_ADA', 'agreements.rules', 'Region · Sales'), 'agreements.open-demands');
    const demands = await open(office, 'U_ADA', 'agreements.demands');
    await ada.submit(demands, { 'marketing:new': ['phone'], 'sales:new': ['phone'] });
    const refused = await open(office, 'U_ADA', 'agreements.demands');
    expect(Object.values(refused.errors).join()).toContain('Both teams would see to the same field');
    await ada.submit(await open(office, 'U_ADA', 'agreements.demands'), {
      'marketing:new': ['phone'],
      'sales:new': [],
    });
    await ada.press(await open(office, 'U_ADA', 'agreements.rules', 'Phone · Marketing'), 'agreements.open-words');
    await ada.submit(await open(office, 'U_ADA', 'agreements.words'), { new: 'MQL' });
    await ada.press(await open(office, 'U_ADA', 'agreements.rules', 'New: MQL'), 'agreements.open-score');
    await ada.submit(await open(office, 'U_ADA', 'agreements.score'), { parts: '+20 spring\ncampaign is Spring' });
    await open(office, 'U_ADA', 'agreements.rules', '+20 spring');

    // Whoever answers for both teams agrees with themselves.
    await max.type('/baton agreement', 'C_LEADS');
    await max.press(await open(office, 'U_MAX', 'agreements.agreement'), 'Add');
    const promise = { owner: 'U_MIA', campaigns: 'Spring, Fair', leads: 2, complete: 90, kept: 80 };
    await max.submit(await open(office, 'U_MAX', 'agreements.promise'), promise);
    await open(office, 'U_MAX', 'agreements.agreement', '2 leads a week, 90 % complete, 80 % kept by sales');

    await send(LEAD);
    await card(office, /MQL/);
    await card(office, /our score 20: \+20 spring/);
    await mia.press(await card(office, /Phone is missing · Marketing/), 'Add fields');
    const asked = await open(office, 'U_MIA', 'lead.complete-it');
    await mia.submit(asked, { phone: 'none' });
    await mia.submit(await open(office, 'U_MIA', 'lead.complete-it'), { phone: '+49 30 1234567' });
    const complete = await slack.until(() => {
      const now = mia.sees('C_LEADS').find(({ says }) => says.startsWith('#1 Acme'));
      return now?.says.includes('missing') === false ? now : undefined;
    });
    expect(complete.buttons).not.toContain('Add fields');
    expect(complete.says).not.toContain('1234567');

    // From now on one without a number is held back, until marketing has added it.
    await ada.press(await open(office, 'U_ADA', 'agreements.rules', '+20 spring'), 'agreements.open-hold');
    const hold = await open(office, 'U_ADA', 'agreements.hold');
    await ada.submit(hold, { fields: ['phone'], limit: '2' });
    const nowhere = await open(office, 'U_ADA', 'agreements.hold');
    expect(Object.values(nowhere.errors).join()).toContain('choose where');
    await ada.submit(nowhere, { fields: ['phone'], limit: '2', channel: 'C_SMARKETING' });
    await open(office, 'U_ADA', 'agreements.rules', 'New leads without Phone, for 2 working hours at most');
    await send({ ...formLead('Held Ltd'), campaign: 'Spring' });
    const inMarketing = (words: string) =>
      slack.until(() => mia.sees('C_SMARKETING').find(({ says }) => says.includes('#2 Held') && says.includes(words)));
    await mia.press(await inMarketing('is held back'), 'Add fields');
    await mia.submit(await open(office, 'U_MIA', 'lead.complete-it'), { phone: '+49 30 2345678' });
    await inMarketing('All that it lacked has come');
    await slack.until(() =>
      sam.sees('C_LEADS').find(({ says }) => says.startsWith('#2 Held') && says.includes('for: Phone')),
    );

    // Wednesday at ten; Monday at nine is four days and 23 hours away.
    clock.advance(4 * DAY + 23 * HOUR);
    const weekly = await slack.until(() => sam.sees('C_LEADS').find(({ says }) => says.includes('Both promises')));
    expect(weekly.says).toContain('2 leads, promised 2 · complete: 2 of 2, promised 90 % · kept by sales: 2 of 2');
    expect(weekly.says).toContain('in time: 0 of 2 · most had no contact yet');
    expect(weekly.says).not.toContain('<@');
  });
});
