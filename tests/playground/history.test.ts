import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { playHistory } from '../../playground/history.ts';
import { historyBeginsAt, instantOf } from '../../playground/history-calendar.ts';
import { type Playground, startPlayground } from '../../playground/main.ts';
import type { Stage } from '../../playground/page/stage.ts';
import type { SeenMessage } from '../../playground/server/seen.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { HOUR, type Instant, SECOND } from '../../src/core/instants.ts';
import { openDatabase } from '../../src/platform/db/database.ts';
import { readStats } from '../../src/platform/jobs/store.ts';
import { createLog } from '../../src/platform/log.ts';
import { playgroundConfig } from './page/play.ts';

const at = (text: string): Instant => Date.parse(text);
const inBerlin = (instant: Instant) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO('Europe/Berlin');
const wall = (instant: Instant) => inBerlin(instant).toPlainDateTime().toString({ smallestUnit: 'minute' });
const timeOf = (ts: string): Instant => Math.round(Number(ts) * SECOND);

describe('a moment of the story', () => {
  const monday = at('2026-03-30T10:00:00+02:00');

  it.each([
    ['on an office day', { day: -5, at: '09:12' }, '2026-03-23T09:12'],
    [
      'on the last office day before a weekend in which the clocks changed',
      { day: -1, at: '16:47' },
      '2026-03-27T16:47',
    ],
    ['on the weekend', { weekend: 'Saturday', at: '19:42' }, '2026-03-28T19:42'],
    ['on the first office day after it', { weekend: 'Monday', at: '09:03' }, '2026-03-30T09:03'],
    ['shortly before the start', { minutesBefore: 36 }, '2026-03-30T09:24'],
    ['before the morning of the start, which is the evening before', { minutesBefore: 75 }, '2026-03-27T16:45'],
  ] as const)('%s', (_case, when, expected) => {
    expect(wall(instantOf(when, monday))).toBe(expected);
  });

  it('counts the weekend before the week of the start', () => {
    const friday = at('2026-03-06T16:00:00+01:00');
    expect(wall(instantOf({ weekend: 'Saturday', at: '19:42' }, friday))).toBe('2026-02-28T19:42');
    expect(wall(instantOf({ weekend: 'Monday', at: '09:03' }, friday))).toBe('2026-03-02T09:03');
    expect(wall(historyBeginsAt(friday))).toBe('2026-02-27T08:30');
  });
});

describe.each([
  ['on Monday at ten', '2026-03-09T10:00:00+01:00'],
  ['on Friday at four', '2026-03-06T16:00:00+01:00'],
  ['on the Monday after the clocks have changed', '2026-03-30T10:00:00+02:00'],
  ['two minutes after the office opens', '2026-03-04T09:02:00+01:00'],
])('the week before a start %s', (_case, text) => {
  const startAt = at(text);
  let config: Config;
  let stage: Stage;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-history-'));
    config = configIn(folder);
    const playground = await begin(config, startAt);
    stage = playground.show.stage;
    return async () => {
      await playground.stop();
      rmSync(folder, { recursive: true, force: true });
    };
  });

  it('ends at the start, with nothing refused by Slack and no job given up', async () => {
    expect(stage.clock.now() - startAt).toBeGreaterThanOrEqual(0);
    expect(stage.clock.now() - startAt).toBeLessThan(30 * SECOND);
    expect(stage.slack.records.rejections).toEqual([]);
    expect(stage.slack.records.calls.filter(({ answer }) => answer?.ok === false)).toEqual([]);
    expect(await parkedIn(config)).toBe(0);
  });

  it('has leads of every kind: most in time, two late, one given back and taken, three whose time runs', () => {
    const cards = cardsOf(stage);
    const says = (pattern: RegExp) => cards.filter((card) => pattern.test(card.says)).length;
    expect(cards.length).toBeGreaterThanOrEqual(25);
    expect(cards.length).toBeLessThanOrEqual(30);
    expect(says(/first contact late, after/)).toBe(2);
    expect(says(/first contact by /)).toBe(3);
    expect(says(/\*Free\*/)).toBe(2);
    expect(says(/\*late\*/)).toBe(0);
    expect(says(/first contact in time, after/)).toBe(cards.length - 5);
    expect(says(/No answer/)).toBeGreaterThanOrEqual(4);
    const sources = new Set(cards.map(({ says: words }) => /^(\S+) · /m.exec(words)?.[1]));
    expect(sources.size).toBeGreaterThanOrEqual(6);

    const tessera = cardOf(stage, 'Tessera Labs');
    expect(tessera.says).toContain('*<@U_BEN>* has it');
    expect(threadOf(stage, tessera)).toMatch(/Given back: three demos in a row until noon/);
    expect(threadOf(stage, cardOf(stage, 'Lumière Optique'))).toMatch(/Late: no first contact by/);
    const toldMax = stage.slack.person('U_MAX').dms();
    expect(toldMax.filter(({ says: words }) => /no first contact by/.test(words))).toHaveLength(2);
    expect(
      stage.slack
        .person('U_ANA')
        .dms()
        .some(({ says: words }) => /No longer yours.*Tessera/.test(words)),
    ).toBe(true);
  });

  it('rings and asks nobody outside their hours; only leads arrive then', () => {
    const { slack } = stage;
    for (const { person, ts, text: words } of slack.notifications()) {
      expect(isOfficeTime(timeOf(ts), zoneOf(stage, person)), `${person} hears “${words}”`).toBe(true);
    }
    const messages = slack.channels().flatMap((channel) => channel.messages);
    const outside = messages.filter(({ ts }) => !isOfficeTime(timeOf(ts), 'Europe/Berlin'));
    expect(outside.length).toBeGreaterThan(0);
    for (const { text: words, fromBot } of outside)
      expect([fromBot, words]).toEqual([true, expect.stringMatching(/^New lead/)]);
    const times = messages.map(({ ts }) => timeOf(ts));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(historyBeginsAt(startAt));
    expect(Math.max(...times)).toBeLessThanOrEqual(startAt);
  });

  it('leaves to be read what came last, and no word that was for one person', () => {
    const { slack, memory } = stage;
    const cards = cardsOf(stage);
    const unread = (person: string) => cards.filter(({ ts }) => ts > memory.readUpTo(person, 'C_LEADS'));
    for (const person of ['U_ANA', 'U_BEN', 'U_MIA', 'U_MAX']) {
      expect(unread(person).map(({ says }) => says)).toEqual([
        expect.stringContaining('Corvin Analytics'),
        expect.stringContaining('Sundström Timber'),
      ]);
      expect(slack.person(person).view()).toBeUndefined();
    }
    expect(slack.channels().flatMap(({ messages }) => messages.filter(({ onlyFor }) => onlyFor !== undefined))).toEqual(
      [],
    );
  });
});

