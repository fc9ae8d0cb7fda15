import type { Command } from 'commander';
import { CommandRefused } from './command-refused.ts';
import type { Config } from './config.ts';
import { isoText } from './core/iso-text.ts';
import { createWebhooksOf } from './offline.ts';
import type { Log } from './platform/log.ts';
import type { Ports } from './platform/ports.ts';
import type { SecretBox } from './platform/secrets.ts';

/** What the commands need of the program: its world, opened for one of them, and a way to speak. */
export interface Terminal {
  open(): Promise<{ config: Config; ports: Ports; log: Log; secrets: SecretBox }>;
  readonly say: (line: string) => void;
}

type Office = Awaited<ReturnType<typeof createWebhooksOf>>;
type Change = Awaited<ReturnType<Office['webhooks']['pause']>>;

const USUAL_LENGTH = '20';

/** `npm run baton -- webhooks …`: who outside follows what happens to leads. */
export function addWebhookCommands(baton: Command, { open, say }: Terminal): void {
  const webhooks = baton.command('webhooks').description('addresses outside that are told what happens to leads');
  webhooks
    .command('add <url>')
    .description('name an address; its secret is shown once')
    .option('--events <names>', 'only these, such as lead.received,lead.won; all without it')
    .option('--personal', 'also tell the names, addresses and words of persons')
    .action((url: string, { events = '', personal = false }: { events?: string; personal?: boolean }) =>
      within(async ({ webhooks: all, workspaceId }) => {
        const types = events.split(',').map((type) => type.trim());
        const wish = { workspaceId, url, events: types.filter((type) => type !== ''), isPersonal: personal };
        const added = await all.add(wish, undefined);
        if (added.kind === 'refused') throw new CommandRefused(added.sentence);
        say(`Name     ${added.address.id}`);
        showSecret(added.secret);
      }),
    );
  webhooks
    .command('list')
    .description('all addresses, and how they do')
    .action(() =>
      within(async ({ webhooks: all, workspaceId }) => {
        const addresses = await all.list(workspaceId);
        if (addresses.length === 0)
          say('Nobody follows yet: npm run baton -- webhooks add https://crm.example.com/baton');
        for (const { id, url, state, waiting, failures, lastFault, events, isPersonal } of addresses) {
          const trouble = failures > 0 ? `failing: ${lastFault ?? ''}` : '';
          const told = `${events?.join(',') ?? 'all events'}${isPersonal ? ', with persons' : ''}`;
          say([id, url, state, `${waiting} waiting`, told, trouble].filter((part) => part !== '').join('\t'));
        }
      }),
    );
  webhooks
    .command('log <name>')
    .description('what was sent there, and how it went; the newest last')
    .option('--last <count>', 'how many', USUAL_LENGTH)
    .action((name: string, { last }: { last: string }) =>
      within(async ({ webhooks: all, workspaceId }) => {
        if (!/^[1-9]\d{0,3}$/.test(last)) throw new CommandRefused('--last is a number from 1 to 9999.');
        if ((await all.find(workspaceId, name)) === undefined) throw unknown(name);
        for (const one of (await all.log(workspaceId, name, Number(last))).toReversed()) {
          const { id, type, leadNumber, createdAt, state, attempts, lastStatus, lastFault, latency } = one;
          const about = leadNumber === undefined ? '' : `#${leadNumber}`;
          const tries = `${attempts} ${attempts === 1 ? 'try' : 'tries'}`;
          const came = lastFault ?? (lastStatus === undefined ? '' : String(lastStatus));
          const took = latency === undefined ? '' : `${latency} ms`;
          say([isoText(createdAt), id, type, about, state, tries, came, took].join('\t'));
        }
      }),
    );
  webhooks
    .command('resend <name> [delivery]')
    .description('send again what was given up, or the one delivery that "log" names')
    .action((name: string, delivery: string | undefined) =>
      within(async ({ webhooks: all, workspaceId }) => {
        const count = await all.resend(workspaceId, name, delivery);
        if (typeof count === 'string') throw refusal(count, name);
        if (count === 0 && delivery !== undefined) throw new CommandRefused(`There is no “${delivery}” to send again.`);
        say(count === 1 ? '1 delivery is sent again.' : `${count} deliveries are sent again.`);
      }),
    );
  webhooks
    .command('rotate <name>')
    .description('make another secret; the present one goes on signing beside it until the next rotation')
    .action((name: string) =>
      within(async ({ webhooks: all, workspaceId }) => {
        const secret = await all.rotate(workspaceId, name);
        if (secret === undefined) throw unknown(name);
        showSecret(secret);
      }),
    );
  changing('try', 'send a ping there', 'A ping is on its way: "log" says what became of it.', (all) => all.ping);
  changing('pause', 'send nothing for now; events wait', 'Paused.', (all) => all.pause);
  changing('resume', 'go on, with what has waited first', 'It goes on.', (all) => all.switchOn);
  changing('remove', 'tell it nothing any more, and forget what waits', 'Removed.', (all) => all.remove);

  function changing(
    word: string,
    what: string,
    done: string,
    choose: (all: Office['webhooks']) => (workspaceId: string, id: string) => Promise<Change>,
  ): void {
    webhooks
      .command(`${word} <name>`)
      .description(what)
      .action((name: string) =>
        within(async ({ webhooks: all, workspaceId }) => {
          const outcome = await choose(all)(workspaceId, name);
          if (outcome !== 'done') throw refusal(outcome, name);
          say(done);
        }),
      );
  }

  function showSecret(secret: string): void {
    say(`Secret   ${secret}`);
    say('Copy the secret now: it is kept encrypted and can’t be shown again.');
  }

  async function within(use: (office: Office) => Promise<void>): Promise<void> {
    const { config, ...world } = await open();
    try {
      await use(await createWebhooksOf(config, world));
    } finally {
      await world.ports.database.close();
    }
  }
}

const unknown = (name: string) => new CommandRefused(`There is no address “${name}”. "webhooks list" shows them.`);

const refusal = (outcome: Exclude<Change, 'done'>, name: string) =>
  outcome === 'unknown'
    ? unknown(name)
    : new CommandRefused(`“${name}” is not in the state for that: see "webhooks list".`);
