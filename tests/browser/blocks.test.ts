import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { Json } from '../../playground/server/json.ts';
import { barChart } from '../../src/blockkit/charts.ts';
import { browserForFile, type OpenOptions } from './browser.ts';
import { optionWords, squeezed, wordsIn } from './expected-words.ts';
import { blocksOf, GOLDEN, readAll } from './gallery.ts';
import { ACTIONS, DISPLAY, FEEDBACK, FIELDS, TABLES } from './hand-made.ts';

const browser = browserForFile();

/** The gallery with views of the test's own. */
const show = (views: Readonly<Record<string, unknown>>, width = 800, options: OpenOptions = {}): Promise<Page> =>
  browser.open(`${inject('site')}/gallery`, width, {
    ...options,
    prepare: (page) => page.route('**/views.json', (route) => route.fulfill({ json: views })),
  });

const message = (...blocks: readonly Json[]): Json => ({ blocks });
const said = (page: Page): Promise<string | null> => page.locator('.said').textContent();

/** What the gallery shows, without its own tools. */
const shown = (page: Page) => page.locator('.specimens');

/** Whose words are not all shown as they are written, or not all at once: they have tests of their own. */
const TOLD_APART: ReadonlySet<string> = new Set(['data-table', 'markdown', 'text']);

describe('blocks that Baton does not send yet', () => {
  it.each([360, 1200])('are drawn with every word, and inside a width of %d px', async (width) => {
    const whole = Object.fromEntries(Object.entries({ ...TABLES, ...DISPLAY }).filter(([name]) => name !== 'broken'));
    const views = Object.fromEntries(Object.entries(whole).map(([name, blocks]) => [name, message(...blocks)]));
    const page = await show({ ...views, feedback: message(FEEDBACK), fields: FIELDS }, width);
    await expect.poll(() => page.locator('.specimen').count()).toBe(Object.keys(views).length + 2);
    const seen = await readAll(page);
    const missing = Object.entries(whole)
      .filter(([name]) => !TOLD_APART.has(name))
      .flatMap(([name, blocks]) => {
        const words = squeezed(seen.get(name)?.words ?? '');
        return wordsIn(blocks).filter((piece) => !words.includes(piece));
      });
    expect(missing).toEqual([]);
    expect([...seen.values()].filter(({ over }) => over > 0)).toEqual([]);
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width);
  });

  it('name what they are if nobody knows them, and show what can be read', async () => {
    const page = await show({ unknown: message(...(DISPLAY.unknown ?? [])) });
    await expect.poll(() => page.locator('.kit-box').innerText()).toContain('Unknown block: hologram');
    expect(await page.locator('.kit-box').innerText()).toContain('From the future');
  });

  it('show tables in pages, with numbers at the right', async () => {
    const page = await show({ 'data-table': message(...(TABLES['data-table'] ?? [])) });
    await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
    expect(await page.locator('td').first().getAttribute('class')).toBe('right');
    expect(await page.locator('tbody tr').first().innerText()).toMatch(/Ana\s+1,200\s+90 %/);
    await page.getByRole('button', { name: 'Next' }).click();
    expect(await page.locator('tbody').innerText()).toMatch(/Max[\s\S]*Ada/);
    expect(await page.getByText('4–5 of 5').isVisible()).toBe(true);
  });

  it.each([
    ['lying on a phone', 360],
    ['standing in a wide window', 1_000],
  ])('draw bars with words that can be read, %s', async (_how, width) => {
    const chart = barChart({
      title: 'Good fits by source',
      unit: 'leads',
      categories: ['Website', 'A list with a long name', '1', '2', '3', '4', '5', '6'],
      series: [
        { name: 'Good fits', values: [12, 3, 1, 1, 1, 1, 1, 0] },
        { name: 'Other leads', values: [1_204, 0, 1, 1, 1, 1, 1, 0] },
      ],
    });
    const page = await show({ chart: message({ ...chart }) }, width);
    const figure = shown(page).locator('.kit-chart');
    await expect.poll(() => figure.innerText()).toContain('Good fits by source');
    const words = (await figure.innerText()).replace(/\s+/g, ' ');
    for (const word of ['leads', 'Website', 'A list with a long', 'Other leads: 1,204', 'Good fits: 12'])
      expect(words).toContain(word);
    expect(await figure.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    // One line of it stands upright, and is high enough to be read.
    const [label] = await figure.locator('.kit-bar-label').all();
    expect((await label?.boundingBox())?.height).toBeGreaterThanOrEqual(14);
  });

  it('show Markdown, with links in place of pictures from elsewhere', async () => {
    const page = await show({ markdown: message(...(DISPLAY.markdown ?? [])) });
    await page.getByRole('heading', { name: 'A heading' }).waitFor();
    expect(await shown(page).getByRole('listitem').allInnerTexts()).toEqual(['one', 'two']);
    expect(await page.getByRole('link', { name: 'a picture' }).getAttribute('href')).toContain('pictures.example');
  });

  it('keep text to the letter: nothing vanishes, nothing escaped comes alive', async () => {
    const page = await show({ text: message(...(DISPLAY.text ?? [])) });
    const words = shown(page).locator('.kit');
    await expect.poll(() => words.innerText()).toContain('# 12 Acme <@UANN> @Ben Okafor');
    expect(await words.innerText()).toContain('2*3*4 _is_ no markup');
    expect(await words.innerText()).toContain('today at 12:00');
    expect(await words.innerText()).toContain('🎉');
    expect(await words.getByRole('link').count()).toBe(0);
  });
});

