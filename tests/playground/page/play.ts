import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Playground, startPlayground } from '../../../playground/main.ts';
import type { Site } from '../../../playground/page/site.ts';
import { type Config, readConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/platform/log.ts';

/** Monday, ten o'clock in Berlin, which is still on winter time. */
export const MONDAY_TEN = Date.parse('2026-03-09T09:00:00Z');

/** A page of one file: what it would do is done by a `Visitor`. */
export const PLAIN_SITE: Site = new Map([
  ['/index.html', Buffer.from('<!doctype html><title>Baton playground</title>')],
  ['/gallery.html', Buffer.from('<!doctype html><title>Gallery</title>')],
  ['/assets/index-1.js', Buffer.from('export {};')],
]);

/** A configuration of a playground in a folder of its own, on any free port. */
export function playgroundConfig(): Config {
  const folder = mkdtempSync(join(tmpdir(), 'baton-playground-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const read = readConfig({});
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'));
  const database = { kind: 'sqlite', path: join(folder, 'playground.db') } as const;
  return { ...read.config, database, keyFile: join(folder, 'playground.key'), port: 0 };
}

/** A whole playground without a past, which ends with the test. */
export async function play({ now = MONDAY_TEN, config = playgroundConfig() } = {}): Promise<Playground> {
  const log = createLog({ level: 'silent', now: () => now });
  const site = async () => PLAIN_SITE;
  const playground = await startPlayground({ config, log, now, history: false, site });
  onTestFinished(() => playground.stop());
  return playground;
}
