import { describe, expect, it } from 'vitest';
import type { SeenView } from '../../playground/server/seen.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const TYPED = { company: 'Acme Robotics', contactName: 'Jane Doe', email: 'jane@acme-robotics.example' };

const form = ({ slack }: Office, person: string): Promise<SeenView> =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view?.callbackId === 'lead.new-lead' ? view : undefined;
  });

const cardOf = ({ slack }: Office, company: string) =>
  slack.until(() =>
    slack
      .person('U_ANA')
      .sees('C_LEADS')
      .find(({ says }) => says.includes(company)),
  );

describe.each(backends)('a lead is added by hand, on $name', (backend) => {
  it('by command and by shortcut, and its card rings like any other', async () => {
    const office = await openOffice(backend);
    const mia = office.slack.person('U_MIA');
    await mia.type('/lead new');
    expect(await mia.submit(await form(office, 'U_MIA'), TYPED)).toMatchObject({
      kind: 'updated',
      view: { says: expect.stringContaining('#1 Acme Robotics') },
    });
    const card = await cardOf(office, 'Acme Robotics');
    expect(card.says).toContain('Added by Mia Chen');
    expect(card.says).not.toContain('Jane');
    await mia.closeAll();
    await mia.shortcut('lead.new');
    await mia.submit(await form(office, 'U_MIA'), { company: 'Second Corp', phone: '+49 30 1234567' });
    await cardOf(office, 'Second Corp');
  });

  it.each([
    [{ phone: '12' }, 'phone', /\+49 30 1234567/],
    [{ company: 'Acme' }, 'email', /add an e-mail, a phone number/],
    [{ contactName: 'Jane Doe' }, 'email', /add an e-mail, a phone number/],
    [{ message: 'Hello' }, 'email', /add an e-mail, a phone number/],
    [{}, 'email', /add an e-mail, a phone number/],
    [{ company: 'Acme', email: 'jane@localhost.' }, 'email', /like ada@example.com/],
  ])('%j is complained of under its field, and what was typed stays', async (typed, field, sentence) => {
    const office = await openOffice(backend);
    const ana = office.slack.person('U_ANA');
    await ana.type('/lead new');
    const view = await form(office, 'U_ANA');
    const answer = await ana.submit(view, typed);
    if (answer.kind !== 'incomplete') {
      expect(answer).toEqual({ kind: 'errors', errors: { [field]: expect.stringMatching(sentence) } });
    }
    const now = await form(office, 'U_ANA');
    expect(now.values).toEqual(ana.fill(now, typed).values);
    expect(await office.app.services.leads.find('T_ACME', '1')).toBeUndefined();
  });

  it('one form makes one lead, even if Slack sends it twice or a slow phone sends it again', async () => {
    const office = await openOffice(backend);
    const { slack, app } = office;
    const ana = slack.person('U_ANA');
    await ana.type('/lead new');
    await ana.submit(await form(office, 'U_ANA'), TYPED);
    const envelope = slack.records.envelopes.findLast(({ payload }) => payload.type === 'view_submission');
    if (envelope === undefined) throw new Error('Nothing was sent');
    await Promise.all([slack.deliver('interactive', envelope.payload), slack.deliver('interactive', envelope.payload)]);
    expect(await app.services.leads.find('T_ACME', '1')).toBeDefined();
    expect(await app.services.leads.find('T_ACME', '2')).toBeUndefined();
  });

  it('a message fills the form with its words, address and number', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    const ben = slack.person('U_BEN');
    const words = 'Call Jo <jo@second-corp.example> at +49 30 7654321 about R&D';
    const message = slack.person('U_ANA').write(words, 'C_OTHER');
    await ben.messageShortcut(message, 'lead.from_message');
    const view = await form(office, 'U_BEN');
    expect(view.values).toMatchObject({
      email: { value: { value: 'jo@second-corp.example' } },
      phone: { value: { value: '+49 30 7654321' } },
      message: { value: { value: words } },
    });
    await ben.submit(view);
    const card = await cardOf(office, 'second-corp.example');
    expect(card.says).toContain('about R&D');
    expect(card.says).not.toMatch(/7654321|jo@/);
  });

  it.each(['/lead new', 'shortcut', 'message shortcut'])('before the set-up %s says who can do that', async (way) => {
    const office = await openOffice(backend, { isSetUp: false });
    const ana = office.slack.person('U_ANA');
    if (way === '/lead new') await ana.type(way, 'C_LEADS');
    else if (way === 'shortcut') await ana.shortcut('lead.new');
    else await ana.messageShortcut(ana.write('Hello', 'C_LEADS'), 'lead.from_message');
    const says = await office.slack.until(
      () => ana.view()?.says ?? ana.sees('C_LEADS').find(({ isEphemeral }) => isEphemeral)?.says,
    );
    expect(says).toMatch(/isn't set up yet.*\/baton setup/);
  });
});
