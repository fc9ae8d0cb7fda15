import type { Locator, Page } from 'playwright-core';
import { it } from 'vitest';
import { become, deskOf, enter, message, openGroup, say, sendLead, stageForFile } from './stage.ts';

const stage = stageForFile();

/** Somebody else looks, at what Baton has sent them. */
async function asksWith(page: Page, from: Locator, name: string): Promise<Locator> {
  await become(from, name);
  const desk = deskOf(page, name);
  await enter(desk, 'Baton');
  return desk;
}

/** Judges two leads, one tap each. */
async function judges(desk: Locator, verdict: 'Good fit' | 'Not a fit'): Promise<void> {
  for (const place of ['lead 1 of 2', 'lead 2 of 2'])
    await message(desk, `Review 1: ${place}`)
      .getByRole('button', { name: new RegExp(`^${verdict}`) })
      .click();
  await message(desk, 'Review 1').getByText('Thank you').waitFor();
}

it('a review goes from the form over one tap a lead to what both teams found, and to a decision', async () => {
  const { page } = await stage.visit();
  const ana = deskOf(page, 'Ana Ruiz');
  await sendLead(page);
  await sendLead(page, 'A pricing question');

  // A manager starts it as it is offered.
  await become(ana, 'Max Weber');
  const max = deskOf(page, 'Max Weber');
  await enter(max, '#leads');
  // Only what has arrived can be drawn.
  for (const number of [1, 2])
    await max
      .getByRole('heading', { name: new RegExp(`^#${number} `) })
      .first()
      .waitFor();
  await say(max, '/lead-review start');
  const form = max.getByRole('dialog', { name: 'Review leads' });
  await form.getByRole('button', { name: 'Show the leads' }).click();
  const sample = max.getByRole('dialog', { name: 'Review these?' });
  await sample.getByText('Halden Logistics').waitFor();
  await sample.getByRole('button', { name: 'Start' }).click();
  await max.getByRole('dialog').getByText('Review 1 starts in').waitFor();
  await page.keyboard.press('Escape');
  await message(max, 'Lead review 1')
    .getByText(/0 of 4 judged/)
    .waitFor();

  // Sales finds both no fit, marketing both good, and neither sees that of the other.
  await judges(await asksWith(page, max, 'Ana Ruiz'), 'Not a fit');
  await judges(await asksWith(page, ana, 'Ben Okafor'), 'Not a fit');
  const ben = deskOf(page, 'Ben Okafor');
  await judges(await asksWith(page, ben, 'Mia Chen'), 'Good fit');

  await become(deskOf(page, 'Mia Chen'), 'Max Weber');
  await enter(max, '#leads');
  await message(max, 'Lead review 1').getByText('agree on 0 of 2 leads').waitFor();
  await message(max, 'Lead review 1')
    .getByRole('button', { name: /repl(y|ies)/ })
    .click();
  await (await openGroup(page, 'Time')).getByRole('button', { name: '+5 min' }).click();
  const result = message(max, 'Review 1: what you found');
  await result.getByText('2 decisions wanted').waitFor();
  await result.getByRole('figure', { name: 'What each team finds' }).waitFor();
  const row = result.getByRole('row').filter({ hasText: 'Source: website' });
  await row.getByText('0 of 1').first().waitFor();

  const reply = message(max, '(1 of 2)');
  await reply.getByText('You differ here').waitFor();
  await reply.getByRole('button', { name: /^Decide/ }).click();
  const decide = max.getByRole('dialog', { name: 'Decide' });
  await decide.getByRole('textbox', { name: /^What we do/ }).fill('If a form names no budget, then it asks for it');
  await decide.getByRole('button', { name: 'Decide' }).click();
  await page.keyboard.press('Escape');
  await reply.getByText('then it asks for it').waitFor();
  await message(max, 'Lead review 1').getByText('1 of 2 leads left').waitFor();
});
