import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/core/instants.ts';
import type { Actor } from '../../src/people/person.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

/** The newest message with these words, in the retro's thread or to this person. */
const reads = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const who = slack.person(person);
    const parents = who.sees('C_SMARKETING');
    return [...parents, ...parents.flatMap((parent) => who.thread(parent)), ...who.dms()].findLast(({ says }) =>
      words.test(says),
    );
  });

const form = ({ slack }: Office, person: string, callbackId: string) =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view?.callbackId === callbackId ? view : undefined;
  });

async function admitted({ app }: Office, userId: string): Promise<Actor> {
  const admission = await app.services.people.admit({ teamId: 'T_ACME', userId });
  if (admission.kind === 'refused') throw new Error(admission.sentence);
  return admission.actor;
}

/** Mia has asked Ana for something that is to move a number. */
async function asked(office: Office): Promise<void> {
  const { actions } = office.app.services;
  const mia = await admitted(office, 'U_MIA');
  const aim = await actions.aimOf('T_ACME', { metric: 'in-time', of: undefined, target: 80 });
  await office.database.transaction((tx) =>
    actions.make(tx, mia, {
      kind: 'process',
      text: 'If a webinar lead comes, then sales calls the same day',
      owner: 'U_ANA',
      dueOn: '2026-06-01',
      origin: undefined,
      leadId: undefined,
      source: undefined,
      campaign: undefined,
      aim,
      asksConsent: true,
      madeFrom: 'test',
    }),
  );
}

describe.each(backends)('deciding in Slack, on $name', (backend) => {
  it('begins with what is open, decides with a number, and ends with whether it was worth their time', async () => {
    const office = await openOffice(backend);
    const { slack, app, clock } = office;
    const [ana, mia, max] = [slack.person('U_ANA'), slack.person('U_MIA'), slack.person('U_MAX')];
    await asked(office);
    clock.advance(60_000);
    await max.type('/retro start', 'C_SMARKETING');
    await max.submit(await form(office, 'U_MAX', 'retro.start'), { 'retro.channel': 'C_SMARKETING' });
    await max.closeAll();

    // First what is open: whether Ana does it, then how it stands.
    const first = await reads(office, 'U_ANA', /do you do it\?/);
    await ana.press(first, 'Accept');
    const accepted = await slack.until(() =>
      ana.dms().find(({ ts, buttons }) => ts === first.ts && buttons.includes('Still on it')),
    );
    await ana.press(accepted, 'Still on it');
    await slack.until(() => ana.dms().find(({ ts, buttons }) => ts === first.ts && buttons.includes('I’m finished')));
    const moved = await reads(office, 'U_BEN', /What our decisions have moved/);
    expect(moved.says).toMatch(/Decision 1[\s\S]*no leads → no leads · target 80 %/);

    const { cards } = app.services;
    const { id, workspaceId, teams } = await admitted(office, 'U_MIA');
    await cards.write(
      { id, workspaceId, teams, manages: [] },
      { column: 'fix', text: 'Webinar leads wait', datum: 'late:source:webinar' },
    );
    for (const who of ['U_ANA', 'U_BEN', 'U_MIA'])
      await slack.person(who).press(
        await slack.until(() =>
          slack
            .person(who)
            .dms()
            .findLast(({ buttons }) => buttons.includes('I’m finished')),
        ),
        'I’m finished',
      );

    // One topic needs no vote.
    const topic = await slack.until(() => {
      clock.advance(2_000);
      return mia
        .sees('C_SMARKETING')
        .flatMap((one) => mia.thread(one))
        .find(({ buttons }) => buttons.includes('Decide'));
    });
    await mia.press(topic, 'Decide');
    const asks = await form(office, 'U_MIA', 'retro.decide-it');
    await mia.submit(asks, {
      text: 'If a form has no phone, then it asks for it',
      owner: 'U_ANA',
      metric: 'in-time:origin',
      target: 90,
    });
    expect(mia.view()?.says).toMatch(/Decided:[\s\S]*That was the last topic, so the retro closes/);
    await mia.closeAll();
    const decided = await reads(office, 'U_BEN', /Decision 2[\s\S]*First contact in time \(webinar\)/);
    expect(decided.says).toContain('not accepted yet');

    const parentOf = (words: RegExp) =>
      slack.until(() => max.sees('C_SMARKETING').find(({ says }) => says.startsWith('Retro 1') && words.test(says)));
    await parentOf(/Every topic is done/);
    clock.advance(HOUR);
    for (const [who, score] of [
      ['U_ANA', '4'],
      ['U_BEN', '5'],
      ['U_MIA', '3'],
    ] as const) {
      const parent = await parentOf(/What was decided[\s\S]*Worth our time/);
      expect(parent.says).toContain('Decision 2');
      const choice = { 3: '3: so so', 4: '4: yes', 5: '5: very much' }[score];
      await slack.person(who).choose(parent, 'retro.worth', choice);
      await reads(office, who, /Nobody learns what you said/);
    }
    await reads(office, 'U_ANA', /4\.0 of 5, from 3 answers/);

    // What is done says where it was decided, and leads there.
    const made = (await app.services.actions.openHere(workspaceId)).find(({ action }) => action.number === 2);
    const anaNow = await admitted(office, 'U_ANA');
    await app.services.actions.finish(anaNow, made?.action.id ?? '');
    await ana.type('/lead-review decisions done', 'C_SMARKETING');
    await reads(office, 'U_ANA', /Decision 2[\s\S]*Decided in (<http\S+\|)?retro 1/);
    await app.services.actions.reopen(anaNow, made?.action.id ?? '');

    await ana.type('/retro actions', 'C_SMARKETING');
    const list = await reads(office, 'U_ANA', /2 decisions are open/);
    await ana.press(list, 'Send me each week');
    await reads(office, 'U_ANA', /first morning of each week/);
  });
});
