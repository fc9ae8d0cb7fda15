import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';

/** The first message of a review, as soon as it says this. */
const parent = ({ slack }: Office, words: RegExp, channel = 'C_LEADS') =>
  slack.until(() =>
    slack
      .person('U_ANA')
      .sees(channel)
      .find(({ says }) => says.startsWith('Lead review') && words.test(says)),
  );

const modal = ({ slack }: Office, person: string, words: RegExp) =>
  slack.until(() => {
    const view = slack.person(person).view();
    return view !== undefined && words.test(view.says) ? view : undefined;
  });

/** So many leads, each of a company of its own. */
async function leadsOf({ slack, send }: Office, companies: readonly string[]) {
  for (const company of companies) await send({ ...formLead(company), campaign: 'Spring', source: 'Website' });
  await slack.until(() =>
    companies.every((company) =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .some(({ says }) => says.includes(company)),
    ),
  );
}

describe.each(backends)('a lead review in Slack, on $name', (backend) => {
  it('is planned, seen, changed and started by a manager, stands in the channel, and ends at its deadline', async () => {
    const office = await openOffice(backend);
    const { slack, clock, app, database } = office;
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    await leadsOf(office, ['Acme Robotics', 'Borealis', 'Cobalt Works', 'Delta Foods', 'Elm Street']);

    // Whoever sells sees what runs; a manager gets the form, filled in.
    await ana.type('/lead-review', 'C_LEADS');
    await slack.until(() => ana.sees('C_LEADS').some(({ says }) => says.includes('No lead review runs')));
    await max.type('/lead-review', 'C_LEADS');
    const form = await modal(office, 'U_MAX', /How many leads/);
    expect(JSON.stringify(form.values)).toContain('2026-03-09');

    // What is kept under More outlives a refusal, and so does the form.
    await max.press(form, 'More');
    const more = await modal(office, 'U_MAX', /These leads, too/);
    expect(await max.submit(more, { 'review.numbers': 'none' })).toMatchObject({ kind: 'errors' });
    expect(await max.submit(more, { 'review.numbers': '77' })).toMatchObject({ kind: 'errors' });
    await max.submit(more, { 'review.numbers': '', 'review.names': 'anonymous', 'review.channel': 'C_SMARKETING' });
    const again = await modal(office, 'U_MAX', /How many leads/);
    const filled = { 'review.size': '3', 'review.who': ['U_ANA', 'U_MIA'] };
    const refused = await max.submit(again, filled);
    expect(JSON.stringify(refused)).toContain('Without names it takes 3 of each team');
    await max.press(await modal(office, 'U_MAX', /How many leads/), 'More');
    const named = await modal(office, 'U_MAX', /These leads, too/);
    expect(JSON.stringify(named.values)).toContain('C_SMARKETING');
    await max.submit(named, { 'review.names': 'named' });
    const strangers = await max.submit(await modal(office, 'U_MAX', /How many leads/), {
      'review.who': ['U_SAM', 'U_MIA'],
    });
    expect(JSON.stringify(strangers)).toContain('Sam Free can’t judge');
    const oneSided = await max.submit(await modal(office, 'U_MAX', /How many leads/), { 'review.who': ['U_ANA'] });
    expect(JSON.stringify(oneSided)).toContain('Nobody of them judges for marketing');
    const late = { 'review.due': '2026-03-03', 'review.who': ['U_ANA', 'U_MIA'] };
    const past = await max.submit(await modal(office, 'U_MAX', /How many leads/), late);
    expect(JSON.stringify(past)).toContain('That day is over');
    await max.submit(await modal(office, 'U_MAX', /How many leads/), { 'review.due': '2026-03-09' });

    // The leads: one is left out, others are drawn, and that one is added after all.
    const sample = await modal(office, 'U_MAX', /Add leads/);
    expect(sample.says).toMatch(/\*3 leads\*, judged by 1 of sales and 1 of marketing/);
    const removed = /#(\d+) /.exec(sample.says)?.[1] ?? '';
    await max.press(sample, 'Remove', { value: removed });
    await slack.until(() => max.view()?.says.includes(`#${removed} `) === false);
    await max.press(await modal(office, 'U_MAX', /Add leads/), 'Other leads');
    const changed = await modal(office, 'U_MAX', /Add leads/);
    const field = changed.blocks.map(({ block_id: id }) => String(id)).find((id) => id.startsWith('review.add')) ?? '';
    expect(await max.submit(changed, { [field]: `#${removed}` })).toMatchObject({ kind: 'updated' });
    expect((await modal(office, 'U_MAX', /starts in/)).says).toContain('Review 1');
    await max.closeAll();

    const first = await parent(office, /0 of 4 judged/, 'C_SMARKETING');
    expect(first.says).toMatch(/Ana Ruiz[\s\S]*Mia Chen/);
    expect(first.says).not.toMatch(/<@U_/);
    const thread = await slack.until(() => {
      clock.advance(2_000);
      const all = ana.thread(first);
      return all.length === 5 ? all : undefined;
    });
    expect(thread.slice(1).map(({ says }) => /\((\d) of 4\)/.exec(says)?.[1])).toEqual(['1', '2', '3', '4']);
    expect(thread[1]?.says).toMatch(/Received .*not claimed/);
    expect(JSON.stringify(thread)).not.toMatch(/@.*example|\+49/);

    // Only managers change it.
    await ana.choose(first, 'review.menu', 'End it now');
    await slack.until(() => ana.thread(first).some(({ says }) => says.includes('Only managers and admins')));
    await max.choose(first, 'review.menu', 'Another deadline');
    await max.submit(await modal(office, 'U_MAX', /ends when the office closes/), { 'review.new-due': '2026-03-10' });
    await max.closeAll();
    await max.choose(first, 'review.menu', 'Change who judges');
    await max.submit(await modal(office, 'U_MAX', /who is new gets/), { 'review.new-raters': ['U_BEN', 'U_MIA'] });
    await max.closeAll();
    await parent(office, /Ben Okafor/, 'C_SMARKETING');
    await ana.type('/lead review list', 'C_LEADS');
    await slack.until(() => ana.sees('C_LEADS').some(({ says }) => /\*Review 1\*: 4 leads/.test(says)));

    // Baton is off while the deadline passes.
    clock.advance(7 * DAY);
    await office.restart();
    await parent(office, /what both teams found/, 'C_SMARKETING');
    expect(await app.services.reviews.running('T_ACME').catch(() => [])).toEqual([]);
    expect(await database.db.selectFrom('reviews').select('state').execute()).toEqual([{ state: 'revealed' }]);
  });

  it('is called off: its messages say so and show nothing more', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const max = slack.person('U_MAX');
    await leadsOf(office, ['Acme Robotics', 'Borealis']);
    await max.type('/baton lead-review start', 'C_LEADS');
    await max.submit(await modal(office, 'U_MAX', /How many leads/), { 'review.who': ['U_ANA', 'U_MIA'] });
    expect((await modal(office, 'U_MAX', /Add leads/)).says).toContain('There are no more that fit: you asked for 8');
    await max.submit(await modal(office, 'U_MAX', /Add leads/), {});
    await max.closeAll();
    const first = await parent(office, /0 of 2 judged/);
    await slack.until(() => {
      clock.advance(2_000);
      return max.thread(first).length === 3;
    });
    await max.choose(first, 'review.menu', 'Call it off');
    await max.submit(await modal(office, 'U_MAX', /is deleted/), {});
    await parent(office, /Called off/);
    await slack.until(() => {
      clock.advance(2_000);
      return max.thread(first).filter(({ says }) => says.includes('The review was called off')).length === 2;
    });
  });

  it('PPL-4: whose channel is archived tells whoever started it, and goes on in the one that they choose', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    const [ana, max] = [slack.person('U_ANA'), slack.person('U_MAX')];
    await leadsOf(office, ['Acme Robotics', 'Borealis']);
    await max.type('/lead-review start', 'C_LEADS');
    await max.press(await modal(office, 'U_MAX', /How many leads/), 'More');
    await max.submit(await modal(office, 'U_MAX', /These leads, too/), { 'review.channel': 'C_SMARKETING' });
    await max.submit(await modal(office, 'U_MAX', /How many leads/), { 'review.who': ['U_ANA', 'U_MIA'] });
    await max.submit(await modal(office, 'U_MAX', /Add leads/), {});
    await max.closeAll();
    await parent(office, /0 of 2 judged/, 'C_SMARKETING');
    slack.admin.archiveChannel('C_SMARKETING');
    const asked = await slack.until(() => ana.dms().find(({ says }) => says.includes('lead 1 of 2')));
    await ana.press(asked, 'Good fit');
    const trouble = await slack.until(() => {
      clock.advance(20_000);
      return max.dms().find(({ says }) => says.includes('is archived'));
    });
    await max.press(trouble, 'Another channel');
    const where = { 'review.new-channel': 'C_SMARKETING' };
    const refused = await max.submit(await modal(office, 'U_MAX', /goes on there/), where);
    expect(JSON.stringify(refused)).toContain('That channel is archived');
    await max.submit(await modal(office, 'U_MAX', /goes on there/), { 'review.new-channel': 'C_LEADS' });
    expect(max.view()?.says).toContain('Review 1 goes on in');
    await max.closeAll();
    const moved = await parent(office, /1 of 2 judged/);
    await slack.until(() => {
      clock.advance(2_000);
      return max.thread(moved).length === 3;
    });
  });
});
