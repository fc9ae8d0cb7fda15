import { expect, it } from 'vitest';
import type { Playground } from '../../playground/main.ts';
import { FIRST_LEAD } from '../../playground/sample-leads.ts';
import {
  become,
  card,
  deskOf,
  enter,
  openGroup,
  outside,
  overflow,
  PHONE,
  say,
  sendLead,
  stageForFile,
} from './stage.ts';

const stage = stageForFile();
const HEADING = `#1 ${FIRST_LEAD.company}`;
const SECOND = '#2 Feld & Söhne';
/** More than the half hour that an offer may take. */
const TOO_LATE = '+1 h';

/** Ada sets up that Ana and Ben take turns, and that Max has in the end what neither takes. */
async function takingTurns({ show }: Playground): Promise<void> {
  const { slack } = show.stage;
  const ada = slack.person('U_ADA');
  const form = (title: string) =>
    slack.until(() => {
      const view = ada.view();
      return view?.title === title ? view : undefined;
    });
  await ada.type('/baton setup', 'C_LEADS');
  await ada.submit(await form('Set up Baton'), {});
  await ada.press(await form('Baton is ready'), 'More');
  await ada.press(await form('More settings'), 'routing.open');
  await ada.press(await form('Routing'), 'Add a pool');
  const pool = { name: 'Berlin', people: ['U_ANA', 'U_BEN'], timeout: '30', last: 'U_MAX' };
  await ada.submit(await form('New pool'), pool);
  await ada.press(await form('Routing'), 'Add a rule');
  const rule = await form('New rule');
  const named = JSON.stringify(rule.blocks).match(/"text":"Berlin"[^}]*\},"value":"([^"]+)"/)?.[1] ?? '';
  await ada.submit(rule, { pool: named });
  await form('Routing');
  await ada.closeAll();
}

it('a lead of a pool is passed on, runs out of time, and ends at a named person; the next one is taken', async () => {
  const { page, playground } = await stage.visit();
  await takingTurns(playground);
  const [ana, ben, max] = ['Ana Ruiz', 'Ben Okafor', 'Max Weber'].map((name) => deskOf(page, name));
  if (ana === undefined || ben === undefined || max === undefined) throw new Error('Nobody is there');
  const toBaton = (desk: typeof ana) =>
    desk
      .getByRole('button', { name: /^Baton/ })
      .first()
      .click();
  await sendLead(page);
  await card(ana, HEADING).getByText('Offered to Ana Ruiz').waitFor();
  expect(await card(ana, HEADING).getByRole('button', { name: 'Claim' }).count()).toBe(0);

  await toBaton(ana);
  await card(ana, `Your turn: ${HEADING}`)
    .getByRole('button', { name: /^Pass lead/ })
    .click();
  const form = ana.getByRole('dialog');
  await form.getByRole('textbox').fill('On a train');
  await form.getByRole('button', { name: 'Pass on' }).click();
  await ana.getByText(`You passed it on: ${HEADING}`).waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'hidden' });

  await become(ana, 'Ben Okafor');
  await toBaton(ben);
  await card(ben, `Your turn: ${HEADING}`)
    .getByRole('button', { name: /^Take lead/ })
    .waitFor();
  await (await openGroup(page, 'Time')).getByRole('button', { name: TOO_LATE }).click();
  await ben.getByText(`The time was up: ${HEADING}`).waitFor();

  await become(ben, 'Max Weber');
  await toBaton(max);
  await card(max, `Yours: ${HEADING}`).getByRole('button', { name: 'Reached' }).waitFor();
  await enter(max, '#leads');
  await card(max, HEADING).getByText('Nobody in Berlin could take it').waitFor();
  await say(max, '/lead why 1');
  await max.getByText(/Nobody is left, so it is Max Weber’s: the fallback/).waitFor();

  await sendLead(page, 'A pricing question');
  await become(max, 'Ana Ruiz');
  await toBaton(ana);
  await card(ana, `Your turn: ${SECOND}`)
    .getByRole('button', { name: /^Take lead/ })
    .click();
  await card(ana, `Yours: ${SECOND}`).getByRole('button', { name: 'Reached' }).waitFor();
});

it('whoever goes away decides on a phone what becomes of a lead that is due meanwhile', async () => {
  const { page } = await stage.visit({ width: PHONE, hasTouch: true });
  const ana = deskOf(page, 'Ana Ruiz');
  const has = async (what: string) => expect(await overflow(page), `${what} is wider than the phone`).toBe(0);
  await page.getByRole('button', { name: 'Outside' }).tap();
  await sendLead(page);
  await outside(page).getByRole('button', { name: 'Close the outside world' }).tap();
  await card(ana, HEADING).getByRole('button', { name: 'Claim' }).tap();
  await card(ana, HEADING).getByText('@Ana Ruiz has it').waitFor();

  await say(ana, '/baton away until Friday');
  const asked = ana.getByRole('dialog', { name: 'Before you go' });
  await asked.getByText('One lead is due before you are back').waitFor();
  await has('the list');
  await asked.getByRole('button', { name: 'Hand lead 1 over' }).tap();
  const form = ana.getByRole('dialog', { name: 'Hand over' });
  await form.getByText('Nobody in mind?').waitFor();
  await has('the form');
  await form.getByRole('button', { name: 'Give back' }).tap();
  await asked.getByText('is free again').waitFor();
  await asked.getByRole('button', { name: 'Undo' }).tap();
  await asked.getByText('is not given back').waitFor();
  await asked.getByRole('button', { name: 'Keep lead 1' }).tap();
  await asked.getByText('stays yours.').waitFor();
  await has('what is left');
});
