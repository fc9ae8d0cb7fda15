import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { createExportsOf } from '../../src/offline.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { rememberSecret } from '../support/canaries.ts';
import { formLead } from '../support/form-lead.ts';

const NOTE = 'On the call they named a rival, which nobody may read yet';
const WISH = 'Ask on the form what they have today, please';

/** The one message of a review that this person has, once it says so. */
const queue = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() =>
    slack
      .person(person)
      .dms()
      .find(({ says, isEphemeral }) => !isEphemeral && /Review 1/i.test(says) && words.test(says)),
  );

/** What only this person sees, the newest with these words. */
const told = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const who = slack.person(person);
    return [...who.sees('C_LEADS'), ...who.dms()].findLast(({ says, isEphemeral }) => isEphemeral && words.test(says));
  });

/** All that somebody sees anywhere. */
const everythingSeen = ({ slack }: Office, person: string): string => {
  const who = slack.person(person);
  return JSON.stringify([who.sees('C_LEADS'), who.sees('C_OTHER'), who.dms()]);
};

async function started({ app, clock, database }: Office) {
  const leads = await Promise.all(['1', '2'].map((number) => app.services.leads.find('T_ACME', number)));
  return database.transaction((tx) =>
    app.services.reviews.startIn(tx, {
      workspaceId: 'T_ACME',
      channelId: 'C_LEADS',
      startedBy: 'U_MAX',
      draw: { from: clock.now() - DAY, until: clock.now(), size: 2 },
      seed: 'seed',
      isAnonymous: false,
      dueAt: clock.now() + 2 * DAY,
      leads: leads.map((lead, at) => ({ leadId: lead?.id ?? '', position: at + 1, stratum: 'untouched' })),
      raters: [
        { personId: 'U_ANA', side: 'sales' },
        { personId: 'U_MIA', side: 'marketing' },
      ],
    }),
  );
}

describe.each(backends)('judging the leads of a review in Slack, on $name', (backend) => {
  it('is one tap a lead in one message, seen by nobody else, and known to all once everybody is done', async () => {
    const office = await openOffice(backend);
    const { slack, send } = office;
    rememberSecret(NOTE, WISH);
    const [ana, mia, max] = [slack.person('U_ANA'), slack.person('U_MIA'), slack.person('U_MAX')];
    for (const company of ['Acme Robotics', 'Beta Works']) await send(formLead(company));
    await slack.until(() => ana.sees('C_LEADS').some(({ says }) => says.includes('#2 Beta Works')));
    await mia.type('/lead-review rate 2', 'C_LEADS');
    const fromBefore = await told(office, 'U_MIA', /#2 Beta Works[\s\S]*Both teams see it/);
    await started(office);

    await ana.press(await queue(office, 'U_ANA', /lead 1 of 2/), 'Not a fit');
    const second = await queue(office, 'U_ANA', /lead 2 of 2[\s\S]*✓ #1 Acme Robotics: \*Not a fit\*/);
    await ana.choose(second, 'review.queue-menu', 'Say more about lead 1');
    const window = await slack.until(() => ana.view());
    await ana.choose(window, 'review.reason', 'competitor');
    await ana.choose(window, 'review.note', NOTE);
    await ana.closeAll();
    await office.restart();
    await ana.choose(await queue(office, 'U_ANA', /lead 2 of 2/), 'review.queue-menu', 'Say more about lead 1');
    const again = await slack.until(() => ana.view());
    expect(JSON.stringify(again.values)).toContain('they named a rival');
    await ana.submit(again, { 'review.next': WISH });
    expect(ana.view()?.says).toMatch(/Nobody sees it before review 1 is revealed[\s\S]*becomes an ask then/);
    await ana.closeAll();

    // Whoever looks, wherever: other raters, a manager, an admin, exports, the words of commands.
    for (const person of ['U_MIA', 'U_MAX', 'U_ADA']) {
      await slack.person(person).type('/lead show 1', 'C_LEADS');
      await told(office, person, /#1 Acme Robotics/);
      await slack.person(person).type('/lead-review sources', 'C_LEADS');
      expect(/rival|they have today|competitor/i.test(everythingSeen(office, person)), person).toBe(false);
    }
    await max.type('/lead-review rate 1', 'C_LEADS');
    await told(office, 'U_MAX', /how good a lead is it/);
    const exports = await createExportsOf(office.ports);
    const held = JSON.stringify([await exports.person(formLead('Acme Robotics').email)]);
    expect(/rival|they have today|competitor/.test(held)).toBe(false);

    mia.openHome();
    await slack.until(() => /To judge[\s\S]*Review 1[\s\S]*2 leads left/.test(mia.home()?.says ?? ''));
    // Asked anywhere else, a rater says it where nobody sees it.
    await mia.type('/lead-review rate 1', 'C_LEADS');
    await mia.press(await told(office, 'U_MIA', /Nobody sees it before review 1/), 'Good fit');
    await told(office, 'U_MIA', /Noted[\s\S]*Nobody sees it before review 1/);
    // So does what stood before her when the review began.
    await mia.press(fromBefore, 'Can’t tell');
    await told(office, 'U_MIA', /Noted[\s\S]*#2 Beta Works[\s\S]*Nobody sees it before review 1/);
    await queue(office, 'U_MIA', /you have judged all 2/i);
    const stale = await queue(office, 'U_ANA', /lead 2 of 2/);
    await ana.press(stale, 'Good fit');

    await slack.until(() => !mia.home()?.says.includes('To judge'));

    // The last tap has shown it.
    await queue(office, 'U_ANA', /over: thank you/);
    await slack.until(() =>
      mia
        .sees('C_LEADS')
        .some(({ says, isEphemeral }) => !isEphemeral && /Sales: Not a fit: .*; Marketing: Good fit/.test(says)),
    );
    await expect
      .poll(async () => (await office.app.services.asks.find('T_ACME', '1'))?.ask)
      .toMatchObject({ text: WISH, fromPerson: 'U_ANA' });
    await mia.type('/lead show 1', 'C_LEADS');
    await told(office, 'U_MIA', /<@U_ANA>, sales: \*Not a fit[^*]*\* “On the call they named a rival/);
    await mia.type('/lead why 1', 'C_LEADS');
    await told(office, 'U_MIA', /judged unseen in review 1: 1 Good fit, 1 Not a fit/);
    // Whatever of it Slack delivers again changes nothing.
    const verdicts = () => office.database.db.selectFrom('lead_verdicts').selectAll().orderBy('id').execute();
    const before = await verdicts();
    const taps = slack.records.envelopes.filter(({ payload }) => JSON.stringify(payload).includes('review.queue-'));
    for (const { type, payload } of taps) await slack.deliver(type, payload);
    expect(await verdicts()).toEqual(before);
  });
});
