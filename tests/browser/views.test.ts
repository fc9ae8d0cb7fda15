import { expect, inject, it } from 'vitest';
import { browserForFile } from './browser.ts';
import { squeezed, wordsIn } from './expected-words.ts';
import { blocksOf, GOLDEN, readAll } from './gallery.ts';

const browser = browserForFile();

it.each([
  ['a phone', 360],
  ['a wide window', 1200],
])('on %s every golden view is drawn whole and stays inside its room', async (_where, width) => {
  const page = await browser.open(`${inject('site')}/gallery`, width);
  await expect.poll(() => page.locator('.specimen').count()).toBe(GOLDEN.size);
  const seen = await readAll(page);

  const faults = [...GOLDEN].flatMap(([name, view]) => {
    const { words = '', over = 0 } = seen.get(name) ?? {};
    const all = squeezed(words);
    const missing = wordsIn(blocksOf(view)).filter((piece) => !all.includes(piece));
    return [
      ...missing.map((piece) => `${name} lacks “${piece}”`),
      ...(over > 0 ? [`${name} is ${over} px too wide`] : []),
      ...(/could not be drawn|Unknown (block|element|cell)/.test(words) ? [`${name} holds what cannot be drawn`] : []),
    ];
  });
  expect(faults).toEqual([]);
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width);
});
