import { describe, expect, it } from 'vitest';
import type { Json } from '../../playground/server/json.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';

const CRM = [
  'First Name,Last Name,Email,Company,Lead Status,Create Date,Contact owner',
  'Jane,Doe,jane@acme.example,Acme Robotics,Closed Won,2025-02-03,Ana Ruiz',
  'Joe,Bloggs,joe@globex.example,Globex,New,2026-02-05,',
  'Jim,Smith,jim@,Initech,New,2026-02-05,',
  'Joe,B.,Joe@globex.example,Globex,New,2026-02-06,',
].join('\n');

const given = (text: string): Record<string, Json> => ({
  file: { name: 'crm.csv', content: Buffer.from(text).toString('base64') },
});

/** As a CRM calls things of which Baton has never heard. */
const STRANGE = [
  'Kunde,Mail,Notiz 1,Phase,Betreut von',
  'Jane Doe,jane@acme.example,Wants a demo,Heißer Kontakt,4711',
  'Joe Bloggs,joe@,Nothing,Heißer Kontakt,4711',
].join('\n');

describe.each(backends)('a file given in Slack, on $name', (backend) => {
  it('is read as somebody says that it is meant: columns, stages and owners; and says which rows it left out', async () => {
    const { slack, app } = await openOffice(backend);
    const ada = slack.person('U_ADA');
    const dm = (words: string) => slack.until(() => ada.dms().find(({ says }) => says.includes(words)));
    const form = (title: string) => slack.until(() => (ada.view()?.title === title ? ada.view() : undefined));
    await ada.type('/lead import', 'C_LEADS');
    await ada.submit(await form('Import leads'), given(STRANGE));
    await ada.press(await dm('Kept beside the fields: Kunde'), 'Columns');
    const columns = await form('Columns');
    expect(columns.says).toContain('Such as: Jane Doe · Joe Bloggs');
    expect(await ada.submit(columns, { 'column-0': 'message', 'column-2': 'message' })).toMatchObject({
      kind: 'errors',
    });
    await ada.submit(columns, { 'column-0': 'contactName', 'column-2': 'message', 'column-4': 'ownerEmail' });
    await ada.closeAll();
    await ada.press(await dm('What do these stages mean? Heißer Kontakt (2)'), 'Stages');
    await ada.submit(await form('Stages'), { 'word-heisserkontakt': 'qualified' });
    await ada.closeAll();
    await ada.press(await dm('and stays free: 4711 (1)'), 'Owners');
    const owners = await form('Owners');
    expect(await ada.submit(owners, { 'word-4711': 'U_MIA' })).toMatchObject({ kind: 'errors' });
    await ada.submit(owners, { 'word-4711': 'U_ANA' });
    await ada.closeAll();
    await ada.press(await dm('1 has an owner here.'), 'Import 1');
    await ada.press(await dm('1 row became a lead'), 'Left out');
    expect((await form('Left out')).says).toContain('*3* Mail: That is no e-mail address.');
    expect(await app.services.leads.find('T_ACME', '1')).toMatchObject({
      stage: 'qualified',
      owner: { personId: 'U_ANA' },
      fields: { contactName: 'Jane Doe', message: 'Wants a demo' },
    });
  });

  it('is looked at first, imported as history, announced if wanted, and otherwise taken back', async () => {
    const { slack, app } = await openOffice(backend);
    const ada = slack.person('U_ADA');
    const dm = (words: string) => slack.until(() => ada.dms().find(({ says }) => says.includes(words)));
    await ada.type('/lead import', 'C_LEADS');
    const form = await slack.until(() => ada.view());
    expect(await ada.submit(form, given(CRM))).toMatchObject({ kind: 'updated' });
    const dry = await dm('2 rows would become leads');
    expect(dry.says).toContain('Row 4, Email: That is no e-mail address.');
    expect(dry.says).toContain('1 row left out: the same person stands in an earlier row.');
    expect(await app.services.leads.find('T_ACME', '1')).toBeUndefined();

    await ada.press(dry, 'Import 2');
    const done = await dm('2 rows became leads');
    expect(await app.services.leads.find('T_ACME', '1')).toMatchObject({
      stage: 'customer',
      owner: { personId: 'U_ANA' },
      isHistory: true,
    });
    expect(
      slack
        .person('U_ANA')
        .dms()
        .filter(({ says }) => says.includes('Acme')),
    ).toEqual([]);
    const cards = () =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .filter(({ buttons }) => buttons.includes('Claim'));
    expect(cards()).toEqual([]);

    await ada.press(done, 'Announce');
    await slack.until(() => cards().some(({ says }) => says.includes('Globex')));
    const announced = await slack.until(() =>
      ada.dms().find(({ says, buttons }) => says.includes('2 rows became leads') && !buttons.includes('Announce')),
    );
    await ada.press(announced, 'Take it back');
    await slack.until(() =>
      ada.sees(announced.channel).some(({ says }) => says.includes('Something has happened to lead #2 since')),
    );
  });

  it('that can’t be read, or may not be read, says so', async () => {
    const { slack } = await openOffice(backend);
    const ada = slack.person('U_ADA');
    await ada.type('/lead import', 'C_LEADS');
    await ada.submit(await slack.until(() => ada.view()), given('%PDF-1.7'));
    await slack.until(() => ada.dms().some(({ says }) => says.includes('That is a PDF, no CSV.')));
    const declined = await openOffice(backend, { slack: { declined: ['files:read'] } });
    const other = declined.slack.person('U_ADA');
    await other.type('/lead import', 'C_LEADS');
    await declined.slack.until(() =>
      other.sees('C_LEADS').some(({ says }) => says.includes('I may not read files here')),
    );
  });
});
