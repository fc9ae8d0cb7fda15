import { expect, it } from 'vitest';
import { FIRST_LEAD } from '../../playground/sample-leads.ts';
import { become, card, deskOf, enter, message, say, sendLead, stageForFile } from './stage.ts';

const stage = stageForFile();
const HEADING = `#1 ${FIRST_LEAD.company}`;

it('a lead that has ended is judged with one tap, more is said, kept, and taken back', async () => {
  const { page } = await stage.visit();
  const ana = deskOf(page, 'Ana Ruiz');
  await sendLead(page);
  await card(ana, HEADING).getByRole('button', { name: 'Claim' }).click();
  await card(ana, HEADING).getByText('@Ana Ruiz has it').waitFor();
  await say(ana, '/lead reject 1 no need');
  await card(ana, HEADING).getByText('Not a fit: No need').waitFor();

  await become(ana, 'Mia Chen');
  const mia = deskOf(page, 'Mia Chen');
  await enter(mia, '#leads');
  await card(mia, HEADING).getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Rate' }).click();
  await message(mia, 'how good a lead is it?').getByRole('button', { name: 'Good fit' }).click();
  await card(mia, HEADING).getByText('Marketing: Good fit').waitFor();

  // What is typed stays, also when the window is closed instead of sent.
  const noted = message(mia, 'Noted, thank you.');
  await noted.getByRole('button', { name: 'Say more' }).click();
  const form = mia.getByRole('dialog', { name: 'Good fit' });
  const note = form.getByRole('textbox', { name: /^What helped/ });
  await note.fill('They asked for a price on Monday');
  await note.blur();
  await form.getByRole('button', { name: 'Close' }).first().click();
  await form.waitFor({ state: 'detached' });
  await noted.getByRole('button', { name: 'Say more' }).click();
  await expect.poll(() => note.inputValue()).toBe('They asked for a price on Monday');
  await form.getByRole('button', { name: 'Send' }).click();
  const sent = mia.getByRole('dialog', { name: 'Baton' });
  await sent.getByText('Both teams see it with the lead').waitFor();
  await page.keyboard.press('Escape');
  await sent.waitFor({ state: 'detached' });

  await say(mia, '/lead-review rate 1');
  await message(mia, 'So far you say').waitFor();
  await noted.getByRole('button', { name: 'Take back' }).click();
  await message(mia, 'You say nothing of').waitFor();
  await card(mia, HEADING).getByText('Marketing: Good fit').waitFor({ state: 'detached' });
});
