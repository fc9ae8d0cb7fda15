import { describe, expect, it } from 'vitest';
import type { SeenMessage } from '../../playground/server/seen.ts';
import { DAY, SECOND } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';

/** The first message of the retro, as soon as it says this: it counts who is finished a little later. */
const parent = ({ slack, clock }: Office, words: RegExp) =>
  slack.until(() => {
    clock.advance(SECOND);
    return slack
      .person('U_ANA')
      .sees('C_SMARKETING')
      .find(({ says }) => says.startsWith('Retro') && words.test(says));
  });

/** What somebody reads that only they see, the newest with these words. */
const told = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const who = slack.person(person);
    return [...who.sees('C_SMARKETING'), ...who.dms()].findLast(({ says }) => words.test(says));
  });

const modal = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view !== undefined && words.test(view.says) ? view : undefined;
  });

const phases = ({ database }: Office) => database.db.selectFrom('retros').select(['number', 'phase']).execute();

/** Max starts one in #smarketing. */
async function started(office: Office, filled: Readonly<Record<string, string | readonly string[]>> = {}) {
  const max = office.slack.person('U_MAX');
  await max.type('/retro start', 'C_SMARKETING');
  const answer = await max.submit(await modal(office, 'U_MAX', /Start a retro|Who takes part/), {
    'retro.channel': 'C_SMARKETING',
    ...filled,
  });
  await max.closeAll();
  return answer;
}

/** Somebody writes a card. */
async function writes(office: Office, person: string, card: string): Promise<void> {
  await office.slack.person(person).type(`/retro add ${card}`, 'C_SMARKETING');
  await told(office, person, /Kept for retro/);
}

