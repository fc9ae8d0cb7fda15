/** What each of some people may do, or brings about; a row of a table that a test is written as. */
export interface VerdictRow {
  readonly name: string;
  /** What stands below each person's name. */
  readonly cells: Readonly<Record<string, string>>;
}

/** Reads a table written as text: a heading, then a line each, its cells two spaces or more apart and in the order of these people. */
export function readVerdicts(written: string, people: readonly string[]): VerdictRow[] {
  const [, ...lines] = written.trim().split('\n');
  return lines.map((line) => {
    const [name = '', ...cells] = line.trim().split(/ {2,}/);
    return { name, cells: Object.fromEntries(people.map((who, at) => [who, cells[at] ?? ''])) };
  });
}
