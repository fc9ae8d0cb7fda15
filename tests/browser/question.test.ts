import { it } from 'vitest';
import { FIRST_LEAD } from '../../playground/sample-leads.ts';
import { become, card, deskOf, enter, message, openGroup, outside, say, sendLead, stageForFile } from './stage.ts';

const stage = stageForFile();
/** More than the minute in which a slip can be mended. */
const LATER = '+5 min';
const HEADING = `#1 ${FIRST_LEAD.company}`;

it('a rejection is questioned by marketing, overturned by both managers, and back with its owner', async () => {
  const { page } = await stage.visit();
  const ana = deskOf(page, 'Ana Ruiz');
  await sendLead(page);
  await card(ana, HEADING).getByRole('button', { name: 'Claim' }).click();
  await card(ana, HEADING).getByText('@Ana Ruiz has it').waitFor();
  await say(ana, '/lead reject 1 no need');
  await card(ana, HEADING).getByText('Not a fit').waitFor();

  await become(ana, 'Mia Chen');
  const mia = deskOf(page, 'Mia Chen');
  await enter(mia, '#leads');
  await card(mia, HEADING).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Question this' }).click();
  const form = mia.getByRole('dialog', { name: 'Question' });
  await form.getByRole('textbox', { name: /^Why/ }).fill('They asked for a price on Monday');
  await form.getByRole('button', { name: 'Ask' }).click();
  await mia.getByRole('dialog').getByText('In a minute the managers').waitFor();
  await page.keyboard.press('Escape');

  await become(mia, 'Max Weber');
  const max = deskOf(page, 'Max Weber');
  await (await openGroup(page, 'Time')).getByRole('button', { name: LATER }).click();
  await enter(max, 'Baton');
  await message(max, 'asks for another look').getByRole('button', { name: 'Overturn' }).click();
  await message(max, 'Both of you').getByText('it goes back to').waitFor();

  await become(max, 'Ana Ruiz');
  await outside(page).getByRole('button', { name: LATER }).click();
  await enter(ana, 'Baton');
  await card(ana, `Back: ${HEADING}`).getByText('They asked for a price on Monday').waitFor();
  await card(ana, `Back: ${HEADING}`).getByRole('button', { name: 'On it' }).waitFor();
});
