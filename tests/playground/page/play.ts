import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Playground, startPlayground } from '../../../playground/main.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/platform/log.ts';

/** Monday, ten o'clock in Berlin, which is still on winter time. */
export const MONDAY_TEN = Date.parse('2026-03-09T09:00:00Z');

/** A configuration of a playground in a folder of its own, on any free port. */
export function playgroundConfig(): Config {
  const folder = mkdtempSync(join(tmpdir(), 'baton-playground-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const read = readConfig({});
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'));
  const database = { kind: 'sqlite', path: join(folder, 'playground.db') } as const;
  return { ...read.config, database, keyFile: join(folder, 'playground.key'), port: 0 };
}

/** A whole playground, which ends with the test. */
export async function play(now: number = MONDAY_TEN): Promise<Playground> {
  const log = createLog({ level: 'error', now: () => now });
  const playground = await startPlayground({ config: playgroundConfig(), log, now });
  onTestFinished(() => playground.stop());
  return playground;
}
