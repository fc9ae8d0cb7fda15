/**
 * `npx node bench/searching.ts --leads 100000 [--postgres <url>]`: how long people wait for what they look for among many
 * leads, and how long reading the words of all of them takes and keeps others waiting.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { LeadActor } from '../src/leads/ports-service.ts';
import { createSearching } from '../src/leads/search/search-service.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Database } from '../src/platform/db/database.ts';
import { amongManyLeads, analyzed, ms, say, timed } from './many-leads.ts';

const LOOKED_FOR: readonly (readonly [what: string, text: string])[] = [
  ['a company and a name', 'nonono gmbh nonoka'],
  ['a company, mistyped', 'novatro'],
  ['the word that most leads say', 'example'],
  ['two words that thousands say', 'gmbh website'],
  ['two words that never meet', 'spring autumn'],
  ['the first two letters of many', 'no ma'],
  ['the end of a number', '030 1050000'],
  ['a name, and nobody has them', 'nonono free'],
  ['a campaign, and over', 'campaign:spring closed'],
  ['a stage that none is in', 'stage:opportunity'],
  ['a campaign of one day', 'campaign:spring after:2024-03-01 before:2024-03-02'],
  ['a common word, and late', 'example late'],
  ['six words', 'gmbh website spring demo buyer emea'],
  ['a word that nobody says', 'qqqqwwww'],
];

await amongManyLeads(measure);

async function measure(database: Database, { rounds }: { rounds: number }): Promise<void> {
  const searching = createSearching({ database, clock: systemClock, promises: { clocksOfLeads: async () => [] } });
  const late = monitorEventLoopDelay({ resolution: 1 });
  late.enable();
  const startedAt = performance.now();
  await read(searching);
  say('all words read', `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`);
  say('the event loop was late meanwhile, p99 and most', `${ms(late.percentile(99) / 1e6)}, ${ms(late.max / 1e6)}`);
  await analyzed(database);
  for (const [who, actor] of [
    ['a manager', personOf('U0', ['sales'])],
    ['a rep', personOf('U1', [])],
  ] as const) {
    for (const [what, text] of LOOKED_FOR)
      say(`${who}: ${what}`, await timed(rounds, () => searching.search(actor, text)));
    say(
      `${who}: which lead is meant`,
      await timed(rounds, () => searching.resolve(actor, 'nonono gmbh no need', 'own', false)),
    );
  }
}

async function read(searching: Pick<ReturnType<typeof createSearching>, 'readArrived' | 'search'>): Promise<void> {
  for (;;) {
    await searching.readArrived('T1');
    const found = await searching.search(personOf('U0', []), 'a');
    if (!('isReading' in found) || !found.isReading) return;
  }
}

function personOf(id: string, manages: readonly string[]): LeadActor {
  return { id, workspaceId: 'T1', name: id, zone: 'UTC', teams: ['sales'], manages };
}
