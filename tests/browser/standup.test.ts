import { it } from 'vitest';
import { deskOf, message, openGroup, stageForFile } from './stage.ts';

const stage = stageForFile();

it('a standup is answered with one click, counted in the channel, and closes with an ask that somebody has taken', async () => {
  const { page } = await stage.visit({ at: '#as=U_ANA&in=bot', history: true });
  const ana = deskOf(page, 'Ana Ruiz');
  const prompt = message(ana, 'hello Ana');
  await prompt.getByText('Claimed').waitFor();
  await prompt.getByRole('button', { name: 'Post it' }).click();
  await message(ana, 'Posted').getByRole('button', { name: 'Edit' }).waitFor();

  await ana.getByRole('button', { name: /^standup/ }).click();
  const day = () => message(ana, 'Standup · Mon 9 Mar');
  await day().getByText('Sales 1 of 2').waitFor();
  await day().getByRole('button', { name: /^Take/ }).click();
  await day().getByRole('button', { name: /^Take/ }).waitFor({ state: 'detached' });

  const time = await openGroup(page, 'Time');
  for (let hour = 0; hour < 3; hour += 1) {
    await time.getByRole('button', { name: '+1 h' }).click();
    await time.getByRole('button', { name: '+1 h', disabled: false }).waitFor();
  }
  await day().getByText('2 without an answer').waitFor();
});

it('a lead that a prompt names leads to its card', async () => {
  const { page } = await stage.visit({ at: '#as=U_ANA&in=bot', history: true });
  const ana = deskOf(page, 'Ana Ruiz');
  const lead = message(ana, 'hello Ana').getByRole('link').first();
  const name = await lead.innerText();
  await lead.click();
  await ana.getByRole('heading', { name: 'Thread' }).waitFor();
  await ana.getByRole('article').getByRole('heading', { name }).last().waitFor();
});

it('a Home holds the day: the standup, the leads that wait, the asks', async () => {
  const { page } = await stage.visit({ at: '#as=U_ANA&in=bot&tab=home', history: true });
  const ana = deskOf(page, 'Ana Ruiz');
  await ana.getByText('My day · Mon 9 Mar').waitFor();
  await ana.getByRole('button', { name: 'Post it' }).waitFor();
  await ana.getByText('Leads that wait for your call').waitFor();
  await ana.getByRole('button', { name: /^Take/ }).click();
  await ana.getByRole('button', { name: /^Take/ }).waitFor({ state: 'detached' });
});
