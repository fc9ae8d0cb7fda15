import type { Page } from 'playwright-core';

/**
 * Tells when something has been painted. The script is put into every page before its own: `watch(selector, words)`
 * begins to look, and `watched` becomes the moment after the frame in which an element that fits was drawn, in
 * milliseconds since 1970 by the browser's finest clock.
 */
export const WATCHER = `
  const now = () => performance.timeOrigin + performance.now();
  const fits = (selector, words) =>
    [...document.querySelectorAll(selector)].some((one) => one.checkVisibility() && one.textContent.includes(words));
  globalThis.watch = (selectors, words) => {
    globalThis.watched = new Promise((resolve) => {
      const look = () => {
        if (!selectors.every((selector, at) => fits(selector, words[at] ?? ''))) return;
        observer.disconnect();
        // The first frame after it was put into the page; a task that is queued in it runs when it has been drawn.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(now());
          port2.postMessage(undefined);
        });
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, characterData: true });
      look();
    });
  };`;

/** What is looked for: an element that fits the selector and has these words in it. */
export type Wanted = readonly [selector: string, words: string];

/** The script that begins to look; in a page that has the watcher. */
export function watching(...wanted: readonly Wanted[]): string {
  const [selectors, words] = [wanted.map(([selector]) => selector), wanted.map(([, text]) => text)];
  return `watch(${JSON.stringify(selectors)}, ${JSON.stringify(words)});`;
}

/** When all that is looked for had been painted, in milliseconds since 1970. */
export const paintedAt = async (page: Page): Promise<number> => Number(await page.evaluate('watched'));

/** Now, by the same clock. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();
