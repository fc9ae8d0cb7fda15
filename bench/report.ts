/** One thing that was measured in a run, beside the least that it could have cost in the same run. */
export interface Measured {
  readonly name: string;
  /** What each time took, in milliseconds. */
  readonly took: readonly number[];
  readonly floor: { readonly name: string; readonly took: readonly number[] };
  /** What is promised of the 95th percentile, in milliseconds. */
  readonly goal: number;
}

/** A table of what was measured, for a terminal. */
export function report(title: string, measured: readonly Measured[]): string {
  const rows = measured.flatMap(({ name, took, floor, goal }) => {
    const [middle, most] = [percentile(took, 0.5), percentile(took, 0.95)];
    const [least, leastMost] = [percentile(floor.took, 0.5), percentile(floor.took, 0.95)];
    const verdict = most <= goal ? 'kept' : 'MISSED';
    return [
      [name, took.length, ms(middle), ms(most), ratio(middle, least), ratio(most, leastMost), `${ms(goal)} ${verdict}`],
      [`  floor: ${floor.name}`, floor.took.length, ms(least), ms(leastMost), '', '', ''],
    ].map((cells) => cells.map(String));
  });
  const head = [title, 'times', 'p50', 'p95', 'p50/floor', 'p95/floor', 'goal of p95'];
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return `${[head, ...rows].map((cells) => line(cells).trimEnd()).join('\n')}\n`;
}

/** The smallest value that at least this share of all values doesn't exceed; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
const ratio = (value: number, floor: number): string => `${(value / floor).toFixed(1)}x`;
