import { expect, it } from 'vitest';
import { FIRST_LEAD } from '../../playground/sample-leads.ts';
import { card, deskOf, enter, openGroup, say, sendLead, stageForFile } from './stage.ts';

const stage = stageForFile();
const HEADING = `#1 ${FIRST_LEAD.company}`;
const WORDS = 'The board decides on Monday evening';

it('a lead that is put off comes back to the same person at their opening time, with their own words', async () => {
  const { page } = await stage.visit();
  const ana = deskOf(page, 'Ana Ruiz');
  await sendLead(page);
  await card(ana, HEADING).getByRole('button', { name: 'Claim' }).click();
  await card(ana, HEADING).getByText('@Ana Ruiz has it').waitFor();

  await say(ana, `/lead later 1 ${WORDS}`);
  const form = ana.getByRole('dialog', { name: 'Later' });
  const said = form.getByRole('textbox', { name: /^What did they say/ });
  await expect.poll(() => said.inputValue()).toBe(WORDS);
  await form.getByLabel('Back on').fill('2026-03-10');
  await form.getByRole('button', { name: 'Put on the shelf' }).click();
  await ana.getByRole('dialog').getByText('comes back to').waitFor();
  await page.keyboard.press('Escape');

  await (await openGroup(page, 'Time')).getByRole('button', { name: 'Tomorrow 09:00' }).click();
  await enter(ana, 'Baton');
  const back = card(ana, `Back: ${HEADING}`);
  await back.getByText(new RegExp(`You wrote yesterday: Not now. ${WORDS}`)).waitFor();
  await back.getByRole('link', { name: FIRST_LEAD.phone }).waitFor();
  await back.getByRole('button', { name: 'Later' }).waitFor();
  await back.getByRole('button', { name: 'On it' }).click();
  await ana.getByRole('button', { name: 'Reached' }).first().waitFor();
});