describe.each(backends)('a retro in Slack, on $name', (backend) => {
  it('is begun by a manager, asks each once, goes on when all are finished, and closes by itself', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const [ana, ben, mia, max] = [
      slack.person('U_ANA'),
      slack.person('U_BEN'),
      slack.person('U_MIA'),
      slack.person('U_MAX'),
    ];
    await ana.type('/retro', 'C_SMARKETING');
    await told(office, 'U_ANA', /No retro runs/);
    expect(JSON.stringify(await started(office, { 'retro.people': ['U_ANA'] }))).toContain(
      'Nobody of them is in marketing',
    );
    expect(JSON.stringify(await started(office, { 'retro.people': ['U_SAM', 'U_MIA'] }))).toContain(
      'Sam Free can’t take part',
    );
    expect(
      JSON.stringify(await started(office, { 'retro.people': ['U_ANA', 'U_MIA'], 'retro.names': 'unnamed' })),
    ).toContain('3 or more must take part');
    await started(office);
    const first = await parent(office, /0 of 3 finished/);
    expect(first.says).toContain('Looked after by Max Weber');
    await max.type('/retro start', 'C_SMARKETING');
    await told(office, 'U_MAX', /\*Retro 1\* still runs/);

    // One message each; who presses twice has pressed once.
    const own = await told(office, 'U_ANA', /Only you see your cards/);
    expect(own.says).toContain('Keep');
    await Promise.all([ana.press(own, 'I’m finished'), ana.press(own, 'I’m finished')]);
    const thanks = await told(office, 'U_ANA', /Thank you: you are finished/);
    await parent(office, /1 of 3 finished/);
    await ana.press(thanks, 'Not finished yet');
    await parent(office, /0 of 3 finished/);
    await ana.press(await told(office, 'U_ANA', /Only you see your cards/), 'I’m finished');
    await ben.press(await told(office, 'U_BEN', /Only you see your cards/), 'Not this time');
    await parent(office, /1 of 2 finished[\s\S]*1 not this time/);
    await max.choose(first, 'retro.menu', 'Who is done?');
    expect((await told(office, 'U_MAX', /Not yet/)).says).toMatch(
      /Finished writing.*U_ANA[\s\S]*Not yet.*U_MIA[\s\S]*Not this time.*U_BEN/,
    );
    await ana.choose(first, 'retro.menu', 'Call it off');
    await told(office, 'U_ANA', /Only whoever looks after a retro/);

    // The last one who is waited for ends it.
    await writes(office, 'U_ANA', 'Leads wait over night');
    await writes(office, 'U_MIA', 'No phone numbers');
    await mia.press(await told(office, 'U_MIA', /Only you see your cards/), 'I’m finished');
    await told(office, 'U_MIA', /the cards are shown/);
    expect(await phases(office)).toContainEqual({ number: 1, phase: 'voting' });

    // RETRO-5: Baton is off for more than a week, and one phase follows the other all the same.
    clock.advance(9 * DAY);
    await office.restart();
    await parent(office, /\*3 Decide\*[\s\S]*I was offline/);
    clock.advance(5 * DAY);
    await parent(office, /\*Closed\*/);
    expect(await phases(office)).toContainEqual({ number: 1, phase: 'closed' });

    // Where nobody writes anything there is nothing to vote on or to decide.
    await started(office);
    const empty = await parent(office, /0 of 3 finished/);
    await max.choose(empty, 'retro.menu', 'Show the cards now');
    await max.submit(await modal(office, 'U_MAX', /everybody sees/), {});
    await max.closeAll();
    await parent(office, /^Retro 2[\s\S]*\*Closed\*/);
  });

  it('moves on once where two press at once, and the second one sees why', async () => {
    const office = await openOffice(backend);
    const { slack } = office;
    const [ada, max] = [slack.person('U_ADA'), slack.person('U_MAX')];
    await started(office);
    await writes(office, 'U_ANA', 'Leads wait over night');
    const first = await parent(office, /0 of 3 finished/);
    for (const who of [ada, max]) await who.choose(first, 'retro.menu', 'Show the cards now');
    const [ofAda, ofMax] = [
      await modal(office, 'U_ADA', /Show|everybody sees/),
      await modal(office, 'U_MAX', /Show|everybody sees/),
    ];
    await Promise.all([ada.submit(ofAda, {}), max.submit(ofMax, {})]);
    await slack.until(() => [ada, max].some((who) => /was faster|gone on by itself/.test(who.view()?.says ?? '')));
    const one = (await phases(office)).find(({ number }) => number === 1);
    expect(one?.phase).toBe('deciding');
  });

  it('PPL-4: whose channel is archived goes on in the one that whoever looks after it chooses, with its whole thread', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    await send(formLead('Acme Robotics'));
    await slack.until(() => ana.sees('C_LEADS').length > 0);
    await started(office);
    const first = await parent(office, /0 of 3 finished/);
    const figures = (thread: SeenMessage | undefined) => {
      clock.advance(SECOND);
      return thread !== undefined && ana.thread(thread).some(({ says }) => says.includes('What became of leads'));
    };
    await slack.until(() => figures(first));
    slack.admin.archiveChannel('C_SMARKETING');
    await ana.press(await told(office, 'U_ANA', /Only you see your cards/), 'I’m finished');
    const trouble = await slack.until(() => {
      clock.advance(SECOND);
      return max.dms().find(({ says }) => says.includes('is archived'));
    });
    await max.press(trouble, 'Another channel');
    const where = { 'retro.new-channel': 'C_SMARKETING' };
    const refused = await max.submit(await modal(office, 'U_MAX', /goes on there/), where);
    expect(JSON.stringify(refused)).toContain('That channel is archived');
    await max.submit(await modal(office, 'U_MAX', /goes on there/), { 'retro.new-channel': 'C_LEADS' });
    expect(max.view()?.says).toContain('goes on in');
    await max.closeAll();
    const moved = ({ says }: SeenMessage) => says.startsWith('Retro 1') && says.includes('1 of 3 finished');
    await slack.until(() => figures(ana.sees('C_LEADS').find(moved)));
  });
});
