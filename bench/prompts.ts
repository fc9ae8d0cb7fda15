/**
 * A company in which everybody is asked at the same minute: how long until the last one has been, and what a lead that
 * arrives meanwhile waits. Run it with `npx node bench/prompts.ts [--people 10000] [--sales 5000] [--pace 20] [--postgres URL]`;
 * the database of the URL must be empty.
 * Slack's limits, Baton's pacing and the pace of the prompts (200 ms in earnest) are scaled alike, so that a token is
 * one prompt's share of Slack's limit. Slack runs in the same process and on the same processor.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { realNow } from '../playground/steered-clock.ts';
import type { DatabaseAddress } from '../src/platform/db/database.ts';
import { seconds } from './figures.ts';
import { type PromptResult, RESULT } from './prompting.ts';
import { DUE, type LargeOffice, LEADS_CHANNEL, openLargeOffice } from './prompts-office.ts';
import { createWatch } from './prompts-seen.ts';
import { percentile, report } from './report.ts';

const RATIO_GOAL = 1.05;
const INTERVALS_GOAL = 2;

const LEAD_EVERY = 2_000;
const WARM_UP_LEADS = 3;
const LEADS_BEFORE = 15;
/** After so long without a prompt no other is expected. */
const STALLED = 60_000;

const { values: given } = parseArgs({
  options: {
    people: { type: 'string', default: '10000' },
    sales: { type: 'string' },
    pace: { type: 'string', default: '20' },
    postgres: { type: 'string' },
  },
});
const people = Number(given.people);
const sales = Number(given.sales ?? Math.ceil(people / 2));
const pace = Number(given.pace);

const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
const began = realNow();
const address: DatabaseAddress =
  given.postgres === undefined
    ? { kind: 'sqlite', path: join(folder, 'baton.db') }
    : { kind: 'postgres', url: given.postgres };
const office = await openLargeOffice({ people, sales, pace, address });
try {
  say(
    `${people} people, ${sales} of them in sales, one prompt each ${pace} ms; set up in ${seconds(realNow() - began)}`,
  );
  const measured = await measure(office);
  const isExact = tell(measured);
  process.stdout.write(table(measured));
  say(`${RESULT}${JSON.stringify(resultOf(measured, isExact))}`);
  if (!isExact) process.exitCode = 1;
} finally {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
}

type Measurement = Awaited<ReturnType<typeof measure>>;

async function measure({ slack, clock, database, personIds, complaints, send }: LargeOffice) {
  const watch = createWatch(slack);
  await untilIdle();
  clock.jumpTo(DUE - (WARM_UP_LEADS + LEADS_BEFORE + 1) * LEAD_EVERY);
  const dueAt = realNow() + DUE - clock.now();
  await untilIdle();
  const leads = startLeads(send);
  await pause(dueAt - realNow());
  const cpuBefore = process.cpuUsage();

  const prompts = () => watch.taken.filter(({ isPrompt }) => isPrompt);
  let asked = 0;
  for (let seenAt = realNow(); asked < people && realNow() - seenAt < STALLED; ) {
    await pause(100);
    watch.look();
    const now = prompts().length;
    if (now > asked) seenAt = realNow();
    asked = now;
  }
  const cpu = process.cpuUsage(cpuBefore);
  const busy = (cpu.user + cpu.system) / 1_000 / (realNow() - dueAt);
  const memory = process.memoryUsage();
  const sent = await leads.stop();
  // Whoever is asked a second time is asked by what is still to be done.
  await untilIdle();
  watch.look();

  const cards = watch.taken.filter(({ to }) => to === LEADS_CHANNEL);
  const waits = sent.map(({ name, acceptedAt }) => {
    const card = cards.find(({ blocks }) => blocks.includes(name));
    return { acceptedAt, wait: card === undefined ? Number.NaN : card.at - acceptedAt };
  });
  const at = prompts().map((prompt) => prompt.at);
  const lastAt = at.at(-1) ?? Number.NaN;
  const times = Map.groupBy(prompts(), ({ to }) => to);
  const states = await database.db.selectFrom('ritual_slots').select('state').where('due_at', '=', DUE).execute();
  return {
    dueAt,
    at,
    lastAt,
    never: personIds.filter((id) => !times.has(id)),
    twice: [...times].filter(([, all]) => all.length > 1).map(([id]) => id),
    states: Map.groupBy(states, ({ state }) => state),
    refused: watch.refused,
    complaints,
    busy,
    memory,
    before: waits.filter(({ acceptedAt }) => acceptedAt < dueAt - LEAD_EVERY / 2).slice(WARM_UP_LEADS),
    meanwhile: waits.filter(({ acceptedAt }) => acceptedAt >= dueAt && acceptedAt <= lastAt),
  };

  async function untilIdle(): Promise<void> {
    const due = () =>
      database.db
        .selectFrom('jobs')
        .select('key')
        .where('state', 'in', ['ready', 'running'])
        .where('run_at', '<=', clock.now())
        .execute();
    while ((await due()).length > 0) await pause(100);
  }
}

