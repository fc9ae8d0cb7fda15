import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';

/** The first message of the retro, and its replies. */
const threadOf = ({ slack }: Office) => {
  const ana = slack.person('U_ANA');
  const parent = ana.sees('C_SMARKETING').find(({ says }) => says.startsWith('Retro 1'));
  return parent && { parent, replies: ana.thread(parent).filter(({ ts }) => ts !== parent.ts) };
};

/** Max starts a retro in #smarketing. */
async function started(office: Office) {
  const max = office.slack.person('U_MAX');
  await max.type('/retro start', 'C_SMARKETING');
  const form = await office.slack.until(() => max.view());
  await max.submit(form, { 'retro.channel': 'C_SMARKETING' });
  await max.closeAll();
}

describe.each(backends)('the figures of a retro, on $name', (backend) => {
  it('stand in its thread from the start, each part once, and don’t change with what happens then', async () => {
    const office = await openOffice(backend);
    const { slack, clock, send } = office;
    for (const company of ['Acme Robotics', 'Globex']) expect((await send(formLead(company))).status).toBe(200);
    await slack.until(() => slack.person('U_ANA').sees('C_LEADS').length >= 2);
    clock.advance(SECOND);
    await started(office);
    const first = await slack.until(() => {
      clock.advance(SECOND);
      const thread = threadOf(office);
      return thread !== undefined && thread.replies.length > 0 ? thread : undefined;
    });
    expect(first.parent.says).toContain('What became of leads: 2 leads, 0 qualified, 0 won');
    expect(first.replies.map(({ says }) => says.split('\n')[0])).toEqual(['*What became of leads*']);

    expect(first.replies[0]?.says).toContain('React to this');
    const [reply] = first.replies;
    if (reply === undefined) throw new Error('Nothing was said of the leads');
    const ana = slack.person('U_ANA');
    await ana.press(reply, 'React to this', { value: 'section:conversion' });
    expect((await slack.until(() => ana.view())).says).toContain('What became of leads');
    await ana.closeAll();

    // What comes later changes nothing, also not when they are drawn anew: cards are written no more, so nothing is to be reacted to.
    expect((await send(formLead('Initech'))).status).toBe(200);
    await office.restart();
    const { retros } = office.app.services;
    await office.database.transaction(async (tx) => {
      const retro = await retros.running(tx, 'T_ACME');
      if (retro !== undefined) await retros.moveOn(tx, retro, {});
    });
    const later = await slack.until(() => {
      clock.advance(SECOND);
      const replies = threadOf(office)?.replies.filter(({ says }) => says.includes('What became of leads'));
      return replies?.every(({ says }) => !says.includes('React')) ? replies : undefined;
    });
    expect(later.map(({ says }) => says.match(/\d leads/)?.[0])).toEqual(['2 leads']);
  });
});
