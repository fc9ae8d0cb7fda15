import type { Locator, Page } from 'playwright-core';
import { it } from 'vitest';
import type { Playground } from '../../playground/main.ts';
import { become, deskOf, enter, message, openGroup, say, stageForFile } from './stage.ts';

const stage = stageForFile();

/** Six people write and vote one after the other on one page. */
const PATIENCE = 180_000;

const SALES = { U_ANA: 'Ana Ruiz', U_BEN: 'Ben Okafor', U_CAL: 'Cal Ortiz' };
const MARKETING = { U_MIA: 'Mia Chen', U_NOA: 'Noa Levi', U_TOM: 'Tom Berg' };

/** Three sell and three market: Cal, Noa and Tom have just come, and Ada puts them into their teams. */
async function sixPeople({ show }: Playground): Promise<void> {
  const { slack } = show.stage;
  for (const [id, realName] of Object.entries({ ...SALES, ...MARKETING }))
    if (!slack.people().some((one) => one.id === id)) {
      slack.admin.join({ id, name: realName.toLowerCase().replace(' ', '.'), realName, tz: 'Europe/Berlin' });
      slack.admin.addToChannel('C_LEADS', id);
    }
  const ada = slack.person('U_ADA');
  await ada.type('/baton setup');
  const view = await slack.until(() => ada.view());
  await ada.submit(view, { channel: 'C_LEADS', sales: Object.keys(SALES), marketing: Object.keys(MARKETING) });
  await ada.closeAll();
}

/** Somebody else looks, at what Baton has sent them. */
async function asksWith(page: Page, from: Locator, name: string): Promise<Locator> {
  await become(from, name);
  const desk = deskOf(page, name);
  await enter(desk, 'Baton');
  return desk;
}

/** Writes a card, and has no more to say. */
async function writes(desk: Locator, column: string, card: string): Promise<void> {
  const own = message(desk, 'Only you see your cards');
  await own.getByRole('button', { name: 'Add a card' }).click();
  const form = desk.getByRole('dialog', { name: 'Add a card' });
  await form.getByRole('radio', { name: new RegExp(`^${column}`) }).check();
  await form.getByRole('textbox', { name: 'Your card' }).fill(card);
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await own.getByText('You have written 1 card').waitFor();
  await own.getByRole('button', { name: 'I’m finished' }).click();
  await message(desk, /Thank you: you are finished|the cards are shown/).waitFor();
}

/** Chooses in a menu of several. */
async function chooses(page: Page, form: Locator, field: string, topics: readonly string[]): Promise<void> {
  if (topics.length === 0) return;
  await form.getByRole('combobox', { name: field }).click();
  for (const topic of topics) await page.getByRole('option', { name: topic }).click();
  await page.keyboard.press('Escape');
}

/** Votes in the message that asks for it. */
async function votes(page: Page, desk: Locator, wish: { once?: readonly string[]; twice?: readonly string[] }) {
  await message(desk, 'what shall we talk about?').getByRole('button', { name: 'Vote' }).click();
  const form = desk.getByRole('dialog', { name: 'You have 3 dots' });
  await chooses(page, form, 'One dot on', wish.once ?? []);
  await chooses(page, form, 'Two dots on', wish.twice ?? []);
  await form.getByRole('button', { name: 'Vote' }).click();
  await message(desk, /you have voted|the vote is over/).waitFor();
}

it('a retro of six people goes from cards that nobody else sees over a blind vote to a decision', {
  timeout: PATIENCE,
}, async () => {
  const { page, playground } = await stage.visit();
  await sixPeople(playground);
  const everybody = [...Object.values(SALES), ...Object.values(MARKETING)];

  // Their manager begins it as it is offered.
  await become(deskOf(page, 'Ana Ruiz'), 'Max Weber');
  const max = deskOf(page, 'Max Weber');
  await enter(max, '#leads');
  await say(max, '/retro start');
  const start = max.getByRole('dialog', { name: 'Start a retro' });
  await start.getByRole('combobox', { name: 'Where' }).click();
  await page.getByRole('option', { name: 'leads' }).click();
  await start.getByRole('button', { name: 'Start' }).click();
  await max.getByRole('dialog').getByText('Retro 1 has begun').waitFor();
  await page.keyboard.press('Escape');
  await message(max, 'Retro 1').getByText('0 of 6 finished').waitFor();

  // Six cards, which nobody else sees before all are finished.
  const cards = [
    'Leads wait over night',
    'The talk track works',
    'No phone numbers',
    'Demos are booked twice',
    'Asks lie around',
    'Leads sleep at night',
  ];
  let desk = max;
  for (const [at, name] of everybody.entries()) {
    desk = await asksWith(page, desk, name);
    await writes(desk, at === 1 ? 'Keep' : 'Fix', cards[at] ?? '');
  }

  // All cards are shown at once; Max groups two that say the same.
  await become(desk, 'Max Weber');
  await enter(max, '#leads');
  await message(max, 'Retro 1').getByText('0 of 6 voted').waitFor();
  await message(max, 'Retro 1')
    .getByRole('button', { name: /repl(y|ies)/ })
    .click();
  await message(max, 'Retro 1: your cards').getByText('Demos are booked twice').waitFor();
  // What is voted on follows the cards.
  await (await openGroup(page, 'Time')).getByRole('button', { name: '+5 min' }).click();
  const topics = message(max, 'topics to vote on');
  await topics.getByRole('button', { name: 'Group topics' }).click();
  const group = max.getByRole('dialog', { name: 'Group topics' });
  await chooses(page, group, 'These are one topic', ['Leads wait over night', 'Leads sleep at night']);
  await group.getByRole('button', { name: 'Group', exact: true }).click();
  await topics.getByText('5 topics to vote on').waitFor();

  // Sales wants phone numbers, marketing sees lost asks, and both see leads that wait.
  desk = max;
  for (const [at, name] of everybody.entries()) {
    desk = await asksWith(page, desk, name);
    const gap = at < 3 ? 'No phone numbers' : 'Asks lie around';
    await votes(
      page,
      desk,
      at % 2 === 0 ? { twice: [gap], once: ['Leads wait over night'] } : { twice: ['Leads wait over night'] },
    );
  }

  await become(desk, 'Max Weber');
  await enter(max, '#leads');
  await message(max, 'Retro 1')
    .getByRole('button', { name: /repl(y|ies)/ })
    .click();
  const result = message(max, 'what to talk about');
  await result.getByText('3 of sales and 3 of marketing have voted.').waitFor();
  await result.getByText(/^Common ground · sales ●●●●/).waitFor();
  await result.getByText(/^Perception gap: only sales sees this/).waitFor();
  await result.getByText(/^Perception gap: only marketing sees this/).waitFor();

  const first = max.getByRole('article').filter({ has: page.getByRole('button', { name: 'Decide about topic 1' }) });
  await first.getByRole('button', { name: 'Decide about topic 1' }).click();
  const decide = max.getByRole('dialog', { name: 'Decide' });
  await decide
    .getByRole('textbox', { name: /^What we do/ })
    .fill('If a lead comes after six, then it is called at nine');
  await decide.getByRole('button', { name: 'Decide' }).click();
  await page.keyboard.press('Escape');
  await first.getByText('then it is called at nine').waitFor();
});
