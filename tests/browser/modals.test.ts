import { expect, it } from 'vitest';
import { deskOf, focused, message, say, stageForFile } from './stage.ts';

const stage = stageForFile();

it('a modal says what Slack and then the bot find missing, and keeps what was typed', async () => {
  const { page } = await stage.visit({ at: '#as=U_MIA' });
  const desk = deskOf(page, 'Mia Chen');
  await desk.getByRole('button', { name: 'Shortcuts', exact: true }).click();
  await desk.getByRole('menuitem', { name: 'New lead' }).click();
  const modal = desk.getByRole('dialog', { name: 'New lead' });
  const field = (label: RegExp) => modal.getByRole('textbox', { name: label });
  await field(/^Company/).fill('Acme <b>');
  await field(/^E-mail/).fill('no address');
  await modal.getByRole('button', { name: 'Add' }).click();
  await modal.getByText('Please enter a valid email address.').waitFor();
  expect(await field(/^E-mail/).getAttribute('aria-invalid')).toBe('true');

  await field(/^E-mail/).fill('');
  await modal.getByRole('button', { name: 'Add' }).click();
  await modal.getByText('Somebody must be able to reach them').waitFor();
  expect(await field(/^Company/).inputValue()).toBe('Acme <b>');

  await field(/^E-mail/).fill('kai@acme.example');
  await field(/^E-mail/).press('Enter');
  const added = desk.getByRole('dialog', { name: 'Added' });
  await added.waitFor();
  await page.keyboard.press('Escape');
  await added.waitFor({ state: 'hidden' });
  await message(desk, '#1 Acme <b>').waitFor();
});

it('a modal covers the desk of its person only, and gives the focus back', async () => {
  const { page } = await stage.visit({ at: '#as=U_MIA&in=C_LEADS&with=U_BEN&with-in=C_LEADS' });
  const [mia, ben] = [deskOf(page, 'Mia Chen'), deskOf(page, 'Ben Okafor')];
  const composer = mia.getByRole('combobox', { name: /^Message #leads/ });
  await composer.fill('/lead new');
  await composer.press('Escape');
  await composer.press('Enter');
  await mia.getByRole('dialog', { name: 'New lead' }).waitFor();
  expect(await ben.getByRole('dialog').count()).toBe(0);
  await say(ben, 'Anybody at the fair?');
  await message(mia, 'Anybody at the fair?').waitFor();
  // A press on its words brings the keyboard back to it.
  await mia.getByRole('dialog').getByRole('heading', { name: 'New lead' }).click();
  await page.keyboard.press('Escape');
  await mia.getByRole('dialog').waitFor({ state: 'hidden' });
  await focused(composer);
});

it('a message becomes a lead by its shortcut', async () => {
  const { page } = await stage.visit({ at: '#as=U_MIA&in=C_SMARKETING' });
  const desk = deskOf(page, 'Mia Chen');
  await say(desk, 'Met kai@acme.example of Acme at the fair');
  await message(desk, 'Met kai').hover();
  await message(desk, 'Met kai').getByRole('button', { name: 'Message shortcuts' }).click();
  await desk.getByRole('menuitem', { name: 'Create lead from message' }).click();
  const modal = desk.getByRole('dialog', { name: 'New lead' });
  expect(await modal.getByRole('textbox', { name: /^E-mail/ }).inputValue()).toBe('kai@acme.example');
  await modal.getByRole('button', { name: 'Add' }).click();
  await desk.getByRole('dialog', { name: 'Added' }).getByRole('button', { name: 'Close' }).last().click();
  await desk.getByRole('button', { name: /^leads.*new messages/ }).click();
  await message(desk, '#1 ').getByRole('button', { name: 'Claim' }).waitFor();
});

it('a guest is told kindly that Baton is not for them', async () => {
  const { page } = await stage.visit({ at: '#as=U_KIM' });
  const desk = deskOf(page, 'Kim Sato');
  await say(desk, '/lead new');
  await desk.getByText('Only visible to you').waitFor();
  expect(await desk.getByRole('dialog').count()).toBe(0);
  expect(await message(desk, 'Only visible to you').innerText()).toMatch(/guest/i);
});
