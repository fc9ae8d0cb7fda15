/**
 * Takes the pictures of README from a running playground, in Chromium: `npx node playground/pictures.ts`. The company
 * begins on the same Monday each time, so that a picture differs only where the product does.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as launcher } from 'playwright-core';
import { readConfig } from '../src/config.ts';
import { createLog } from '../src/platform/log.ts';
import { chromium } from '../tests/browser/chromium.ts';
import { startPlayground } from './main.ts';
import { STORY } from './pictures-story.ts';

const PICTURES = new URL('../docs/images/', import.meta.url);
const BEGINNING = Date.parse('2026-11-23T10:12:00+01:00');

await takeAll();

async function takeAll(): Promise<void> {
  if (chromium === undefined) throw new Error('Pictures are taken in Chromium, and there is none.');
  const folder = mkdtempSync(join(tmpdir(), 'baton-pictures-'));
  const read = readConfig({});
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'));
  const database = { kind: 'sqlite', path: join(folder, 'playground.db') } as const;
  const playground = await startPlayground({
    config: { ...read.config, database, keyFile: join(folder, 'playground.key'), port: 0 },
    log: createLog({ level: 'silent', now: () => BEGINNING }),
    now: BEGINNING,
  });
  const browser = await launcher.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    for (const { name, size, at, play } of STORY) {
      const page = await browser.newPage({ viewport: size, colorScheme: 'light', reducedMotion: 'reduce' });
      await page.addInitScript("localStorage.setItem('baton.tour-dismissed', 'yes')");
      await page.goto(`${playground.url}/${at}`);
      await page.getByRole('log').first().waitFor();
      await play(page);
      // Nothing is pointed at.
      await page.mouse.move(0, 0);
      const path = fileURLToPath(new URL(`${name}.png`, PICTURES));
      await page.screenshot({ path, animations: 'disabled', caret: 'hide', scale: 'css' });
      await page.close();
    }
  } finally {
    await browser.close();
    await playground.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
