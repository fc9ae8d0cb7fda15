import type { Locator, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { type Playground, startPlayground } from '../../playground/main.ts';
import { buildSite, type Site } from '../../playground/page/site.ts';
import { createLog } from '../../src/platform/log.ts';
import { MONDAY_TEN, playgroundConfig } from '../playground/page/play.ts';
import { browserForFile, type OpenOptions } from './browser.ts';

export const WIDE = 1280;
export const PHONE = 360;

export interface Visit extends OpenOptions {
  readonly width?: number;
  /** The address's hash, such as `#as=U_BEN&in=C_LEADS`. */
  readonly at?: string;
  /** Whether the company has a week behind it; default: no. */
  readonly history?: boolean;
  /** Whether the tour is left as a newcomer finds it; by default it is out of the way. */
  readonly tour?: boolean;
}

export interface StageForFile {
  /** A whole playground of its own, on a Monday at ten, and its page in a browser; both end with the test. */
  visit(visit?: Visit): Promise<{ readonly page: Page; readonly playground: Playground }>;
}

/** Playgrounds for the tests of this file; their page is built once. */
export function stageForFile(): StageForFile {
  const browser = browserForFile();
  let site: Promise<Site> | undefined;
  return {
    async visit({ width = WIDE, at = '', history = false, tour = false, ...options } = {}) {
      site ??= buildSite();
      const built = await site;
      const now = MONDAY_TEN;
      const log = createLog({ level: 'silent', now: () => now });
      const playground = await startPlayground({
        config: playgroundConfig(),
        log,
        now,
        history,
        site: async () => built,
      });
      onTestFinished(() => playground.stop());
      const page = await browser.open(`${playground.url}/${at}`, width, options);
      page.setDefaultTimeout(PATIENCE);
      await page
        .getByRole('region', { name: /^Slack of / })
        .first()
        .waitFor();
      if (!tour) await page.getByRole('button', { name: 'Close the tour' }).click();
      return { page, playground };
    },
  };
}

/** Waits until something has the focus. */
export const focused = (what: Locator): Promise<void> => what.and(what.page().locator(':focus')).waitFor();

/** How many pixels of the page lie beyond its window's right edge. */
export const overflow = (page: Page): Promise<number> =>
  page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth);

/** How long a condition may take on a busy machine, in milliseconds. */
const PATIENCE = 20_000;

/** Somebody's half of the page. */
export const deskOf = (page: Page, name: string): Locator => page.getByRole('region', { name: `Slack of ${name}` });

/** The newest message with these words. */
export const message = (where: Page | Locator, words: string | RegExp): Locator =>
  where.getByRole('article').filter({ hasText: words }).last();

/** The newest card that is headed like this, such as `#1 Halden Logistics`. */
export const card = (desk: Locator, heading: string): Locator =>
  desk
    .getByRole('article')
    .filter({ has: desk.page().getByRole('heading', { name: heading }) })
    .last();

/** What isn't Slack, at the right or in its sheet. */
export const outside = (page: Page): Locator => page.getByRole('complementary', { name: 'Outside world' });

/** Opens one part of what isn't Slack. */
export async function openGroup(page: Page, title: string): Promise<Locator> {
  const group = outside(page)
    .getByRole('group')
    .filter({ has: page.getByRole('heading', { name: title }) });
  await group.getByRole('heading', { name: title }).click();
  return group;
}

/** Sends a lead from the panel: the one that stands there, or another one that is offered. */
export async function sendLead(page: Page, preset?: string): Promise<void> {
  const leads = outside(page);
  if (preset !== undefined) await leads.getByLabel('Lead', { exact: true }).selectOption(preset);
  await leads.getByRole('button', { name: 'Send' }).click();
  await leads.getByText(/^200: Baton took it as lead/).waitFor();
}

/** Looks through somebody else's eyes on a desk. */
export async function become(desk: Page | Locator, name: string): Promise<void> {
  await desk.getByRole('button', { name: /^You are / }).click();
  await desk.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click();
}

/** Goes to a channel, such as `#leads`, or to `Baton`, and waits until it is there: what is typed before that waits elsewhere. */
export async function enter(desk: Locator, place: string): Promise<void> {
  await desk
    .getByRole('button', { name: new RegExp(`^${place.replace('#', '')}\\b`) })
    .first()
    .click();
  await desk.getByRole('heading', { level: 1, name: place }).waitFor();
}

/** Writes a line, or types a command, where the desk is. */
export async function say(desk: Page | Locator, line: string): Promise<void> {
  const composer = desk.getByRole('combobox', { name: /^Message / });
  await composer.fill(line);
  await desk.getByRole('button', { name: 'Send', exact: true }).last().click();
}
