import { expect, it } from 'vitest';
import { card, deskOf, focused, message, say, sendLead, stageForFile } from './stage.ts';

const stage = stageForFile();

it('a command is found, completed and sent without a pointer', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  const composer = desk.getByRole('combobox', { name: /^Message #leads/ });
  await composer.focus();
  await page.keyboard.type('/');
  const commands = desk.getByRole('listbox', { name: 'Commands' });
  await commands.getByRole('option', { name: /^\/lead.*new \| claim/ }).waitFor();
  await page.keyboard.type('le');
  await page.keyboard.press('Tab');
  expect(await composer.inputValue()).toBe('/lead ');

  const words = desk.getByRole('listbox', { name: 'What it can do' });
  await words.waitFor();
  await page.keyboard.type('mi');
  await expect.poll(() => words.getByRole('option', { selected: true }).allInnerTexts()).toEqual(['mine']);
  await page.keyboard.press('Enter');
  expect(await composer.inputValue()).toBe('/lead mine ');
  await page.keyboard.press('Enter');
  await message(desk, 'Only visible to you').waitFor();
  expect(await composer.inputValue()).toBe('');
});

it('a line that is no command can be sent although a list is open', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  const composer = desk.getByRole('combobox', { name: /^Message #leads/ });
  await composer.focus();
  await page.keyboard.type('Ask @be');
  await desk.getByRole('option', { name: /Ben Okafor/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('about it');
  await page.keyboard.press('Enter');
  await message(desk, 'Ask @Ben Okafor about it').waitFor();
});

it('an overflow menu is opened, walked through and closed', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  await sendLead(page);
  const more = card(desk, '#1 ').getByRole('button', { name: 'More actions' });
  const chosen = () => page.locator(':focus').innerText();
  await more.focus();
  await page.keyboard.press('ArrowDown');
  const items = desk.getByRole('menu').getByRole('menuitem');
  await items.first().waitFor();
  const names = await items.allInnerTexts();
  await expect.poll(chosen).toBe(names[0]);
  await page.keyboard.press('ArrowUp');
  expect(await chosen()).toBe(names.at(-1));
  await page.keyboard.press('Escape');
  await items.first().waitFor({ state: 'hidden' });
  await focused(more);

  await page.keyboard.press('Enter');
  await items.first().waitFor();
  while ((await chosen()) !== 'Why this time?') await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await message(desk, 'due Mon 11:00 CET').waitFor();
});

it('somebody else is chosen, and the focus stays on the desk', async () => {
  const { page } = await stage.visit();
  const me = deskOf(page, 'Ana Ruiz').getByRole('button', { name: /^You are Ana Ruiz/ });
  await me.focus();
  await page.keyboard.press('Enter');
  await focused(page.getByRole('menuitemradio', { name: /^Ana Ruiz/, checked: true }));
  await page.keyboard.press('ArrowDown');
  await focused(page.getByRole('menuitemradio', { name: /^Ben Okafor/ }));
  await page.keyboard.press('Enter');
  await deskOf(page, 'Ben Okafor').waitFor();
});

it('a thread is answered and closed', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  await say(desk, 'Who was at the fair?');
  const reply = message(desk, 'Who was at the fair?').getByRole('button', { name: 'Reply in thread' });
  await reply.focus();
  await page.keyboard.press('Enter');
  const thread = desk.getByRole('complementary', { name: 'Thread' });
  await thread.getByRole('combobox', { name: 'Reply…' }).fill('I was.');
  await page.keyboard.press('Enter');
  await message(thread, 'I was.').waitFor();
  await desk.getByRole('button', { name: '1 reply' }).waitFor();
  await thread.getByRole('button', { name: 'Close the thread' }).focus();
  await page.keyboard.press('Enter');
  await thread.waitFor({ state: 'hidden' });
  expect(await desk.getByText('I was.').count()).toBe(0);
});
