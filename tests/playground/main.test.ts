import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startPlayground } from '../../playground/main.ts';
import { openingTime } from '../../playground/opening-time.ts';
import { createLog } from '../../src/platform/log.ts';
import { open } from './page/browser.ts';
import { MONDAY_TEN, play, playgroundConfig } from './page/play.ts';

const at = (text: string) => Date.parse(text);

describe('the clock begins when phones may ring', () => {
  it('at the real time while the office is open', () => {
    expect(openingTime(at('2026-03-09T10:30:00+01:00'))).toEqual({
      startAt: at('2026-03-09T10:30:00+01:00'),
      why: undefined,
    });
  });

  it.each([
    ['before it opens', '2026-03-09T06:00:00+01:00', '2026-03-09T10:00:00+01:00', 'Monday'],
    ['in the evening', '2026-03-09T17:00:00+01:00', '2026-03-10T10:00:00+01:00', 'Tuesday'],
    ['on Friday night', '2026-03-06T22:00:00+01:00', '2026-03-09T10:00:00+01:00', 'Monday'],
    ['over the change to summer time', '2026-03-28T12:00:00+01:00', '2026-03-30T10:00:00+02:00', 'Monday'],
  ])('at ten of the next office day: %s', (_case, now, startAt, day) => {
    expect(openingTime(at(now))).toMatchObject({
      startAt: at(startAt),
      why: expect.stringContaining(`${day} at 10:00`),
    });
  });
});

it('begins each time with an empty database, which is its own', async () => {
  const config = playgroundConfig();
  const log = createLog({ level: 'error', now: () => MONDAY_TEN });
  for (let round = 0; round < 2; round += 1) {
    const playground = await startPlayground({ config, log, now: MONDAY_TEN });
    const page = await (await open(playground.url)).press('Send a lead');
    expect(page.part('talk')).toContain('#1 ');
    await playground.stop();
  }
  expect(config.database.kind === 'sqlite' && existsSync(config.database.path)).toBe(true);
});

it('prints a command that makes one more lead each time it is pasted, and holds no quote inside its quotes', async () => {
  const { curl } = await play();
  expect(curl.split("'")).toHaveLength(3);
  expect(curl).toContain('idempotency-key: $(date +%s)-$RANDOM');
  expect(curl).not.toMatch(/!/);
});

it('goes on after the bot has been restarted', async () => {
  const { url, stage } = await play();
  const sent = await (await open(`${url}/?as=U_ANA&in=C_LEADS`)).press('Send a lead');
  await stage.restart();
  const claimed = await sent.press('Claim');
  expect(claimed.part('talk')).toContain('@Ana Ruiz has it');
});

it('restarts the bot from the page, which comes back by itself', async () => {
  const { url, stage } = await play();
  const numbers = () => stage.slack.sockets.open.map(({ number }) => number).join();
  const before = numbers();
  const waiting = await (await open(`${url}/?as=U_BEN&in=C_LEADS`)).press('↻');
  expect(waiting.source).toContain('http-equiv="refresh" content="2;url=/?as=U_BEN&amp;in=C_LEADS"');
  await stage.slack.until(() => numbers() !== '' && numbers() !== before, { what: 'the bot to come back' });
  expect((await open(url)).part('talk')).toContain('#leads');
});

it('says when its port is taken, and leaves the database of the other playground alone', async () => {
  const { url } = await play();
  const config = { ...playgroundConfig(), port: Number(new URL(url).port) };
  const { database } = config;
  if (database.kind !== 'sqlite') throw new Error('A playground keeps a file');
  writeFileSync(database.path, 'in use');
  const log = createLog({ level: 'error', now: () => MONDAY_TEN });
  await expect(startPlayground({ config, log, now: MONDAY_TEN })).rejects.toThrow(/is taken by another program/);
  expect(readFileSync(database.path, 'utf8')).toBe('in use');
});
