import { describe, expect, it } from 'vitest';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

const [LATE, TALK, PHONE, ASKS] = [
  'Webinar leads wait for days',
  'The talk track works',
  'Webinar leads lack a phone number',
  'Asks lie around',
] as const;

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

/** Max has begun a retro of Ana, Ben and Mia, who have written four cards and finished. */
async function toBeVotedOn(office: Office): Promise<void> {
  const { app, slack } = office;
  const max = slack.person('U_MAX');
  await max.type('/retro start', 'C_SMARKETING');
  await max.submit(await form(office, 'U_MAX', 'retro.start'), { 'retro.channel': 'C_SMARKETING' });
  await max.closeAll();
  await reads(office, 'U_ANA', /0 of 3 finished/);
  for (const [at, text] of [LATE, TALK, PHONE, ASKS].entries())
    await app.services.cards.write(
      { id: at % 2 === 0 ? 'U_ANA' : 'U_MIA', workspaceId: 'T_ACME', teams: ['sales'], manages: [] },
      { column: 'fix', text, datum: text.startsWith('Webinar') ? 'late:source:webinar' : undefined },
    );
  for (const who of ['U_ANA', 'U_BEN', 'U_MIA'])
    await slack.person(who).press(await reads(office, who, /Only you see your cards/), 'I’m finished');
  // What is voted on waits for the cards.
  await reads(office, 'U_ANA', /your cards/);
  office.clock.advance(5_000);
}

/** Opens the form where somebody reads this, and sends it. */
async function votes(
  office: Office,
  who: string,
  words: RegExp,
  { once = [], twice = [] }: { readonly once?: readonly string[]; readonly twice?: readonly string[] },
) {
  const person = office.slack.person(who);
  const message = await reads(office, who, words);
  await person.press(message, message.buttons.includes('Vote') ? 'Vote' : 'Change');
  return person.submit(await form(office, who, 'retro.vote-form'), { once, twice });
}

describe.each(backends)('voting in Slack, on $name', (backend) => {
  it('is one form, grouped meanwhile without losing a dot, and ends with a ranking that rings once', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    await toBeVotedOn(office);

    // Two dots for four topics; three are too many, and what was chosen stays in the form.
    const asked = await reads(office, 'U_ANA', /You have \*2 dots\* for 4 topics/);
    expect(asked.buttons).toEqual(['Vote', 'Not this time']);
    // It waits on her Home until she has voted, and on Mia’s until there is nothing to vote on.
    const mia = slack.person('U_MIA');
    const WAITS = /vote on what to talk about[\s\S]*2 dots for 4 topics, until/;
    for (const person of [ana, mia]) {
      person.openHome();
      await slack.until(() => WAITS.test(person.home()?.says ?? ''));
    }
    const refused = await votes(office, 'U_ANA', /what shall we talk about/, { once: [TALK], twice: [LATE] });
    expect(refused).toMatchObject({ kind: 'errors', errors: { once: expect.stringContaining('That is 3 dots') } });
    await ana.submit(await form(office, 'U_ANA', 'retro.vote-form'), { once: [LATE, TALK], twice: [] });
    expect((await reads(office, 'U_ANA', /you have voted/)).says).toContain(`● ${LATE}`);

    await slack.until(() => !ana.home()?.says.includes('vote on what'));

    // Ben's form is open while Max groups two topics, which only those may who look after the retro.
    const ben = slack.person('U_BEN');
    await ben.press(await reads(office, 'U_BEN', /what shall we talk about/), 'Vote');
    const open = await form(office, 'U_BEN', 'retro.vote-form');
    const topics = await reads(office, 'U_BEN', /4 topics to vote on/);
    expect(topics.says).toContain('These seem to be about the same');
    await ben.press(topics, 'Group these');
    await reads(office, 'U_BEN', /^Only <@U_MAX>/);
    await max.press(topics, 'Group these');
    await reads(office, 'U_MAX', /Done\. There are 3 topics now/);
    await reads(office, 'U_ANA', /3 topics to vote on[\s\S]*Grouped/);
    await ben.submit(open, { once: [PHONE, ASKS], twice: [] });
    const grouped = await reads(office, 'U_BEN', /you have voted/);
    expect(grouped.says).toMatch(/● \S.*\(\+1\)/);
    expect(grouped.buttons).toEqual(['Change']);

    // Nobody sees a dot before the last one has voted.
    expect(JSON.stringify(max.sees('C_SMARKETING').flatMap((one) => max.thread(one)))).not.toContain('●');
    await votes(office, 'U_MIA', /to vote on/, { twice: [TALK] });
    const result = await reads(office, 'U_ANA', /what to talk about/);
    expect(result.says).toMatch(
      /3 people have voted\.[\s\S]*1\. The talk track works[\s\S]*●●●[\s\S]*2\. .*\(\+1\)[\s\S]*●●[\s\S]*3\. Asks lie around/,
    );
    expect(result.text).toContain('<@U_ANA> <@U_BEN> <@U_MIA>');
    const rung = ana.notifications().filter(({ text }) => text.includes('to talk about'));
    expect(rung).toHaveLength(1);
    await reads(office, 'U_ANA', /the vote is over/);
    await slack.until(() => !mia.home()?.says.includes('vote on what'));
    expect(await office.database.db.selectFrom('retro_ballots').selectAll().execute()).toEqual([]);
  });
});