it('is the same story for the same start', async () => {
  const told: (readonly string[])[] = [];
  for (let round = 0; round < 2; round += 1) {
    const { show } = await play(at('2026-03-05T13:00:00+01:00'));
    told.push(everythingSaid(show.stage));
  }
  expect(told[1]).toEqual(told[0]);
});

it('stops at the step that fails, and names it', async () => {
  const startAt = at('2026-03-09T10:00:00+01:00');
  const { show } = await play(startAt, false);
  const { stage } = show;
  stage.clock.jumpTo(historyBeginsAt(startAt));
  const refusing = { ...stage, sendLead: async () => ({ isAccepted: false, says: 'The form is closed.' }) };
  const failure = await playHistory(refusing, startAt).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    message: expect.stringMatching(/broke on Mon 2 Mar 09:14 CET: the lead of Halvorsen Marine does not arrive/),
    cause: expect.objectContaining({ message: 'The form is closed.' }),
  });
});

const begin = (config: Config, now: Instant, history = true): Promise<Playground> =>
  startPlayground({
    config,
    log: createLog({ level: 'error', now: () => now }),
    now,
    history,
    site: async () => new Map(),
  });

/** Shared by the tests of one start, so it can't end with one of them. */
function configIn(folder: string): Config {
  const read = readConfig({});
  if (read.kind === 'faults') throw new Error(read.faults.join('\n'));
  const database = { kind: 'sqlite', path: join(folder, 'playground.db') } as const;
  return { ...read.config, database, keyFile: join(folder, 'playground.key'), port: 0 };
}

async function play(now: Instant, history?: boolean): Promise<Playground> {
  const playground = await begin(playgroundConfig(), now, history);
  onTestFinished(() => playground.stop());
  return playground;
}

/** The cards of #leads, as Mia sees them. */
const cardsOf = ({ slack }: Stage): SeenMessage[] =>
  slack
    .person('U_MIA')
    .sees('C_LEADS')
    .filter(({ fromBot, says }) => fromBot && /^#\d+ /.test(says));

function cardOf(stage: Stage, company: string): SeenMessage {
  const card = cardsOf(stage).find(({ says }) => says.includes(company));
  if (card === undefined) throw new Error(`No card of ${company}`);
  return card;
}

const threadOf = ({ slack }: Stage, card: SeenMessage): string =>
  slack
    .person('U_MIA')
    .thread(card)
    .map(({ says }) => says)
    .join('\n');

/** To the minute: the clock flows while the bot works. */
const everythingSaid = ({ slack }: Stage): string[] =>
  slack.channels().flatMap(({ messages }) =>
    messages.map(({ ts, text, blocks }) =>
      `${wall(timeOf(ts))} ${text} ${JSON.stringify(blocks)}`
        .replaceAll(/!date\^\d+/g, '!date')
        // Links to messages name the moment in which these were posted.
        .replaceAll(/\/archives\/[^"|>]*/g, '/archives')
        .replaceAll(/"(value|block_id)":"[^"]*"/g, ''),
    ),
  );

async function parkedIn({ database: address }: Config): Promise<number> {
  const database = openDatabase(address);
  try {
    return (await readStats(database.db)).parked;
  } finally {
    await database.close();
  }
}

const zoneOf = ({ company }: Stage, id: string): string =>
  company.people.find((person) => person.id === id)?.tz ?? 'Europe/Berlin';

function isOfficeTime(instant: Instant, zone: string): boolean {
  const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const sinceNine = instant - moment.with({ hour: 9, minute: 0, second: 0, millisecond: 0 }).epochMilliseconds;
  return moment.dayOfWeek < 6 && sinceNine >= 0 && sinceNine < 8 * HOUR;
}
