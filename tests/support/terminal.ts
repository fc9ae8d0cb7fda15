import { Command } from 'commander';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { DatabaseAddress } from '../../src/platform/db/database.ts';
import { systemRandom } from '../../src/platform/ids.ts';
import { createSecretBox } from '../../src/platform/secrets.ts';
import type { Terminal } from '../../src/webhook-commands.ts';
import { type Backend, openAt } from './backends.ts';
import { type Office, openOffice } from './baton.ts';
import { environmentOf } from './process.ts';

/** A Baton at work at the machine's time, and commands beside it, as a process of their own would run them. */
export interface OfficeWithTerminal {
  readonly office: Office;
  /** Runs one command that `add` has added; answers what it has said. Rejects as it throws. */
  run(add: (baton: Command, terminal: Terminal) => void, ...args: readonly string[]): Promise<string>;
}

export async function withTerminal(backend: Backend): Promise<OfficeWithTerminal> {
  const address = await backend.address();
  const office = await openOffice({ ...backend, address: async () => address }, { at: systemClock.now() });
  return {
    office,
    async run(add, ...args) {
      const said: string[] = [];
      const baton = new Command().exitOverride();
      add(baton, { open: () => opened(office, address), say: (line) => void said.push(line) });
      await baton.parseAsync([...args], { from: 'user' });
      return said.join('\n');
    },
  };
}

/** The world of one command, which closes its database when it ends. */
async function opened({ slack, ports, log }: Office, address: DatabaseAddress): ReturnType<Terminal['open']> {
  const env = environmentOf(slack, address);
  const read = readConfig(env);
  if (read.kind === 'faults') throw new Error(read.faults.join());
  const secrets = createSecretBox({ key: Buffer.from(env.BATON_SECRET_KEY ?? '', 'base64'), random: systemRandom });
  return { config: read.config, ports: { ...ports, clock: systemClock, database: openAt(address) }, log, secrets };
}
