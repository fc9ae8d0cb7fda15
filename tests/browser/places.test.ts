import { expect, it } from 'vitest';
import {
  become,
  card,
  deskOf,
  enter,
  message,
  outside,
  overflow,
  PHONE,
  say,
  sendLead,
  stageForFile,
  WIDE,
} from './stage.ts';

const stage = stageForFile();

it('a reload keeps the place: who, where, which thread, and who is beside them', async () => {
  const { page } = await stage.visit();
  const ana = deskOf(page, 'Ana Ruiz');
  await enter(ana, '#smarketing');
  await say(ana, 'Who goes to the fair?');
  await message(ana, 'Who goes').hover();
  await message(ana, 'Who goes').getByRole('button', { name: 'Reply in thread' }).click();
  await ana.getByRole('complementary', { name: 'Thread' }).waitFor();
  await page.getByRole('button', { name: 'Side by side' }).click();
  await become(deskOf(page, 'Ben Okafor'), 'Kim Sato');
  await deskOf(page, 'Kim Sato').getByRole('heading', { level: 1, name: '#leads' }).waitFor();
  await page.reload();
  await ana.getByRole('complementary', { name: 'Thread' }).getByText('Who goes to the fair?').waitFor();
  await ana.getByRole('heading', { level: 1, name: '#smarketing' }).waitFor();
  await deskOf(page, 'Kim Sato').getByRole('heading', { level: 1, name: '#leads' }).waitFor();
  expect(await page.getByRole('region', { name: 'Guided tour' }).count()).toBe(0);
  await page.goBack();
  await deskOf(page, 'Ben Okafor').waitFor();
});

it('what only one person sees can be dismissed, and comes back on no screen of others', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  await say(desk, '/lead help');
  const help = message(desk, 'Only visible to you');
  await help.getByRole('button', { name: 'Dismiss' }).click();
  await help.waitFor({ state: 'hidden' });
  await desk.getByText('No messages yet.').waitFor();
});

it('what is typed and not sent waits in its channel', async () => {
  const { page } = await stage.visit();
  const desk = deskOf(page, 'Ana Ruiz');
  const composer = desk.getByRole('combobox', { name: /^Message / });
  await composer.fill('Half a sent');
  await enter(desk, '#smarketing');
  await expect.poll(() => composer.inputValue()).toBe('');
  await enter(desk, '#leads');
  await expect.poll(() => composer.inputValue()).toBe('Half a sent');
});

it('on a phone everything has room: channel, drawer, sheet, modal, thread', async () => {
  const { page } = await stage.visit({ width: PHONE, hasTouch: true });
  const desk = deskOf(page, 'Ana Ruiz');
  const has = async (what: string) => expect(await overflow(page), `${what} is wider than the phone`).toBe(0);
  await has('the channel');
  await page.getByRole('button', { name: 'Outside' }).tap();
  await outside(page).getByRole('button', { name: 'Send' }).waitFor();
  await has('the sheet');
  await sendLead(page, 'Hostile text that must not call everybody');
  await outside(page).getByRole('button', { name: 'Close the outside world' }).tap();
  await card(desk, '#1 ').waitFor();
  await has('a card');
  expect(await page.getByRole('button', { name: 'Side by side' }).count()).toBe(0);

  await desk.getByRole('button', { name: 'Channels and apps' }).tap();
  await desk.getByRole('navigation', { name: 'Channels and apps' }).waitFor();
  await has('the drawer');
  await desk.getByRole('button', { name: /^smarketing/ }).tap();
  await desk.getByRole('heading', { level: 1, name: '#smarketing' }).waitFor();
  await say(desk, 'Hello');
  await message(desk, 'Hello').tap();
  await message(desk, 'Hello').getByRole('button', { name: 'Reply in thread' }).tap();
  await desk.getByRole('button', { name: 'Back to the channel' }).waitFor();
  await has('the thread');
  await desk.getByRole('button', { name: 'Back to the channel' }).tap();
  await desk.getByRole('button', { name: 'Shortcuts', exact: true }).tap();
  await has('a menu');
  await desk.getByRole('menuitem', { name: 'New lead' }).tap();
  await desk.getByRole('dialog', { name: 'New lead' }).waitFor();
  await has('a modal');
});

it('it is dark where the system is dark, and as somebody says if they say so', async () => {
  const { page } = await stage.visit({ colorScheme: 'dark' });
  const light = () =>
    page.locator('html').evaluate((html) => {
      const colour = html.ownerDocument.defaultView?.getComputedStyle(html).backgroundColor ?? '';
      const [red, green, blue] = (colour.match(/\d+/g) ?? []).map(Number);
      return ((red ?? Number.NaN) + (green ?? 0) + (blue ?? 0)) / 3;
    });
  expect(await light()).toBeLessThan(80);
  await page.getByRole('button', { name: /^Colours: as the system/ }).click();
  await expect.poll(light).toBeGreaterThan(180);
  await page.reload();
  await page.getByRole('button', { name: 'Colours: light' }).waitFor();
  expect(await light()).toBeGreaterThan(180);
});

it('a window that becomes narrow shows one desk, and both again when it is wide', async () => {
  const { page } = await stage.visit({ at: '#as=U_ANA&in=C_LEADS&with=U_BEN&with-in=C_LEADS' });
  await deskOf(page, 'Ben Okafor').waitFor();
  await page.setViewportSize({ width: PHONE, height: 700 });
  await deskOf(page, 'Ben Okafor').waitFor({ state: 'hidden' });
  expect(await overflow(page)).toBe(0);
  await page.setViewportSize({ width: WIDE, height: 700 });
  await deskOf(page, 'Ben Okafor').waitFor();
});
