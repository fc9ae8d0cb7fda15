import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { card, deskOf, message, openGroup, outside, sendLead, stageForFile } from './stage.ts';

const stage = stageForFile();
const HEADING = '#1 Halden Logistics';

it('time runs on to a lead that is late: its owner is warned, and its thread says that it is late', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  await sendLead(page);
  await card(desk, HEADING).getByRole('button', { name: 'Claim' }).click();
  await card(desk, HEADING).getByText('@Ana Ruiz has it').waitFor();
  const time = await openGroup(page, 'Time');
  await time.getByRole('button', { name: '+1 h' }).click();
  await outside(page)
    .getByRole('button', { name: /^Ana Ruiz.*10:45.*Halden Logistics/ })
    .waitFor();
  await time.getByRole('button', { name: '+5 min' }).click();
  await card(desk, HEADING).getByText(/late/).first().waitFor();
  await desk
    .getByRole('button', { name: /repl(y|ies)/ })
    .first()
    .click();
  await desk.getByRole('complementary', { name: 'Thread' }).getByText(/late/).first().waitFor();
});

describe('Slack misbehaves', () => {
  async function withTrouble(page: Page, name: string) {
    const troubles = await openGroup(page, 'Slack misbehaves');
    const toggle = troubles.getByRole('switch', { name });
    const banner = page.getByRole('status').filter({ hasText: 'You make Slack misbehave' });
    await toggle.check();
    await banner.getByText(name).waitFor();
    return {
      toggle,
      banner,
      async behave() {
        await banner.getByRole('button', { name: 'Make it behave' }).click();
        await banner.waitFor({ state: 'hidden' });
        expect(await toggle.isChecked()).toBe(false);
      },
    };
  }

  /** The bot waits by its own clock before it tries again. */
  async function untilCard(page: Page, desk: Locator): Promise<void> {
    const time = await openGroup(page, 'Time');
    const later = time.getByRole('button', { name: '+5 min' });
    await expect
      .poll(async () => {
        if (await card(desk, HEADING).isVisible()) return true;
        if (await later.isEnabled()) await later.click();
        return false;
      })
      .toBe(true);
    expect(await desk.getByRole('article').filter({ hasText: HEADING }).count()).toBe(1);
  }

  it('with too many requests: the traffic shows the 429, and the card comes after all', async () => {
    const { page } = await stage.visit();
    const desk = deskOf(page, 'Ana Ruiz');
    const traffic = await openGroup(page, 'Traffic');
    const trouble = await withTrouble(page, 'Too many requests (429)');
    await sendLead(page);
    const line = traffic.getByRole('button', { name: /chat\.postMessage.*429/ }).first();
    await line.click();
    await traffic.getByRole('heading', { name: 'Request' }).waitFor();
    expect(await card(desk, HEADING).count()).toBe(0);
    await trouble.behave();
    await untilCard(page, desk);
  });

  it('by losing an answer: there is exactly one card', async () => {
    const { page } = await stage.visit();
    const desk = deskOf(page, 'Ana Ruiz');
    const trouble = await withTrouble(page, 'Lost answers');
    await sendLead(page);
    await card(desk, HEADING).waitFor();
    await trouble.behave();
    const time = await openGroup(page, 'Time');
    await time.getByRole('button', { name: '+5 min' }).click();
    await card(desk, HEADING).getByRole('button', { name: 'Claim' }).click();
    await card(desk, HEADING).getByText('@Ana Ruiz has it').waitFor();
    expect(await desk.getByRole('heading', { name: HEADING }).count()).toBe(1);
  });

  it('by being away: leads are taken, and their cards come when it is back', async () => {
    const { page } = await stage.visit();
    const desk = deskOf(page, 'Ana Ruiz');
    const trouble = await withTrouble(page, 'Slack is away');
    await (await openGroup(page, 'Bot')).getByText('0 open sockets to Slack').waitFor();
    await sendLead(page);
    await trouble.behave();
    await outside(page)
      .getByText(/[12] open sockets? to Slack/)
      .waitFor();
    await untilCard(page, desk);
  });
});

it('the bot restarts in the middle, and has forgotten nothing', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  await sendLead(page);
  await card(desk, HEADING).waitFor();
  const bot = await openGroup(page, 'Bot');
  await bot.getByRole('button', { name: 'Restart the bot' }).click();
  await bot.getByText('Baton is back, and has forgotten nothing.').waitFor();
  await card(desk, HEADING).getByRole('button', { name: 'Claim' }).click();
  await card(desk, HEADING).getByText('@Ana Ruiz has it').waitFor();
});

it('a new beginning asks first, and then everything is as it was', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  await sendLead(page);
  await card(desk, HEADING).waitFor();
  const bot = await openGroup(page, 'Bot');
  await bot.getByRole('button', { name: 'Start over…' }).click();
  await page.keyboard.press('Enter');
  await bot.getByRole('group', { name: 'Start over?' }).waitFor({ state: 'hidden' });
  expect(await card(desk, HEADING).count()).toBe(1);

  await bot.getByRole('button', { name: 'Start over…' }).click();
  await bot.getByRole('button', { name: 'Start over', exact: true }).click();
  await bot.getByText('Everything is as it was at the beginning.').waitFor();
  await desk.getByText('No messages yet.').waitFor();
  await sendLead(page);
  await card(desk, HEADING).waitFor();
  await message(desk, HEADING).getByText('10:00').first().waitFor();
});

it('what is no JSON is not sent, and the sentence says where to look', async () => {
  const { page } = await stage.visit();
  const leads = outside(page);
  const body = leads.getByRole('textbox', { name: 'What the form sends' });
  await body.fill('{\n  "company": "Acme",\n}');
  await leads.getByRole('button', { name: 'Send' }).click();
  await leads
    .getByRole('alert')
    .getByText(/^Line [23] is not JSON/)
    .waitFor();
  await body.fill('{"company": "Acme", "email": "kai@acme.example"}');
  await leads.getByRole('button', { name: 'Send' }).click();
  await card(deskOf(page, 'Ana Ruiz'), '#1 Acme').waitFor();
});
