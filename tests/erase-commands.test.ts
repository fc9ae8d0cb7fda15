import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addEraseCommand } from '../src/erase-commands.ts';
import { type Backend, backends } from './support/backends.ts';
import type { Office } from './support/baton.ts';
import { tableNames } from './support/table-names.ts';
import { withTerminal } from './support/terminal.ts';
import { startReceiver } from './webhooks/receiver.ts';

const JANE = {
  company: 'Acme Robotics',
  name: 'Jane Doe',
  email: 'jane@acme-robotics.example',
  phone: '+49 30 1234567',
  message: 'A demo of Orion, please',
  campaign: 'Spring',
};
/** What only her lead says. */
const HERS = /Jane|jane@|1234567|Orion|migraine/;

/** Jane's lead, which Ana has; Ben's note about it when he gave it back; and a CRM that is told of persons. */
async function withJane(backend: Backend) {
  const terminal = await withTerminal(backend);
  const { app, send, slack } = terminal.office;
  const crm = await startReceiver();
  onTestFinished(() => crm.close());
  await app.services.webhooks.add({ workspaceId: 'T_ACME', url: crm.url, events: [], isPersonal: true }, 'U_ADA');
  expect((await send(JANE)).status).toBe(200);
  const { leads, people, reviews } = app.services;
  const [ana, max] = await Promise.all(
    ['U_ANA', 'U_MAX'].map(async (userId) => {
      const admitted = await people.admit({ teamId: 'T_ACME', userId });
      if (admitted.kind === 'refused') throw new Error(admitted.sentence);
      return admitted.actor;
    }),
  );
  const jane = await leads.find('T_ACME', '1');
  if (jane === undefined || ana === undefined || max === undefined) throw new Error('Nobody is there');
  await leads.assign(max, jane.id, 'U_BEN');
  await leads.release(max, jane.id, 'She has a migraine');
  await leads.claim(ana, jane.id);
  const form = { note: 'Jane has a plan for Orion', next: undefined };
  await reviews.sayMore(ana, jane.id, { verdict: 'good', form, viewId: 'V1' });
  await reviews.keepDraft(ana, jane.id, 'V2', { note: 'Jane has' });
  const dm = () =>
    slack
      .person('U_ANA')
      .dms()
      .find(({ says }) => says.includes('Acme Robotics'));
  await slack.until(() => HERS.test(dm()?.says ?? ''));
  await slack.until(() => crm.taken.length === 5);
  return { ...terminal, jane, crm, dm, card: () => cardOf(terminal.office) };
}

const cardOf = ({ slack }: Office) =>
  slack
    .person('U_ANA')
    .sees('C_LEADS')
    .find(({ says, isEphemeral }) => !isEphemeral && says.includes('Acme Robotics'));

/** Every row of every table, as text. */
async function everything({ database: { db } }: Office): Promise<string> {
  const contents = await Promise.all(
    (await tableNames(db)).map(async (name) => (await sql`select * from ${sql.table(name)}`.execute(db)).rows),
  );
  return JSON.stringify(contents);
}

describe.each(backends)('erasing a person, on $name', (backend) => {
  it('by e-mail: nothing in the database or in Slack says any more who it was, and what is counted stays', async () => {
    const { office, run, jane, crm, dm, card } = await withJane(backend);
    const { db } = office.database;
    await office.send({ message: `Do not call ${JANE.email}` });
    // As a moved meeting is: kept, and never meant as a lead.
    await db.updateTable('deliveries').set({ state: 'ignored' }).where('state', '=', 'dead').execute();
    await office.send({ message: `Call ${JANE.email}` });
    expect(await everything(office)).toMatch(HERS);
    expect(await run(addEraseCommand, 'erase', 'nobody@acme.example')).toBe(
      'Would erase what is held of nobody@acme.example, who has no lead. Nothing brings it back: add --yes to do it.',
    );
    const asked = await run(addEraseCommand, 'erase', 'Jane@Acme-Robotics.example');
    expect(asked).toBe('Would erase the person of 1 lead (#1). Nothing brings it back: add --yes to do it.');
    expect(await everything(office)).toMatch(HERS);
    const done = await run(addEraseCommand, 'erase', 'Jane@Acme-Robotics.example', '--yes');
    expect(done).toMatch(/^Erased the person of 1 lead \(#1\)/);
    await office.slack.until(() => !HERS.test(dm()?.says ?? '') && !HERS.test(card()?.says ?? ''));
    await expect.poll(() => everything(office)).not.toMatch(HERS);
    const lead = await office.app.services.leads.find('T_ACME', '1');
    expect(lead).toMatchObject({ id: jane.id, stage: 'accepted', owner: { personId: 'U_ANA' } });
    expect(lead?.fields).toMatchObject({ company: 'Acme Robotics', campaign: 'Spring' });
    const kinds = await db.selectFrom('lead_events').select('kind').where('lead_id', '=', jane.id).execute();
    expect(kinds).toHaveLength(5);
    await office.slack.until(() => crm.taken.some(({ type }) => type === 'lead.erased'));
    expect(crm.taken.at(-1)?.data).toEqual({ lead: { id: jane.id, number: 1 } });
  });

  it('in Slack: a manager is asked first, and what happens to the lead afterwards goes on', async () => {
    const { office, crm, dm } = await withJane(backend);
    const { slack } = office;
    const max = slack.person('U_MAX');
    await office.send({ company: 'Acme Norway', name: 'Olaf Berg', email: 'olaf@acme-norway.example' });
    await max.type('/lead erase acme', 'C_LEADS');
    const asked = await slack.until(() => max.sees('C_LEADS').find(({ says }) => says.includes('Which one')));
    expect(asked.says).toMatch(/#2 Acme Norway[\s\S]*#1 Acme Robotics/);
    await max.type('/lead erase acme robtics', 'C_LEADS');
    const form = await slack.until(() => max.view());
    expect(form.says).toContain('Forget who is behind *#1 Acme Robotics*?');
    expect(await max.submit(form, {})).toMatchObject({ kind: 'updated' });
    await slack.until(() => dm() !== undefined && !HERS.test(dm()?.says ?? ''));
    const mine = dm();
    if (mine === undefined) throw new Error('There is no message');
    await slack.person('U_ANA').press(mine, 'Reached');
    await slack.until(() => crm.taken.some(({ type }) => type === 'lead.contacted'));
    const told = crm.taken.slice(crm.taken.findIndex(({ type }) => type === 'lead.erased'));
    expect(told.map(({ type }) => type)).toEqual(['lead.erased', 'lead.contacted']);
    for (const { rawBody } of told) expect(rawBody.toString()).not.toMatch(HERS);
  });

  it('of a lead that is not there, or of what is neither lead nor address, says so', async () => {
    const { office, run } = await withTerminal(backend);
    for (const who of ['#7', 'Jane', '']) {
      await expect(run(addEraseCommand, 'erase', who)).rejects.toThrow('is no e-mail address and no lead that I know');
    }
    expect(await run(addEraseCommand, 'erase', 'nobody@example.com', '--yes')).toMatch(
      /^Erased what is held of nobody@example\.com, who has no lead\./,
    );
    const max = office.slack.person('U_MAX');
    await max.type('/lead erase 7', 'C_LEADS');
    await office.slack.until(() => max.sees('C_LEADS').find(({ says }) => says.includes('I don’t know that lead')));
  });
});
