import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPlayground } from '../../playground/main.ts';
import { openingTime } from '../../playground/opening-time.ts';
import { createLog } from '../../src/platform/log.ts';
import { MONDAY_TEN, PLAIN_SITE, play, playgroundConfig } from './page/play.ts';

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

it('begins each time with an empty database, which is its own and for its owner only', async () => {
  const config = playgroundConfig();
  const { database } = config;
  if (database.kind !== 'sqlite') throw new Error('A playground keeps a file');
  for (let round = 0; round < 2; round += 1) {
    const playground = await play({ config });
    const sent = await playground.show.stage.sendLead('{"company":"Acme","email":"kai@acme.example"}');
    expect(sent.says).toContain('#1');
    for (const suffix of ['', '-wal', '-shm']) expect(statSync(`${database.path}${suffix}`).mode & 0o777).toBe(0o600);
    await playground.stop();
  }
});

it('prints a command that makes one more lead each time it is pasted, and holds no quote inside its quotes', async () => {
  const { curl, url, show } = await play();
  expect(curl.split("'")).toHaveLength(3);
  expect(curl).toContain('idempotency-key: $(date +%s)-$RANDOM');
  expect(curl).not.toMatch(/!/);
  expect(curl).toContain(show.stage.bot.form().url);
  expect(curl).not.toContain(`${url}/`);
});

it('has a believable week behind it, unless it is told not to', async () => {
  const log = createLog({ level: 'error', now: () => MONDAY_TEN });
  const site = async () => PLAIN_SITE;
  const playground = await startPlayground({ config: playgroundConfig(), log, now: MONDAY_TEN, site });
  onTestFinished(() => playground.stop());
  const { slack, clock } = playground.show.stage;
  expect(clock.now() - MONDAY_TEN).toBeLessThan(60_000);
  const cards = slack.person('U_ANA').sees('leads');
  expect(cards.length).toBeGreaterThan(5);
  expect(cards.some(({ says }) => says.includes('first contact in time'))).toBe(true);
});

it('says when its port is taken, and leaves the database of the other playground alone', async () => {
  const { url } = await play();
  const config = { ...playgroundConfig(), port: Number(new URL(url).port) };
  const { database } = config;
  if (database.kind !== 'sqlite') throw new Error('A playground keeps a file');
  writeFileSync(database.path, 'in use');
  await expect(play({ config })).rejects.toThrow(/is taken by another program/);
  expect(readFileSync(database.path, 'utf8')).toBe('in use');
});

it('does not start with a page that cannot be built, and says what is wrong', async () => {
  const log = createLog({ level: 'error', now: () => MONDAY_TEN });
  const site = () => Promise.reject(new Error('The playground’s page cannot be built: no.'));
  const start = startPlayground({ config: playgroundConfig(), log, now: MONDAY_TEN, history: false, site });
  await expect(start).rejects.toThrow('cannot be built');
});
