import { percentile } from './report.ts';

/** What one round has measured of one program. */
type Sample<M extends string> = Readonly<Record<M, number>>;

/** The rounds of several programs that took turns: A B C A B C …, so that a machine that becomes slower spoils all. */
export interface Rounds<P extends string, M extends string> {
  /** The median of the rounds. */
  middle(program: P, measure: M): number;
  /** The median of each round's own ratio. */
  ratio(program: P, floor: P, measure: M): number;
}

/** Runs every program once a round. Each is given the number of the round; the first one only warms up. */
export async function alternate<P extends string, M extends string>(
  rounds: number,
  programs: Readonly<Record<P, (round: number) => Promise<Sample<M>>>>,
): Promise<Rounds<P, M>> {
  const names = Object.keys(programs).filter((name): name is P => name in programs);
  const samples = new Map<P, Sample<M>[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const sample = await programs[name](round);
      if (round > 0) samples.get(name)?.push(sample);
    }
  }
  const of = (program: P, measure: M) => (samples.get(program) ?? []).map((sample) => sample[measure]);
  return {
    middle: (program, measure) => median(of(program, measure)),
    ratio(program, floor, measure) {
      const floors = of(floor, measure);
      return median(of(program, measure).map((value, at) => value / (floors[at] ?? Number.NaN)));
    },
  };
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
