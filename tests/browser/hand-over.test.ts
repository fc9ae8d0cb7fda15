import { expect, it } from 'vitest';
import { FIRST_LEAD } from '../../playground/sample-leads.ts';
import { become, card, deskOf, enter, message, outside, say, sendLead, stageForFile } from './stage.ts';

const stage = stageForFile();
const HEADING = `#1 ${FIRST_LEAD.company}`;

it('a lead goes from the website to the one who calls: card, claim, number, contact', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  await sendLead(page);
  await card(desk, HEADING).getByText('Free, waiting since').waitFor();
  await outside(page)
    .getByRole('button', { name: /^Ana Ruiz.*New lead: Halden Logistics/ })
    .waitFor();

  await card(desk, HEADING).getByRole('button', { name: 'Claim' }).click();
  await card(desk, HEADING).getByText('@Ana Ruiz has it').waitFor();
  expect(await card(desk, HEADING).getByRole('button', { name: 'Claim' }).count()).toBe(0);

  await desk.getByRole('button', { name: /^Baton.*new messages/ }).click();
  const contact = card(desk, `Yours: ${HEADING}`);
  expect(await contact.getByRole('link', { name: FIRST_LEAD.phone }).getAttribute('href')).toBe('tel:+493090182044');
  await desk.getByRole('button', { name: 'Baton', exact: true }).waitFor();

  await contact.getByRole('button', { name: 'Reached' }).click();
  await contact.getByText('Reached 10:0').waitFor();
  await enter(desk, '#leads');
  await card(desk, HEADING).getByText('first contact in time').waitFor();
});

it('the second of two gets a sentence that nobody else sees', async () => {
  const { page } = await stage.visit();
  await sendLead(page);
  await page.getByRole('button', { name: 'Side by side' }).click();
  const [ana, ben] = [deskOf(page, 'Ana Ruiz'), deskOf(page, 'Ben Okafor')];
  await card(ben, HEADING).waitFor();
  await card(ana, HEADING).getByRole('button', { name: 'Claim' }).click();
  await card(ben, HEADING).getByText('@Ana Ruiz has it').waitFor();

  await say(ben, '/lead claim 1');
  await message(ben, 'was faster').getByText('Only visible to you').waitFor();
  await become(ana, 'Kim Sato');
  await card(deskOf(page, 'Kim Sato'), HEADING).getByText('@Ana Ruiz has it').waitFor();
  expect(await page.getByText('was faster').count()).toBe(1);
});

it('the tour does it all in five steps, and ends where somebody was told', async () => {
  const { page } = await stage.visit({ tour: true });
  const tour = page.getByRole('region', { name: 'Guided tour' });
  const step = async (place: string, ...buttons: string[]) => {
    await tour.getByText(place).waitFor();
    for (const name of buttons) await tour.getByRole('button', { name }).click();
  };
  await step('Step 1 of 5', 'Send a lead');
  await step('Step 2 of 5', 'Do it for me');
  await card(deskOf(page, 'Ana Ruiz'), HEADING).getByText('@Ana Ruiz has it').waitFor();
  await step('Step 3 of 5', 'Do it for me');
  await message(deskOf(page, 'Ben Okafor'), 'was faster').waitFor();
  await step('Step 4 of 5', 'Show me', 'Do it for me');
  await step('Step 5 of 5', 'Send one, wait 1 h');
  await step('Tour complete', 'Show me', 'Finish');
  expect(await tour.count()).toBe(0);
  await page.getByRole('button', { name: 'Tour' }).click();
  await step('Step 1 of 5');
});

it('a company with a week behind it shows what it has, and goes on from there', async () => {
  const { page } = await stage.visit({ history: true });
  const desk = deskOf(page, 'Ana Ruiz');
  const headings = desk.getByRole('log', { name: 'Messages' }).getByRole('heading', { name: /^#\d+ / });
  await expect.poll(() => headings.count()).toBeGreaterThan(20);
  await desk.getByRole('heading', { name: 'Today' }).waitFor();
  const free = desk.getByRole('article').filter({ has: page.getByRole('button', { name: 'Claim' }) });
  const before = await free.count();
  await free.last().getByRole('button', { name: 'Claim' }).click();
  await expect.poll(() => free.count()).toBe(before - 1);
});
