import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isoText } from '../src/core/iso-text.ts';
import { addExportCommands } from '../src/export-commands.ts';
import { type Backend, backends } from './support/backends.ts';
import { type OfficeWithTerminal, withTerminal } from './support/terminal.ts';

const JANE = { company: 'Acme Robotics', name: 'Jane Doe', email: 'Jane@acme-robotics.example', message: 'A demo' };
const JOE = { company: '=1+1', name: 'Joe Bloggs', email: 'joe@globex.example', message: 'Two\nlines, "please"' };

/** Two leads; Ana has reached Jane. */
async function withLeads(backend: Backend) {
  const terminal = await withTerminal(backend);
  const { send, app } = terminal.office;
  expect((await send({ ...JANE, budget: '5k' })).status).toBe(200);
  expect((await send(JOE)).status).toBe(200);
  const { leads, people } = app.services;
  const ana = await people.admit({ teamId: 'T_ACME', userId: 'U_ANA' });
  const jane = await leads.find('T_ACME', '1');
  if (ana.kind === 'refused' || jane === undefined) throw new Error('Nobody is there');
  await leads.claim(ana.actor, jane.id);
  expect(await leads.contact(ana.actor, jane.id, 'reached')).toMatchObject({ kind: 'done' });
  return { ...terminal, jane };
}

/** What `export …` writes. */
async function exported({ run }: OfficeWithTerminal, ...args: readonly string[]): Promise<string> {
  const parts: string[] = [];
  const write = async (part: string) => void parts.push(part);
  await run((baton, terminal) => addExportCommands(baton.command('export'), terminal, write), 'export', ...args);
  return parts.join('');
}

const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => z.record(z.string(), z.unknown()).parse(JSON.parse(line)));

