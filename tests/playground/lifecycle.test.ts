import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { startLocalSlack } from '../../playground/server/start-local-slack.ts';
import { createSteeredClock } from '../../playground/steered-clock.ts';
import { clientOf, office, openOffice, socketApp } from './office.ts';

it('runs several at once, each for itself', async () => {
  const slacks = await Promise.all([openOffice(), openOffice(), openOffice()]);
  expect(new Set(slacks.map((slack) => slack.url)).size).toBe(3);
  const [first, second] = slacks;
  await clientOf(first).chat.postMessage({ channel: 'C_LEADS', text: 'here' });
  expect(first.person('U_ANA').sees('leads')).toHaveLength(1);
  expect(second.person('U_ANA').sees('leads')).toHaveLength(0);
});

it('leaves nothing running when it stops, whatever was under way', async () => {
  const before = process.getActiveResourcesInfo().length;
  const manifest = parse(await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  const slack = await startLocalSlack({ clock: createSteeredClock(), manifest, company: office });
  const app = socketApp(slack);
  await app.start();
  slack.admin.changeProfile('U_ANA', { tz: 'Asia/Tokyo' });
  void slack.person('U_ANA').type('/lead mine', 'leads');
  void slack.until(() => false).catch(() => {});
  await app.stop();
  await slack.stop();
  await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before);
});

it('knows the commands and shortcuts of our own manifest', async () => {
  const manifest = parse(await readFile(new URL('../../manifest.yml', import.meta.url), 'utf8'));
  const slack = await openOffice({ manifest });
  expect(slack.manifest.commands.map((one) => one.command)).toContain('/lead');
});