/** Sends leads, one after the other, until it is stopped; then tells when each was accepted. */
function startLeads(send: LargeOffice['send']) {
  const sent: { name: string; acceptedAt: number }[] = [];
  const end = new AbortController();
  const done = (async () => {
    for (let next = realNow(); !end.signal.aborted; next += LEAD_EVERY) {
      const name = `Bench No. ${sent.length + 1} Ltd`;
      await send(name);
      sent.push({ name, acceptedAt: realNow() });
      await pause(Math.max(0, next + LEAD_EVERY - realNow()), undefined, { signal: end.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      end.abort();
      await done;
      return sent;
    },
  };
}

/** What the table has no place for; false if somebody was asked twice or never. */
function tell(it: Measurement): boolean {
  const { dueAt, at, lastAt, never, twice, states, refused, complaints, busy, memory, before, meanwhile } = it;
  const lag = at.map((moment, place) => moment - dueAt - place * pace);
  const counts = (all: Iterable<readonly [string, number]>) =>
    [...all].map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
  const beyond = (share: number) => ((waited(meanwhile, share) - waited(before, share)) / pace).toFixed(2);
  say(`prompts: ${at.length} for ${people}, twice ${twice.length}, never ${never.length}`);
  say(`slots: ${counts([...states].map(([state, all]) => [state, all.length]))}`);
  say(`the last after ${seconds(lastAt - dueAt)}, ${((lastAt - dueAt) / (people * pace)).toFixed(4)} of the least`);
  say(`the first after ${seconds((at[0] ?? Number.NaN) - dueAt)}; behind their turns ${spread(lag)}`);
  say(`leads beyond the floor: p50 ${beyond(0.5)}, p95 ${beyond(0.95)} intervals (goal ${INTERVALS_GOAL})`);
  say(`cards that never came: ${[...before, ...meanwhile].filter(({ wait }) => Number.isNaN(wait)).length}`);
  say(`Slack’s refusals for its limits: ${refused}; warnings and errors: ${counts(complaints)}`);
  say(`processor ${Math.round(busy * 100)} %; memory ${megabytes(memory.rss)}, heap ${megabytes(memory.heapUsed)}`);
  return never.length === 0 && twice.length === 0;
}

function resultOf({ dueAt, lastAt, before, meanwhile }: Measurement, isExact: boolean): PromptResult {
  const cardBefore = waited(before, 0.95);
  return {
    isExact,
    last: lastAt - dueAt,
    least: people * pace,
    cardBefore,
    cardMeanwhile: waited(meanwhile, 0.95),
    cardMost: cardBefore + INTERVALS_GOAL * pace,
  };
}

function table({ dueAt, lastAt, before, meanwhile }: Measurement): string {
  const least = people * pace;
  return report('Prompts of one minute', [
    {
      name: 'all asked',
      took: [lastAt - dueAt],
      floor: { name: 'people × pace', took: [least] },
      goal: least * RATIO_GOAL,
    },
    {
      name: 'lead to card meanwhile',
      took: meanwhile.map(({ wait }) => wait),
      floor: { name: 'before the prompts', took: before.map(({ wait }) => wait) },
      goal: waited(before, 0.95) + INTERVALS_GOAL * pace,
    },
  ]);
}

function waited(leads: Measurement['before'], share: number): number {
  const waits = leads.map(({ wait }) => wait);
  return percentile(waits, share);
}

function spread(all: readonly number[]): string {
  const [least, middle, late, most] = [0, 0.5, 0.95, 1].map((share) => seconds(percentile(all, share)));
  return `least ${least}, p50 ${middle}, p95 ${late}, most ${most}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
