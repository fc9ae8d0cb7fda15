import { type Browser, type BrowserContextOptions, chromium as launcher, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { chromium } from './chromium.ts';

export interface OpenOptions extends BrowserContextOptions {
  /** Done before the page is loaded, such as answering some of what it will ask for. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** What it may write, as the test is about that going wrong. */
  readonly forgiven?: RegExp;
}

export interface BrowserForFile {
  /** A new page of that width in pixels, apart from all others; it is closed after the test. */
  open(url: string, width: number, options?: OpenOptions): Promise<Page>;
}

/**
 * A Chromium for this file: started once, closed at its end. A test fails if a page that it opened wrote an error or a
 * warning, threw one, or asked for anything beyond this machine.
 */
export function browserForFile(): BrowserForFile {
  let browser: Browser;
  const opened: Page[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    browser = await launcher.launch({
      ...(chromium !== undefined && { executablePath: chromium }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((page) => page.context().close()));
    expect(faults.splice(0), 'what went wrong in the browser').toEqual([]);
  });
  afterAll(() => browser.close());

  return {
    async open(url, width, { prepare, forgiven, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, ...options });
      const page = await context.newPage();
      opened.push(page);
      page.setDefaultTimeout(10_000);
      watch(page, forgiven, faults);
      await prepare?.(page);
      await page.goto(url);
      return page;
    },
  };
}

function watch(page: Page, forgiven: RegExp | undefined, faults: string[]): void {
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || forgiven?.test(message.text())) return;
    faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isHere = ['data:', 'blob:'].includes(protocol) || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
    if (!isHere) faults.push(`asked for ${request.url()}`);
  });
}
