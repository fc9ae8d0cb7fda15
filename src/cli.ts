import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { backedUp } from './backup.ts';
import { type Config, readConfig } from './config.ts';
import { SECOND } from './core/instants.ts';
import { isoText } from './core/iso-text.ts';
import { examineAll } from './doctor.ts';
import { addEraseCommand } from './erase-commands.ts';
import { explained } from './exit.ts';
import { addExportCommands, dateFrom, toOutput } from './export-commands.ts';
import { addImportCommand } from './import-commands.ts';
import { openWorld, runBaton, StartRefused } from './main.ts';
import { createEndpointsOf, exportStandupsOf } from './offline.ts';
import type { Origin } from './origin.ts';
import { systemClock } from './platform/clock.ts';
import { systemIds } from './platform/ids.ts';
import { addWebhookCommands, type Terminal } from './webhook-commands.ts';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The command line: `npm run baton -- help` lists it. `origin` is what of the program this is. */
export async function run(argv: readonly string[], origin: Origin): Promise<void> {
  try {
    await program(origin).parseAsync([...argv]);
  } catch (error) {
    complain(error);
  }
}

function complain(error: unknown): void {
  const { sentence, code } = explained(error);
  process.stderr.write(`${sentence}\n`);
  process.exitCode = code;
}

