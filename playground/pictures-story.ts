import type { Locator, Page } from 'playwright-core';

/** One picture, and how what it shows comes about. */
export interface Picture {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  /** The page's hash. */
  readonly at: string;
  /** Brings about what is to be seen. */
  play(page: Page): Promise<void>;
}

/** In this order, because each begins where the one before it has ended. */
export const STORY: readonly Picture[] = [
  {
    name: 'leads',
    size: { width: 1200, height: 700 },
    at: '#as=U_ANA&in=C_LEADS',
    async play(page) {
      const free = page.getByRole('article').filter({ has: page.getByRole('button', { name: 'Claim' }) });
      await free.last().getByRole('button', { name: 'Claim' }).click();
      await page.getByText('is yours').waitFor();
      await be(page, 'Mia Chen');
      await page.getByRole('button', { name: /^leads/ }).click();
      await send(page, 'A demo request');
      await page.getByRole('button', { name: /^Ana Ruiz.*New lead: Halden/ }).waitFor();
      await page.getByRole('button', { name: /^Ben Okafor.*New lead: Halden/ }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'side-by-side',
    size: { width: 1200, height: 570 },
    at: '#as=U_ANA&in=C_LEADS&with=U_BEN&with-in=C_LEADS',
    async play(page) {
      const [ana, ben] = [desk(page, 'Ana Ruiz'), desk(page, 'Ben Okafor')];
      await card(ana, 'Halden Logistics').getByRole('button', { name: 'Claim' }).click();
      await card(ben, 'Halden Logistics').getByText('@Ana Ruiz has it').waitFor();
      await ben.getByRole('combobox').fill('/lead claim 27');
      await ben.getByRole('button', { name: 'Send', exact: true }).click();
      await ben.getByText('was faster').waitFor();
    },
  },
  {
    name: 'contact',
    size: { width: 390, height: 640 },
    at: '#as=U_ANA&in=bot',
    async play(page) {
      await card(page, 'Yours: #27').getByRole('button', { name: 'Reached' }).waitFor();
    },
  },
  {
    name: 'modal',
    size: { width: 900, height: 720 },
    at: '#as=U_MIA&in=C_LEADS',
    async play(page) {
      await page.getByRole('button', { name: 'Shortcuts', exact: true }).click();
      await page.getByRole('menuitem', { name: 'New lead' }).click();
      const modal = page.getByRole('dialog');
      await modal.getByRole('textbox', { name: /^Company/ }).fill('Brandt & Kessler');
      await modal.getByRole('textbox', { name: /^E-mail/ }).fill('at the fair: hall 4');
      await modal.getByRole('button', { name: 'Add' }).click();
      await modal.getByText('Please enter a valid email address.').waitFor();
    },
  },
  {
    name: 'traffic',
    size: { width: 1200, height: 680 },
    at: '#as=U_ANA&in=C_LEADS',
    async play(page) {
      await page.getByRole('heading', { name: 'Leads', exact: true }).click();
      await page.getByRole('heading', { name: 'Traffic' }).click();
      await page.getByRole('heading', { name: 'Slack misbehaves' }).click();
      await page.getByRole('switch', { name: /429/ }).check();
      await page.getByRole('heading', { name: 'Slack misbehaves' }).click();
      await page.getByRole('heading', { name: 'Leads', exact: true }).click();
      await send(page, 'A pricing question');
      await page.getByRole('heading', { name: 'Leads', exact: true }).click();
      await page
        .getByRole('button', { name: /chat.postMessage.*429/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Request' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'late',
    size: { width: 1200, height: 740 },
    at: '#as=U_MAX&in=C_LEADS',
    async play(page) {
      await page.getByRole('button', { name: 'Make it behave' }).click();
      await page.getByRole('heading', { name: 'Leads', exact: true }).click();
      await page.getByRole('heading', { name: 'Time' }).click();
      await page.getByRole('button', { name: '+1 h' }).click();
      await page.getByRole('button', { name: '+5 min' }).click();
      await page.getByRole('article').filter({ hasText: /late/ }).last().getByRole('button', { name: /repl/ }).click();
      await page.getByRole('complementary', { name: 'Thread' }).getByText('Late: no first contact').waitFor();
      await page.locator(':focus').blur();
      await page.getByRole('heading', { name: 'Phones that rang' }).scrollIntoViewIfNeeded();
    },
  },
];

function desk(page: Page, name: string): Locator {
  return page.getByRole('region', { name: `Slack of ${name}` });
}

/** The newest message under that heading. */
function card(where: Page | Locator, heading: string): Locator {
  return where.getByRole('article').filter({ hasText: heading }).last();
}

async function send(page: Page, preset: string): Promise<void> {
  await page.getByLabel('Lead', { exact: true }).selectOption(preset);
  await page.getByRole('complementary', { name: 'Outside world' }).getByRole('button', { name: 'Send' }).click();
  await page.getByText(/Baton took it as lead/).waitFor();
}

async function be(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^You are / }).click();
  await page.getByRole('menuitemradio', { name: new RegExp(`^${name}`) }).click();
}