describe.each(backends)('baton export, on $name', (backend) => {
  it('leads: each with its stage, owner, times and how its promise was kept, as CSV or JSON', async () => {
    const { jane, ...terminal } = await withLeads(backend);
    const csv = await exported(terminal, 'leads');
    expect(csv.split('\n')[0]).toBe(
      'number,id,stage,received_at,owner_id,owner,first_contact_at,promise,promise_due_at,promise_working_minutes,' +
        'company,contact_name,email,phone,message,source,campaign,persona,region,score,external_id,crm_url,is_test,own_stage,' +
        'consent,merged_into,is_history,held_until,reason,is_counted,' +
        'judged_good_fit,judged_not_a_fit,judged_cannot_tell,judged_because',
    );
    expect(csv).toContain(`1,${jane.id},contacted,${isoText(jane.receivedAt)},U_ANA,Ana Ruiz,`);
    const [first, second, ...more] = linesOf(await exported(terminal, 'leads', '--format', 'jsonl'));
    expect(more).toEqual([]);
    expect(first).toMatchObject({ number: 1, owner: 'Ana Ruiz', promise: 'met', contact_name: 'Jane Doe' });
    expect(second).toMatchObject({
      number: 2,
      owner: null,
      promise: 'running',
      is_test: false,
      is_counted: true,
      company: '=1+1',
    });
  });

  it('leads: who is another one is named with its number, and with what they said of being written to', async () => {
    const { jane, ...terminal } = await withLeads(backend);
    const { app, send } = terminal.office;
    expect((await send({ ...JOE, email: 'joe@example.com', newsletter: 'no' })).status).toBe(200);
    const max = await app.services.people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
    const third = await app.services.leads.find('T_ACME', '3');
    if (max.kind === 'refused' || third === undefined) throw new Error('Nobody is there');
    expect(await app.services.leads.merge(max.actor, jane.id, third.id)).toMatchObject({ kind: 'done' });
    const rows = linesOf(await exported(terminal, 'leads', '--format', 'jsonl'));
    expect(rows.map(({ number, consent, merged_into }) => ({ number, consent, merged_into }))).toEqual([
      { number: 1, consent: 'no', merged_into: null },
      { number: 2, consent: null, merged_into: null },
      { number: 3, consent: 'no', merged_into: 1 },
    ]);
    expect(rows.map(({ is_history }) => is_history)).toEqual([false, false, false]);
  });

  it('nothing that somebody typed runs as a formula in a spreadsheet, or breaks its row', async () => {
    const { jane: _, ...terminal } = await withLeads(backend);
    const csv = await exported(terminal, 'leads');
    expect(csv).toContain(`,'=1+1,Joe Bloggs,`);
    expect(csv).toContain('"Two\nlines, ""please"""');
  });

  it('of certain days only, in a zone', async () => {
    const { jane: _, ...terminal } = await withLeads(backend);
    expect((await exported(terminal, 'leads', '--until', '2020-01-01')).trim().split('\n')).toHaveLength(1);
    const today = ['--from', isoText(terminal.office.clock.now()).slice(0, 10), '--zone', 'UTC'];
    expect(linesOf(await exported(terminal, 'leads', '--format', 'jsonl', ...today))).toHaveLength(2);
    expect(await exported(terminal, 'events', '--until', '2020-01-01')).toBe('');
    await expect(exported(terminal, 'leads', '--from', 'yesterday')).rejects.toThrow('--from is a day');
    await expect(exported(terminal, 'leads', '--zone', 'Mars/North')).rejects.toThrow('--zone is a time zone');
  });

  it('events: everything that happened, in its order', async () => {
    const { jane, ...terminal } = await withLeads(backend);
    const events = linesOf(await exported(terminal, 'events'));
    expect(events.map(({ number, kind }) => `${String(number)} ${String(kind)}`).toSorted()).toEqual([
      '1 claimed',
      '1 contacted',
      '1 received',
      '2 received',
    ]);
    expect(events.find(({ kind }) => kind === 'contacted')).toMatchObject({
      lead_id: jane.id,
      sequence: 3,
      by: { id: 'U_ANA', name: 'Ana Ruiz' },
      details: { how: 'reached' },
    });
  });

  it('a thousand leads and more come part by part, each once and by number', async () => {
    const { jane, ...terminal } = await withLeads(backend);
    const { db } = terminal.office.database;
    const pattern = await db.selectFrom('leads').selectAll().where('id', '=', jane.id).executeTakeFirstOrThrow();
    const count = 1_100;
    const numbers = Array.from({ length: count }, (_, at) => at + 3);
    for (let from = 0; from < count; from += 100) {
      const rows = numbers.slice(from, from + 100).map((number) => ({ ...pattern, id: `copy-${number}`, number }));
      await db.insertInto('leads').values(rows).execute();
    }
    const all = linesOf(await exported(terminal, 'leads', '--format', 'jsonl'));
    expect(all.map(({ number }) => number)).toEqual([1, 2, ...numbers]);
  });

  it('person: everything held about somebody outside, by e-mail however it is written', async () => {
    const { jane, ...terminal } = await withLeads(backend);
    const { app, slack } = terminal.office;
    const mia = await app.services.people.admit({ teamId: 'T_ACME', userId: 'U_MIA' });
    if (mia.kind === 'refused') throw new Error(mia.sentence);
    const form = { grade: '4', note: 'She knew the price' };
    await app.services.reviews.sayMore(mia.actor, jane.id, { verdict: 'good', form, viewId: 'V1' });
    const wish = { workspaceId: 'T_ACME', url: 'http://127.0.0.1:9/', events: [], isPersonal: true };
    await app.services.webhooks.add(wish, 'U_ADA');
    await terminal.office.send({ message: 'Call jane@acme-robotics.example' });
    const ana = slack.person('U_ANA');
    await slack.until(() => ana.dms().some(({ says }) => says.includes('Acme Robotics')));
    const held = z
      .record(z.string(), z.array(z.record(z.string(), z.unknown())))
      .parse(JSON.parse(await exported(terminal, 'person', 'JANE@acme-robotics.example')));
    expect(held.leads).toEqual([
      expect.objectContaining({ number: 1, contact_name: 'Jane Doe', sent_with_it: { budget: '5k' } }),
    ]);
    expect(held.events?.map(({ kind }) => kind)).toEqual(['received', 'claimed', 'contacted', 'rated']);
    expect(held.verdicts).toMatchObject([{ by: 'U_MIA', verdict: 'good', grade: 4, note: 'She knew the price' }]);
    expect(await exported(terminal, 'leads')).toMatch(/^1,.*,1,0,0,$/m);
    // What became her lead, and what became none and names her.
    expect(held.received?.map(({ body }) => String(body).includes('A demo'))).toEqual([true, false]);
    expect(held.messages?.map(({ key }) => key)).toEqual(
      expect.arrayContaining([`lead.card:${jane.id}`, expect.stringMatching(`^lead.owner:${jane.id}:`)]),
    );
    expect(JSON.stringify(held)).not.toContain('Joe');
    const nobody = JSON.parse(await exported(terminal, 'person', 'nobody@example.com'));
    expect(nobody).toEqual({
      leads: [],
      events: [],
      verdicts: [],
      decisions: [],
      retro_cards: [],
      received: [],
      sent: [],
      waiting_to_be_imported: [],
      messages: [],
    });
    await expect(exported(terminal, 'person', 'Jane')).rejects.toThrow('That is no e-mail address');
  });

  it('minutes: of a meeting that never was it says so (tests/scenarios/meeting.test.ts reads some)', async () => {
    const terminal = await withTerminal(backend);
    await expect(exported(terminal, 'minutes')).rejects.toThrow('There is no such meeting');
    await expect(exported(terminal, 'minutes', '--number', 'last')).rejects.toThrow('--number is one such as 3');
  });
});