function program(origin: Origin): Command {
  const baton = new Command('baton')
    .description('Keeps sales and marketing on one team, in Slack.')
    .showHelpAfterError('(--help after a word shows what it takes.)');
  baton
    .command('start')
    .description('run the bot; without any Slack token, a playground with a Slack of its own')
    .action(() => start(configuration(), origin));
  baton
    .command('playground')
    .description('try Baton in a Slack of its own, in the browser')
    .option('--beside-tokens', 'start it even where tokens of a real Slack are set')
    .action(async ({ besideTokens = false }: { besideTokens?: boolean }) => play(playgroundConfig(besideTokens)));
  baton
    .command('migrate')
    .description('bring the database up to date, and stop')
    .action(async () => {
      const { ports } = await openWorld(configuration());
      await ports.database.close();
      say('The database is up to date.');
    });
  baton
    .command('doctor')
    .description('look at everything that Baton needs, and say what to do')
    .action(async () => {
      process.exitCode = (await examineAll({ read: readConfig(), origin, openWorld, say })) ? 0 : 1;
    });
  baton
    .command('backup <file>')
    .description('copy the database into a new file, while Baton runs or not')
    .action((file: string) => {
      // The file holds people's addresses.
      process.umask(0o077);
      for (const line of backedUp(configuration(), file, { now: systemClock.now(), part: systemIds.next() })) say(line);
    });
  const hooks = baton.command('hooks').description('the addresses at which forms send leads');
  hooks
    .command('add <name>')
    .description('make an address and its secret, which is shown once')
    .addOption(
      new Option('--scheme <scheme>', 'how the form signs')
        .choices(['standard', 'hmac-hex', 'hmac-base64', 'stripe', 'token'])
        .default('standard'),
    )
    .addOption(
      new Option('--from <sender>', 'who sends, instead of a scheme').choices([
        'hubspot',
        'typeform',
        'tally',
        'webflow',
        'calendly',
        'google-ads',
      ]),
    )
    .option('--secret-file <file>', 'where the sender’s own secret stands; without it, Baton makes one')
    .option('--channel <id>', 'the channel for its leads; without it, the one of /baton setup')
    .option('--header <name>', 'the header of the signature, where the scheme leaves it open')
    .option('--prefix <text>', 'what stands before the signature, such as sha256=')
    .option('--tolerance <seconds>', 'how old, or ahead, a signed time may be; 300 without it')
    .option('--delivery-path <path>', 'where in the body the id stands that a repeated delivery keeps')
    .option('--mapping <lines>', 'where the fields are, such as "email: data.email"')
    .action(async (name: string, options: AddOptions) => addHook(name, options));
  hooks
    .command('list')
    .description('all addresses')
    .action(() =>
      withEndpoints(async ({ endpoints, workspaceId, urlOf }) => {
        const all = await endpoints.list(workspaceId);
        if (all.length === 0) say('No form is connected yet: npm run baton -- hooks add Website');
        for (const { id, name, signing, channelId, dead } of all) {
          say(`${name}\t${urlOf(id)}\t${signing.scheme}\t${channelId}${dead > 0 ? `\t${dead} without a contact` : ''}`);
        }
      }),
    );
  hooks
    .command('rotate <address>')
    .description('make another secret; the present one goes on working until the next rotation')
    .action((id: string) =>
      withEndpoints(async ({ endpoints, workspaceId, urlOf }) => {
        const rotated = await endpoints.rotate(workspaceId, id);
        if (rotated === undefined) throw new StartRefused(`There is no address “${id}”. "hooks list" shows them.`);
        showSecret(urlOf(id), rotated.secret);
      }),
    );
  hooks
    .command('dead <address>')
    .description('what arrived there and made no lead, and what its values are called')
    .action((address: string) =>
      withEndpoints(async ({ endpoints, workspaceId }) => {
        const dead = await endpoints.deadLetters(workspaceId, address);
        if (dead === undefined) throw new StartRefused(`There is no address “${address}”. "hooks list" shows them.`);
        if (dead.count === 0) say('Everything that arrived there is understood.');
        for (const { id, receivedAt, reason, paths } of dead.letters) {
          say(`${id}\t${isoText(receivedAt)}\t${reason}\t${paths.join(', ')}`);
        }
        if (dead.count > dead.letters.length) say(`and ${dead.count - dead.letters.length} older ones`);
      }),
    );
  hooks
    .command('replay <id>')
    .description('try again what made no lead: one delivery, or all of an address; Baton does it where it runs')
    .action((id: string) =>
      withEndpoints(async ({ endpoints, workspaceId }) => {
        const count = await endpoints.askReplay(workspaceId, id);
        if (count === 0)
          throw new StartRefused(`Nothing of “${id}” waits to be tried again. "hooks dead" shows what does.`);
        say(
          `${count === 1 ? '1 delivery is' : `${count} deliveries are`} tried again. "hooks dead" shows what is left.`,
        );
      }),
    );
  addWebhookCommands(baton, terminal);
  const exports = baton.command('export').description('what Baton keeps, as CSV or JSON');
  exports
    .command('standups')
    .description('everything that was posted in standups, one answer a row')
    .option('--from <date>', 'the first day, such as 2026-03-01')
    .option('--until <date>', 'the last day')
    .action(async ({ from, until }: { from?: string; until?: string }) =>
      exportToOutput({ fromOn: dateFrom('--from', from), untilOn: dateFrom('--until', until) }),
    );
  addExportCommands(exports, terminal, toOutput);
  addImportCommand(baton, terminal, toOutput);
  addEraseCommand(baton, terminal);
  return baton;
}

const terminal: Terminal = {
  async open() {
    // What it logs would stand between the lines.
    const config: Config = { ...configuration(), logLevel: 'silent' };
    return { config, ...(await openWorld(config)) };
  },
  say,
};

/** Part by part: years of standups don't have to fit into memory. */
async function exportToOutput(range: Parameters<typeof exportStandupsOf>[1]): Promise<void> {
  // What it logs would stand among the rows.
  const { ports } = await openWorld({ ...configuration(), logLevel: 'silent' });
  try {
    for await (const part of await exportStandupsOf(ports, range)) await toOutput(part);
  } finally {
    await ports.database.close();
  }
}

interface AddOptions {
  readonly scheme: 'standard' | 'hmac-hex' | 'hmac-base64' | 'stripe' | 'token';
  readonly from?: string;
  readonly secretFile?: string;
  readonly channel?: string;
  readonly header?: string;
  readonly prefix?: string;
  readonly tolerance?: string;
  readonly deliveryPath?: string;
  readonly mapping?: string;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new StartRefused(`I can’t read ${file}. Is it there, and is it yours?`);
  }
}

