import { MINUTE } from '../src/core/instants.ts';
import { type Candidate, decide } from '../src/routing/decide.ts';
import { type Figure, ms, type Part } from './figures.ts';
import { median } from './rounds.ts';

const PEOPLE = 1_000;
const TURNS = 2_000;
const NOW = 1_772_614_800_000;

/** What it costs to find out whose turn a lead is, among a thousand people, beside nothing but adding and comparing. */
export async function routing(): Promise<Part> {
  const [decided, added] = alternately(deciding(), adding());
  const figure: Figure = {
    what: `one decision among ${PEOPLE.toLocaleString('en')} people`,
    baton: ms(decided),
    floor: ms(added),
    ratio: decided / added,
    goal: { most: 25 },
  };
  return { title: 'Whose turn a lead is', note: NOTE, figures: [figure] };
}

/** Decisions, each on what the one before has left; a third of the people can't take it, for different reasons. */
function deciding(): () => void {
  let candidates = Array.from({ length: PEOPLE }, (_, at): Candidate => candidate(at));
  return () => {
    const { looks } = decide([{ poolId: 'P', timeout: 30 * MINUTE, candidates }], ['U0']);
    const credits = looks[0]?.credits ?? new Map<string, number>();
    candidates = candidates.map((one) => ({ ...one, credit: credits.get(one.personId) ?? one.credit }));
  };
}

function candidate(at: number): Candidate {
  const presences: readonly Candidate['presence'][] = [
    { kind: 'on-shift' },
    { kind: 'on-shift' },
    { kind: 'on-shift' },
    { kind: 'on-shift' },
    { kind: 'away', from: NOW },
    { kind: 'off-shift', from: NOW, waits: MINUTE },
  ];
  const presence = presences[at % presences.length] ?? { kind: 'gone' };
  return {
    personId: `U${at}`,
    weight: 1 + (at % 5),
    credit: 0,
    open: at % 9,
    mostOpen: 12,
    today: at % 4,
    presence,
    isAsked: false,
  };
}

/** The same arithmetic on bare numbers, which knows nobody and explains nothing. */
function adding(): () => void {
  const weights = Array.from({ length: PEOPLE }, (_, at) => 1 + (at % 5));
  const credits = weights.map(() => 0);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return () => {
    let best = 0;
    for (const [at, weight] of weights.entries()) {
      credits[at] = (credits[at] ?? 0) + weight;
      if ((credits[at] ?? 0) > (credits[best] ?? 0)) best = at;
    }
    credits[best] = (credits[best] ?? 0) - total;
  };
}

/** Turn by turn, so that neither has a quieter machine than the other; the median of each, in milliseconds. */
function alternately(one: () => void, other: () => void): [number, number] {
  const took: [number[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    took[0].push(timed(one));
    took[1].push(timed(other));
  }
  return [median(took[0]), median(took[1])];
}

function timed(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

const NOTE = `Smooth weighted round robin with caps, hours and absences, and whom it passed over and why. The floor adds and compares the same weights as bare numbers.`;
