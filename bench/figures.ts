/** One line of the table: what was measured, beside the least that it could have been in the same run. */
export interface Figure {
  readonly what: string;
  /** Each with its unit. */
  readonly baton: string;
  readonly floor: string;
  readonly ratio: number;
  /** The most or the least that the ratio should be; without one the line only reports. */
  readonly goal?: { readonly most: number } | { readonly least: number };
}

/** What came of one part of the bench. */
export interface Part {
  readonly title: string;
  /** What the floor is, and what else must be known to read the figures. */
  readonly note: string;
  readonly figures: readonly Figure[];
}

/** A part as a table in Markdown, which is also legible in a terminal. */
export function tableOf({ title, note, figures }: Part): string {
  const rows = figures.map(({ what, baton, floor, ratio, goal }) => [
    what,
    baton,
    floor,
    goalText(goal),
    verdict(ratio, goal),
    `${ratioText(ratio)}×`,
  ]);
  const all = [['', 'Baton', 'floor', 'goal', 'verdict', 'ratio'], ...rows];
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(3, ...all.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = all;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [`### ${title}`, '', note, '', line(head), rule, ...body.map(line), ''].join('\n');
}

const goalText = (goal: Figure['goal']): string => {
  if (goal === undefined) return '–';
  return 'most' in goal ? `≤ ${goal.most}×` : `≥ ${goal.least}×`;
};

function verdict(ratio: number, goal: Figure['goal']): string {
  if (goal === undefined) return 'reported';
  return ('most' in goal ? ratio <= goal.most : ratio >= goal.least) ? 'kept' : 'missed';
}

const ratioText = (ratio: number): string => (ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1));

export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
export const seconds = (value: number): string => `${(value / 1_000).toFixed(2)} s`;
export const perSecond = (value: number): string => `${value.toFixed(0)}/s`;
export const megabytes = (value: number): string => `${value.toFixed(0)} MB`;
