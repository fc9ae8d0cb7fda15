import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { CommandRefused } from './command-refused.ts';
import { isoText } from './core/iso-text.ts';
import type { Output } from './export-commands.ts';
import { createImportsOf } from './offline.ts';
import type { Terminal } from './webhook-commands.ts';

type Office = Awaited<ReturnType<typeof createImportsOf>>;
type Wish = Parameters<Office['chosenBy']>[1];
type Import = Parameters<Office['chosenBy']>[0];

interface Options extends Wish {
  readonly announce?: boolean;
  readonly yes?: boolean;
  readonly list?: boolean;
  readonly continue?: boolean;
  readonly leftOut?: string;
  readonly undo?: string;
}

/** `npm run baton -- import …`: leads out of a CSV, as history. */
export function addImportCommand(baton: Command, { open, say }: Terminal, write: Output): void {
  baton
    .command('import [file]')
    .description('bring leads in from a CSV, as history; without --yes, only say what would become of it')
    .option('--yes', 'really do it')
    .option('--map <heading=field>', 'what a column holds, such as "Mail 2=e-mail" or "Notes=-"', collected, [])
    .option('--stage <word=stage>', 'what a stage of your CRM means, such as "Angebot=opportunity"', collected, [])
    .option(
      '--owner <word=person>',
      'whom an owner of your CRM is here, such as "12345=ana@acme.example"',
      collected,
      [],
    )
    .addOption(
      new Option('--dates <order>', 'whether 3/4 is a day of April or of March').choices(['day-first', 'month-first']),
    )
    .option('--zone <zone>', 'the time zone of dates and times without one', 'UTC')
    .option('--currency <code>', 'of amounts without one, such as EUR')
    .option('--with-known', 'also those whom somebody knows already')
    .option('--tell-followers', 'tell those who follow leads outside; it can’t be undone then')
    .option('--announce', 'post a card for each that waits for somebody, at most 50')
    .option('--list', 'the imports so far')
    .option('--left-out <import>', 'the rows that were left out, and why, as CSV')
    .option('--undo <import>', 'take all of its leads back, while nobody has touched one')
    .option('--continue', 'go on with what was interrupted, where no Baton runs')
    .action(async (file: string | undefined, options: Options) => {
      const { ports, log } = await open();
      try {
        const office = await createImportsOf({ ports, log });
        if (options.list) await list(office);
        else if (options.leftOut !== undefined) await leftOut(office, options.leftOut);
        else if (options.undo !== undefined) await undo(office, options.undo);
        else if (options.continue) await goOn(office);
        else if (file === undefined) throw new CommandRefused('Which file? npm run baton -- import leads.csv');
        else await bring(office, file, options);
      } finally {
        await ports.database.close();
      }
    });

  async function bring(office: Office, file: string, wish: Options): Promise<void> {
    const { imports, workspaceId, words } = office;
    if (!(await isFile(file))) throw new CommandRefused(`I can’t read ${file}. Is it there, and is it yours?`);
    const taken = await imports.take({ workspaceId, fileName: basename(file) }, 'reading');
    try {
      const kept = await imports.read(taken, () => createReadStream(file), wish);
      if (kept.kind === 'refused') throw new CommandRefused(kept.sentence);
      const its = await imports.find(workspaceId, taken.id);
      const chosen = its && office.chosenBy(its, wish);
      if (its === undefined || chosen === undefined) return;
      if (chosen.kind === 'refused') throw new CommandRefused(chosen.sentence);
      const dry = await imports.dryRun(its, chosen.choices);
      for (const line of words.dryRun(its, chosen.choices, dry)) say(line);
      if (wish.announce) say(words.announce(dry.announceable));
      if (dry.good === 0) return;
      if (!wish.yes) return say(`Nothing is imported yet: add --yes to import ${words.grouped(dry.good, 'lead')}.`);
      await imports.choose(its.id, chosen.choices);
      const started = await imports.start(workspaceId, its.id);
      if (started === 'not-set-up')
        throw new CommandRefused('Baton has no channel for leads yet: type /baton setup in Slack.');
      if (started === 'started') await work(office, its.id, wish.announce === true);
    } finally {
      // What has begun stays; of what hasn't nothing is kept.
      await imports.drop(workspaceId, taken.id);
    }
  }

  async function work(office: Office, id: string, isAnnounced: boolean): Promise<void> {
    const { imports, workspaceId, words } = office;
    for (let said = 0; ; ) {
      const progress = await imports.step(workspaceId, id);
      const its = await imports.find(workspaceId, id);
      if (its === undefined) return;
      const tenth = Math.floor((10 * its.nextPart) / its.parts);
      if (progress === 'more' && tenth > said) {
        said = tenth;
        say(`${tenth * 10} % done, ${words.grouped(its.imported, 'lead')}`);
      }
      if (progress === 'more') continue;
      for (const line of words.result(its)) say(line);
      if (its.known + its.refused > 0) say(`Which, and why: npm run baton -- import --left-out ${id}`);
      say(`To take it back while nobody has touched its leads: npm run baton -- import --undo ${id}`);
      if (isAnnounced) await announce(office, its);
      return;
    }
  }

  async function announce({ imports, words }: Office, { workspaceId, id }: Import): Promise<void> {
    const outcome = await imports.announce(workspaceId, id, undefined);
    if (outcome.kind === 'announced') say(`The running Baton posts ${words.grouped(outcome.cards, 'card')}.`);
    else say(words.announce(outcome.kind === 'too-many' ? outcome.cards : 0));
  }

  async function goOn(office: Office): Promise<void> {
    const { imports, workspaceId } = office;
    const running = (await imports.list(workspaceId)).filter(({ state }) => state === 'running');
    if (running.length === 0) say('No import was interrupted.');
    for (const { id, fileName } of running) {
      say(fileName);
      await work(office, id, false);
    }
  }

  async function list({ imports, workspaceId, words }: Office): Promise<void> {
    const all = await imports.list(workspaceId);
    if (all.length === 0) say('Nothing has been imported yet: npm run baton -- import leads.csv');
    for (const { id, createdAt, fileName, state, imported, known, refused } of all) {
      say(
        [id, isoText(createdAt), state, words.grouped(imported, 'lead'), `${known + refused} left out`, fileName].join(
          '\t',
        ),
      );
    }
  }

  async function leftOut({ imports, workspaceId, leftOutAsCsv }: Office, id: string): Promise<void> {
    if ((await imports.find(workspaceId, id)) === undefined) throw new CommandRefused(unknown(id));
    for await (const part of leftOutAsCsv(id)) await write(part);
  }

  async function undo({ imports, workspaceId }: Office, id: string): Promise<void> {
    const outcome = await imports.undo(workspaceId, id, undefined);
    if (outcome.kind === 'not-done') throw new CommandRefused(unknown(id));
    if (outcome.kind === 'touched')
      throw new CommandRefused(`Something has happened to lead #${outcome.number} since: this import stays.`);
    if (outcome.kind === 'told')
      throw new CommandRefused('Those who follow leads have heard of them: this import stays.');
    while ((await imports.undoStep(workspaceId, id)) === 'more');
    say('All of its leads are gone again. What the file held is not kept.');
  }
}

const collected = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const unknown = (id: string): string => `There is no import “${id}” that is done. --list shows all.`;

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
