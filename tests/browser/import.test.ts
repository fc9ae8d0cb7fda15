import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { deskOf, message, overflow, PHONE, say, stageForFile } from './stage.ts';

const stage = stageForFile();

/** As a CRM writes it, with a row that names nobody, one that is no address, and a stage that only this company knows. */
const CRM = [
  'Kunde,Mail,Phase,Betreuer',
  'Jane Doe,jane@acme.example,Won,4711',
  'Kim Lee,kim@hooli.example,Heißer Kontakt,',
  'Jim,jim@,Won,',
  ',,Won,',
].join('\n');

it('a file with bad rows is looked at, understood, brought in, and says which rows it left out, on a phone', async () => {
  const { page } = await stage.visit({ width: PHONE, at: '#as=U_ADA&in=C_LEADS' });
  const ada = deskOf(page, 'Ada Lind');
  const has = async (what: string) => {
    expect(await overflow(page), `${what} is wider than the phone`).toBe(0);
  };
  const dialog = (name: string) => ada.getByRole('dialog', { name });

  await say(ada, '/lead import');
  await dialog('Import leads')
    .getByLabel('A CSV of your CRM or spreadsheet')
    .setInputFiles({ name: 'crm.csv', mimeType: 'text/csv', buffer: Buffer.from(CRM) });
  await has('the form');
  await dialog('Import leads').getByRole('button', { name: 'Look at it' }).click();
  await dialog('Import leads').getByText('I am reading it.').waitFor();
  await page.keyboard.press('Escape');

  await page.goto(page.url().replace(/#.*/, '#as=U_ADA&in=bot'));
  await message(ada, 'Kept beside the fields: Kunde').getByRole('button', { name: /holds/ }).click();
  await has('the columns');
  await choose(dialog('Columns'), 'Kunde', 'Name');
  await dialog('Columns').getByRole('button', { name: 'Look again' }).click();
  await page.keyboard.press('Escape');
  await message(ada, 'What do these stages mean?')
    .getByRole('button', { name: /stages/ })
    .click();
  await choose(dialog('Stages'), 'Heißer Kontakt', 'Qualified');
  await has('the stages');
  await dialog('Stages').getByRole('button', { name: 'Look again' }).click();
  await page.keyboard.press('Escape');
  await message(ada, '2 rows would become leads').waitFor();
  await has('the dry run');
  await message(ada, '2 rows would become leads').getByRole('button', { name: 'Import 2' }).click();
  await message(ada, '2 rows became leads')
    .getByRole('button', { name: /left out/ })
    .click();
  await dialog('Left out').getByText('That is no e-mail address.').waitFor();
  await has('what was left out');
});

/** Chooses in a menu of a form. */
async function choose(form: Locator, label: string, option: string): Promise<void> {
  await form.getByRole('combobox', { name: new RegExp(`^${label}`) }).click();
  await form.page().getByRole('option', { name: option, exact: true }).click();
}
