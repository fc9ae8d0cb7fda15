import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addImportCommand } from '../src/import-commands.ts';
import { backends } from './support/backends.ts';
import { type OfficeWithTerminal, withTerminal } from './support/terminal.ts';

const CRM = [
  'First Name;Last Name;Email;Account Name;Lead Status;Create Date;Close Date;Contact owner;Amount;Notes;Notes;',
  'Jane;Doe;jane@acme.example;Acme;Closed Won;03.02.2025;04.03.2025;Ana Ruiz;12.000,00 €;Wanted a demo;vip;',
  'Joe;Bloggs;joe@globex.example;Globex;New;05.03.2026;;;;;;',
  'Jim;Smith;jim@;Initech;New;05.03.2026;;;;;;',
  'Kim;Lee;kim@hooli.example;Hooli;Heißer Kontakt;05.03.2026;;Nobody Here;;;;',
  'Joe;B.;Joe@globex.example;Globex;New;06.03.2026;;;;;;',
  'Too;short',
];

/** A file of this machine. */
function file(lines: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'crm.csv');
  // As Excel writes it in Windows-1252, where the euro has a byte of its own.
  writeFileSync(path, `${lines.join('\r\n')}\r\n`.replaceAll('€', '\u0080'), 'latin1');
  return path;
}

/** What `import …` says, and what it writes. */
async function imported({ run }: OfficeWithTerminal, ...args: readonly string[]) {
  const parts: string[] = [];
  const write = async (part: string) => void parts.push(part);
  const said = await run((baton, terminal) => addImportCommand(baton, terminal, write), 'import', ...args);
  return { said, written: parts.join('') };
}

const withoutIds = (text: string): string => text.replace(/\b[\da-f]{8}-[\da-f-]{27}\b/g, '<import>');

describe.each(backends)('baton import, on $name', (backend) => {
  it('shows what would become of a file, brings it in, and takes it back', async () => {
    const terminal = await withTerminal(backend);
    const { app, database, slack } = terminal.office;
    const path = file(CRM);
    const dry = await imported(terminal, path);
    await expect(`${dry.said}\n`).toMatchFileSnapshot('imports/golden/dry-run.txt');
    expect(await app.services.leads.find('T_ACME', '1')).toBeUndefined();
    expect(await database.db.selectFrom('import_parts').selectAll().execute()).toEqual([]);

    const chosen = [
      '--stage',
      'heißer kontakt=opportunity',
      '--owner',
      'nobody here=ana@acme.test',
      '--map',
      'Notes (2)=persona',
      '--zone',
      'Europe/Berlin',
    ];
    const { said } = await imported(terminal, path, ...chosen, '--yes');
    await expect(`${withoutIds(said)}\n`).toMatchFileSnapshot('imports/golden/imported.txt');
    const jane = await app.services.leads.find('T_ACME', '1');
    expect(jane).toMatchObject({ stage: 'customer', owner: { personId: 'U_ANA' }, value: { amount: 12_000 } });
    expect(jane?.fields).toMatchObject({ message: 'Wanted a demo', persona: 'vip' });

    const { said: all } = await imported(terminal, '--list');
    const id =
      all
        .split('\n')
        .find((line) => line.includes('\tdone\t'))
        ?.split('\t')[0] ?? '';
    const { written } = await imported(terminal, '--left-out', id);
    await expect(written).toMatchFileSnapshot('imports/golden/left-out.csv');
    // Nobody in Slack has heard of any of it.
    expect(
      slack
        .person('U_ANA')
        .dms()
        .filter(({ says }) => says.includes('Acme')),
    ).toEqual([]);
    expect(
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .filter(({ says }) => says.includes('Acme')),
    ).toEqual([]);
    expect((await imported(terminal, '--undo', id)).said).toContain('gone again');
    expect(await app.services.leads.find('T_ACME', '1')).toBeUndefined();
    expect((await imported(terminal, '--continue')).said).toBe('No import was interrupted.');
  });

  it('announces if asked to, and the running Baton posts the cards', async () => {
    const terminal = await withTerminal(backend);
    const { slack } = terminal.office;
    const { said } = await imported(
      terminal,
      file(['Email,Company', 'jane@acme.example,Acme Robotics']),
      '--announce',
      '--yes',
    );
    expect(said).toContain('The running Baton posts 1 card.');
    await slack.until(() =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .some(({ says, buttons }) => says.includes('Acme Robotics') && buttons.includes('Claim')),
    );
  });

  it('says what is wrong with a wish', async () => {
    const terminal = await withTerminal(backend);
    const path = file(CRM);
    const sentences: Record<string, string> = {};
    for (const args of [
      [],
      ['/nowhere/leads.csv'],
      [file(['Email'])],
      [path, '--map', 'Shoes=email'],
      [path, '--stage', 'Warm=lukewarm'],
      [path, '--zone', 'Mars/North'],
      [path, '--currency', 'money'],
      ['--left-out', 'x'],
      ['--undo', 'x'],
    ]) {
      const refused = await imported(terminal, ...args).then(
        ({ said }) => `said: ${said}`,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      sentences[
        args
          .slice(args[0] === path ? 1 : 0)
          .join(' ')
          .replace(/\S*crm\.csv/, '<file>')
      ] = refused;
    }
    await expect(`${JSON.stringify(sentences, null, 2)}\n`).toMatchFileSnapshot('imports/golden/refused-commands.json');
  });
});
