import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';

const card = ({ slack }: Office, words: RegExp) =>
  slack.until(() =>
    slack
      .person('U_MIA')
      .sees('C_LEADS')
      .find(({ says, isEphemeral }) => !isEphemeral && says.startsWith('#1 Acme') && words.test(says)),
  );

/** What only this person sees, the newest with these words. */
const told = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const who = slack.person(person);
    return [...who.sees('C_LEADS'), ...who.dms()].findLast(({ says, isEphemeral }) => isEphemeral && words.test(says));
  });

describe.each(backends)('judging leads in Slack, on $name', (backend) => {
  it('takes a tap, keeps what is typed over a closed window and a restart, asks the other team, and stands with the lead', async () => {
    const office = await openOffice(backend);
    const { slack, send, clock } = office;
    const [ana, mia, sam] = [slack.person('U_ANA'), slack.person('U_MIA'), slack.person('U_SAM')];
    await send({ ...formLead('Acme Robotics'), campaign: 'Spring' });
    await ana.type('/lead claim 1', 'C_LEADS');
    await told(office, 'U_ANA', /yours/i);
    await ana.type('/lead reject 1 no need', 'C_LEADS');
    const closed = await card(office, /Not a fit.*: No need/);

    // Marketing judges by the card’s menu; who is in no team doesn’t.
    await sam.choose(closed, 'lead.menu', 'Rate');
    await told(office, 'U_SAM', /Only sales and marketing judge leads/);
    await mia.choose(closed, 'lead.menu', 'Rate');
    await mia.press(await told(office, 'U_MIA', /how good a lead is it/), 'Good fit');
    await mia.press(await told(office, 'U_MIA', /Noted/), 'Say more');
    const window = await slack.until(() => mia.view());
    await mia.choose(window, 'review.note', 'On the form they had named a date, so it looked ripe');
    await mia.choose(window, 'review.grade', '4');
    await mia.closeAll();
    await office.restart();
    await mia.press(await told(office, 'U_MIA', /Noted/), 'Say more');
    const again = await slack.until(() => mia.view());
    expect(JSON.stringify(again.values)).toContain('so it looked ripe');
    expect(await mia.submit(again, { 'review.next': 'A word on why there is no need' })).toMatchObject({
      kind: 'updated',
    });
    expect(mia.view()?.says).toContain('is ask 1 of sales');
    await mia.closeAll();
    const judged = await card(office, /Sales: Not a fit: No need; Marketing: Good fit/);
    expect(judged.says).not.toMatch(/looked ripe|U_MIA/);

    // Sales reads why, and the ask; whoever gave it up has judged it, and says more by what they remember of it.
    await ana.type('/lead show 1', 'C_LEADS');
    await told(office, 'U_ANA', /<@U_MIA>, marketing: \*Good fit \(4 of 5\)\* “On the form they had named a date/);
    await ana.type('/lead why 1', 'C_LEADS');
    await told(office, 'U_ANA', /What people find of it/);
    expect((await office.app.services.asks.find('T_ACME', '1'))?.ask).toMatchObject({ to: { team: 'sales' } });
    await ana.type('/lead review rate robotics', 'C_LEADS');
    await ana.press(await told(office, 'U_ANA', /So far you say: \*Not a fit\*, No need/), 'Can’t tell');
    await card(office, /Sales: Can’t tell; Marketing: Good fit/);
    await ana.messageShortcut(judged, 'review.rate_message');
    await told(office, 'U_ANA', /So far you say: \*Can’t tell\*\./);

    // Undone, the rejection is none; what she has said since stays.
    await ana.type('/lead-review sources', 'C_LEADS');
    await told(office, 'U_ANA', /Best and worst sources[\s\S]*Under 10, too few to tell: .*1 of 1/);
    clock.advance(2 * MINUTE);
    await slack.until(() => mia.thread(judged).some(({ says }) => /Given up/.test(says)));
  });
});