type SigningOptions = Pick<AddOptions, 'scheme' | 'header' | 'prefix' | 'tolerance' | 'deliveryPath'>;

async function start(config: Config, origin: Origin): Promise<void> {
  if (config.mode !== 'playground') {
    // Whoever reads what we say may go away.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
    await runBaton(config, { origin, say }).catch(complain);
    // A call to Slack that was left to the next process may still be under way; nobody waits for it.
    process.exit();
  }
  await play(config);
}

async function play(config: Config): Promise<void> {
  const { runPlayground } = await import('../playground/main.ts').catch((error: unknown) => {
    if (!isMissing(error)) throw error;
    throw new StartRefused(
      'This installation has no playground. For the bot itself set SLACK_BOT_TOKEN and SLACK_APP_TOKEN: see README.',
    );
  });
  await runPlayground(config, say);
}

/** Nobody who wants to start the real thing shall take the playground for it. */
function playgroundConfig(besideTokens: boolean): Config {
  const config = configuration();
  if (config.mode === 'playground') return config;
  if (!besideTokens) {
    throw new StartRefused(
      'Tokens of a real Slack are set here, and the playground would not use them. Start it elsewhere, or with --beside-tokens.',
    );
  }
  // Without the tokens, and whatever else belongs to the real one.
  const read = readConfig({ PORT: String(config.port), LOG_LEVEL: config.logLevel });
  if (read.kind === 'ok') return read.config;
  throw new StartRefused(read.faults.join('\n'));
}

function addHook(name: string, { channel, mapping, from, secretFile, ...signing }: AddOptions): Promise<void> {
  // Not an argument: other users of the machine can read those.
  const secret = secretFile === undefined ? undefined : textOf(secretFile);
  return withEndpoints(async ({ endpoints, workspaceId, defaultChannel, urlOf }) => {
    const channelId = channel ?? (await defaultChannel());
    if (channelId === undefined) {
      throw new StartRefused('Baton has no channel for leads yet: type /baton setup in Slack, or add --channel C0123.');
    }
    const added = await endpoints.add(
      { workspaceId, name, preset: from, signing: signingFrom(signing), channelId, mapping, secret },
      undefined,
    );
    if (added.kind === 'refused') throw new StartRefused(added.sentence);
    showSecret(urlOf(added.endpoint.id), added.secret);
  });
}

function signingFrom({ scheme, header, prefix, tolerance, deliveryPath }: SigningOptions) {
  const seconds = tolerance === undefined ? undefined : Number(tolerance);
  if (seconds !== undefined && !(Number.isInteger(seconds) && seconds >= 1 && seconds <= 3_600)) {
    throw new StartRefused('--tolerance is a number of seconds from 1 to 3600.');
  }
  return {
    scheme,
    ...(header !== undefined && { header: header.toLowerCase() }),
    ...(prefix !== undefined && { prefix }),
    ...(seconds !== undefined && { tolerance: seconds * SECOND }),
    ...(deliveryPath !== undefined && { deliveryPath }),
  };
}

function showSecret(url: string, secret: string): void {
  say(`Address  ${url}`);
  say(`Secret   ${secret}`);
  say('Copy the secret now: it is kept encrypted and can’t be shown again.');
}

async function withEndpoints(use: (office: Awaited<ReturnType<typeof createEndpointsOf>>) => Promise<void>) {
  const config = configuration();
  const { ports, secrets } = await openWorld(config);
  try {
    await use(await createEndpointsOf(config, { ports, secrets }));
  } finally {
    await ports.database.close();
  }
}

function configuration(): Config {
  const read = readConfig();
  if (read.kind === 'ok') return read.config;
  throw new StartRefused(read.faults.join('\n'));
}

/** True in the production image, which leaves the playground out. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
