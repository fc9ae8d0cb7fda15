import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '../../src/platform/clock.ts';
import type { DatabaseAddress } from '../../src/platform/db/database.ts';
import { leaksIn, typedIn } from '../support/leaks.ts';
import { type Crew, startCrew } from './storm-crew.ts';
import { runLoad } from './storm-load.ts';
import { openStormOffice } from './storm-office.ts';
import { type Findings, judge } from './storm-oracle.ts';
import { nameOf, planStorm } from './storm-plan.ts';
import { lookAgain, untilAllIsSaid } from './storm-rest.ts';
import { answerStandup } from './storm-standup.ts';

export interface StormWish {
  readonly seed: number;
  /** There are at least as many leads. */
  readonly kills: number;
  readonly processes: 1 | 2;
  /** A blank or migrated database of the storm's own. */
  readonly address: DatabaseAddress;
  /** False: the workspace has declined the scopes with which a message is looked up. */
  readonly hasHistory: boolean;
}

export interface StormResult extends Findings {
  readonly seed: number;
  readonly leads: number;
  readonly kills: number;
  /** How often each kind of fault was played. */
  readonly faults: Readonly<Record<string, number>>;
  /** Processes that ended by themselves, errors in their logs, words of people in them, work that never came to rest. */
  readonly complaints: readonly string[];
  readonly seconds: number;
  /** For how long the local Slack itself stood still at most, in milliseconds: near the grace period a storm proves nothing. */
  readonly longestPause: number;
}

/** What a seed says about its surroundings: one or two processes, and every third without the history permissions. */
export const settingOf = (seed: number): Pick<StormWish, 'processes' | 'hasHistory'> => ({
  processes: seed % 2 === 1 ? 1 : 2,
  hasHistory: seed % 3 !== 0,
});

const MOST_LANES = 8;

/** One storm: load, faults and kills by one seed, then rest, then the truth. */
export async function runStorm(wish: StormWish): Promise<StormResult> {
  const { seed, kills, processes, address, hasHistory } = wish;
  const began = systemClock.now();
  const pauses = monitorEventLoopDelay({ resolution: 20 });
  pauses.enable();
  const folder = mkdtempSync(join(tmpdir(), 'baton-storm-'));
  const plan = planStorm(seed, { kills, processes });
  const office = await openStormOffice({ address, folder, hasHistory, standupIn: 1_500 + plan.dice.below(3_000) });
  const { slack } = office;
  const faults: Record<string, number> = {};
  slack.faults.by((method) => {
    const fault = plan.fault(method);
    if (fault !== undefined) faults[nameOf(fault)] = (faults[nameOf(fault)] ?? 0) + 1;
    return fault;
  });
  const crew = await startCrew(office, plan, processes);
  try {
    const isOn = (sent: number) => sent < kills || crew.killedAt.length < kills;
    const [deeds] = await Promise.all([
      runLoad({ office, ports: crew.ports, dice: plan.dice, lanes: Math.min(kills, MOST_LANES), isOn }),
      answerStandup(slack, plan.dice),
      crew.killed,
    ]);
    slack.faults.clear();
    const restless = await untilAllIsSaid(office);
    const corrected = await lookAgain(office);
    await crew.stop();
    const findings = await judge({ office, deeds, hasHistory, killedAt: crew.killedAt });
    return {
      ...findings,
      stale: [...corrected, ...findings.stale],
      lost: [...restless, ...findings.lost],
      seed,
      leads: deeds.acknowledged.length,
      kills: crew.killedAt.length,
      faults,
      complaints: [
        ...crew.complaints,
        ...leaks(crew, [...deeds.told, ...typedIn(slack.records.envelopes)]),
        ...refusals(slack.records.rejections),
      ],
      longestPause: pauses.max / 1_000_000,
      seconds: (systemClock.now() - began) / 1_000,
    };
  } finally {
    pauses.disable();
    await crew.dispose();
    await office.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What people told and typed, in what any process said or measured. */
const leaks = ({ outputs }: Crew, words: readonly string[]): string[] =>
  outputs.flatMap((output) => leaksIn(output, words)).map((one) => `a process said “${one}”`);

/** What a real Slack would have refused for its form. */
const refusals = (rejections: readonly { what: string; code: string }[]): string[] =>
  rejections.filter(({ code }) => code.startsWith('invalid_')).map(({ what, code }) => `${what}: ${code}`);

/** Everything that should not be, in one list; empty for a storm that nothing was lost in. */
export const faultsOf = (result: StormResult): string[] =>
  (['lost', 'doubled', 'doubleClaims', 'promptsTwice', 'stale', 'untold', 'complaints'] as const).flatMap((name) =>
    result[name].map((what) => `${name}: ${what}`),
  );
