import type { Config, ReadConfig } from './config.ts';
import { explained } from './exit.ts';
import { examineInstallation } from './offline.ts';
import type { Origin } from './origin.ts';
import type { Log } from './platform/log.ts';
import type { Ports } from './platform/ports.ts';

type Finding = Awaited<ReturnType<typeof examineInstallation>>[number];
/** Opens the outside world, and throws what keeps it closed. */
type OpenWorld = (config: Config) => Promise<{ readonly ports: Ports; readonly log: Log }>;

interface Patient {
  readonly read: ReadConfig;
  readonly origin: Origin;
  readonly openWorld: OpenWorld;
  readonly say: (line: string) => void;
}

/** Says line by line what is well and what is to be done. True if nothing keeps Baton from working. */
export async function examineAll({ read, origin, openWorld, say }: Patient): Promise<boolean> {
  const findings = [ORIGINS[origin], ...(await findingsOf(read, openWorld))];
  for (const { state, about, sentence } of findings) say(`${MARKS[state]}  ${about.padEnd(LONGEST)}  ${sentence}`);
  return findings.every(({ state }) => state !== 'fault');
}

const ORIGINS: Readonly<Record<Origin, Finding>> = {
  build: { state: 'ok', about: 'Program', sentence: 'built from exactly these sources.' },
  sources: {
    state: 'ok',
    about: 'Program',
    sentence: 'runs from its sources; after "npm run build" it starts sooner.',
  },
  'changed-sources': {
    state: 'note',
    about: 'Program',
    sentence: 'runs from its sources, as it was built from others: "npm run build" builds it anew.',
  },
};

const MARKS: Readonly<Record<Finding['state'], string>> = { ok: 'ok   ', note: 'note ', fault: 'FAULT' };
const LONGEST = 'Configuration'.length;

async function findingsOf(read: ReadConfig, openWorld: OpenWorld): Promise<readonly Finding[]> {
  const configuration = (state: Finding['state'], sentence: string): Finding => ({
    state,
    about: 'Configuration',
    sentence,
  });
  if (read.kind === 'faults') return read.faults.map((fault) => configuration('fault', fault));
  const { config } = read;
  if (config.mode === 'playground')
    return [configuration('note', 'no token of Slack: "npm start" opens the playground.')];
  const complete = configuration('ok', config.mode === 'socket' ? 'complete, Socket Mode.' : 'complete, HTTP.');
  try {
    // Its log would stand between the lines.
    const { ports, log } = await openWorld({ ...config, logLevel: 'silent' });
    try {
      return [complete, ...(await examineInstallation(config, { ports, log }))];
    } finally {
      await ports.database.close();
    }
  } catch (error) {
    return [complete, { state: 'fault', about: 'Database', sentence: explained(error).sentence }];
  }
}