describe('what can be pressed or chosen in a message tells the app at once', () => {
  const open = (at: number) => show({ one: message({ type: 'actions', elements: [ACTIONS[at] ?? {}] }) });

  it('a button, with its value', async () => {
    const page = await open(0);
    await page.getByRole('button', { name: 'Press me' }).click();
    expect(await said(page)).toBe('one · Pressed: plain pressed-value');
  });

  it('a button that asks, only after a yes', async () => {
    const page = await open(1);
    await page.getByRole('button', { name: 'Erase' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase it?' });
    expect(await dialog.innerText()).toContain('It cannot come back.');
    await page.keyboard.press('Escape');
    expect(await dialog.count()).toBe(0);
    expect(await said(page)).toBe('');
    await page.getByRole('button', { name: 'Erase' }).click();
    await dialog.getByRole('button', { name: 'Erase' }).click();
    expect(await said(page)).toBe('one · Pressed: asks all');
  });

  it('a button with an address, which is a link', async () => {
    const page = await open(2);
    const link = page.getByRole('link', { name: 'Elsewhere' });
    expect(await link.getAttribute('href')).toBe('https://crm.example/1');
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it('an overflow menu, by keyboard', async () => {
    const page = await open(4);
    await page.getByRole('button', { name: 'More actions' }).press('Enter');
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Details', 'Assign']);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('menuitem').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await said(page)).toBe('one · Chosen: dots "assign"');
  });

  it('a menu of options, by keyboard', async () => {
    const page = await open(5);
    await page.getByRole('combobox', { name: 'A fruit' }).press('ArrowDown');
    await page.keyboard.press('c');
    await page.keyboard.press('Enter');
    expect(await said(page)).toBe('one · Chosen: fruit "cherry"');
    expect(await shown(page).getByRole('combobox').innerText()).toBe('Cherry');
  });

  it('a person, from those who can be someone here', async () => {
    const page = await open(6);
    await page.getByRole('combobox', { name: 'Who?' }).click();
    await page.getByRole('option', { name: 'Ben Okafor' }).click();
    expect(await said(page)).toBe('one · Chosen: who "UBEN"');
  });

  it('several people, once the menu closes', async () => {
    const page = await open(8);
    await shown(page).getByRole('combobox').click();
    await page.getByRole('option', { name: 'Ana Ruiz' }).click();
    await page.getByRole('option', { name: 'Mia Chen' }).click();
    expect(await said(page)).toBe('');
    await page.keyboard.press('Escape');
    expect(await said(page)).toBe('one · Chosen: whom ["UANN","UMIA"]');
  });

  it('radio buttons and checkboxes', async () => {
    const page = await open(9);
    await page.getByRole('radio', { name: 'Banana' }).check();
    expect(await said(page)).toBe('one · Chosen: radio "banana"');
    const other = await open(10);
    await shown(other).getByRole('checkbox').check();
    expect(await said(other)).toBe('one · Chosen: boxes ["note"]');
  });

  it('a date, a time, and a moment in the reader’s own zone', async () => {
    const day = await open(11);
    await day.locator('.kit-moment input').fill('2026-12-24');
    expect(await said(day)).toBe('one · Chosen: day "2026-12-24"');
    const hour = await open(12);
    await hour.locator('.kit-moment input').fill('10:15');
    expect(await said(hour)).toBe('');
    await hour.keyboard.press('Enter');
    expect(await said(hour)).toBe('one · Chosen: hour "10:15"');
    const moment = await open(13);
    expect(await moment.locator('.kit-moment input').inputValue()).toBe('2026-03-02T12:00');
    await moment.locator('.kit-moment input').fill('2026-03-02T13:00');
    await moment.keyboard.press('Enter');
    expect(await said(moment)).toBe('one · Chosen: moment "1772452800"');
  });

  it('what one thinks of an answer, and only what one may see', async () => {
    const page = await show({ one: message(FEEDBACK) });
    await page.getByRole('button', { name: 'Bad' }).click();
    expect(await said(page)).toBe('one · Pressed: opinion bad');
    expect(await page.getByRole('button', { name: 'Remove' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Not for Ana' }).count()).toBe(0);
  });
});

describe('the fields of a modal', () => {
  it('are found by their labels, and tell nobody', async () => {
    const page = await show({ fields: FIELDS });
    await page.getByLabel('A line').fill('123456789');
    expect(await page.getByText('9 / 10').isVisible()).toBe(true);
    await page.getByLabel('A number').fill('7');
    await page.getByRole('combobox', { name: 'A country' }).click();
    await page.keyboard.type('country 33');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('combobox', { name: 'A country' }).innerText()).toBe('Country 33');
    expect(await said(page)).toBe('');
    await page.getByRole('radio', { name: 'Apple' }).check();
    expect(await said(page)).toBe('fields · Chosen: value "apple"');
  });

  it('say what is wrong with them, also to those who do not see it', async () => {
    const page = await show({ fields: FIELDS });
    await page.getByRole('button', { name: 'Send' }).click();
    const field = page.getByLabel('A number');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = (await field.getAttribute('aria-describedby')) ?? '';
    expect(await page.locator(`[id="${described}"]`).innerText()).toBe('Please complete this field.');
    expect(await page.getByLabel('A line').getAttribute('aria-invalid')).toBe(null);
  });

  it('let no more be chosen than may be, and a single choice be taken back', async () => {
    const page = await show({ fields: FIELDS });
    const fruit = page.getByRole('combobox', { name: 'Fruit' });
    await fruit.click();
    expect(await page.locator('.kit-group').allInnerTexts()).toEqual(['Near', 'Far']);
    for (const name of ['Pear', 'Apple']) await page.getByRole('option', { name }).click();
    expect(await page.getByRole('option', { name: 'Cherry' }).isDisabled()).toBe(true);
    expect(await page.getByText('No more than 2 can be chosen.').isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    expect(await fruit.innerText()).toBe('Pear, Apple');
    const country = page.getByRole('combobox', { name: 'A country' });
    await country.click();
    await page.getByRole('option', { name: 'Country 2', exact: true }).click();
    await country.click();
    await page.getByRole('option', { name: 'No choice' }).click();
    expect(await country.innerText()).toBe('Choose…');
  });

  it('give a finger room on a phone', async () => {
    const page = await show({ fields: FIELDS, row: message({ type: 'actions', elements: [...ACTIONS] }) }, 360);
    await page.getByRole('button', { name: 'Press me' }).waitFor();
    const small: string[] = await page
      .locator('.kit :is(button, a.button, input:not([type=radio], [type=checkbox]), textarea, .kit-choice)')
      .evaluateAll((all) =>
        all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 120)),
      );
    expect(small).toEqual([]);
  });
});

it('every menu of the golden views opens and holds its options', async () => {
  const withMenus = [...GOLDEN].filter(([, view]) => /"(overflow|static_select)"/.test(JSON.stringify(view)));
  const page = await show(Object.fromEntries(withMenus));
  await expect.poll(() => page.locator('.specimen').count()).toBe(withMenus.length);
  const missing: string[] = [];
  for (const [name, view] of withMenus) {
    const menus = JSON.stringify(blocksOf(view)).matchAll(/"type":"(?:overflow|static_select)"/g);
    const specimen = page.locator(`[id="${name}"]`);
    const openers = specimen.locator('[aria-haspopup="menu"], [aria-haspopup="listbox"]');
    expect(await openers.count()).toBeGreaterThanOrEqual([...menus].length);
    let read = '';
    for (const opener of await openers.all()) {
      await opener.click();
      read += ` ${await page.locator('.kit-popup').innerText()}`;
      await page.keyboard.press('Escape');
    }
    const expected = elementsIn(view).filter(({ type }) => type === 'overflow' || type === 'static_select');
    missing.push(...expected.flatMap(optionWords).filter((words) => !squeezed(read).includes(words)));
  }
  expect(missing).toEqual([]);
});

const elementsIn = (view: Json): Json[] =>
  blocksOf(view)
    .flatMap((block) => [block.element, block.accessory, block.elements].flat())
    .filter(isElement);

const isElement = (value: unknown): value is Json => typeof value === 'object' && value !== null;

it('a block that cannot be drawn takes no other with it', async () => {
  const page = await show({ broken: message(...(DISPLAY.broken ?? [])) }, 800, {
    forgiven: /not valid as a React child|React error/,
  });
  await expect.poll(() => page.locator('.kit').innerText()).toContain('This block could not be drawn: task_card');
  expect(await page.locator('.kit').innerText()).toContain('The next block is well');
});
