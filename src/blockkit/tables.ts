import type { TableBlock } from '@slack/types';
import { cleanLine, cut } from './escape.ts';
import { BLOCK } from './limits.ts';
import { NOTHING } from './text.ts';

/** A column of a table. */
export interface Column {
  readonly title: string;
  /** Numbers stand at the right and stay on one line. */
  readonly align?: 'left' | 'right';
}

/** A cell longer than this is cut: a table is for few words. */
const MOST_IN_CELL = 80;

/**
 * A table, each row with a cell for each column; words of others appear exactly. Rows that exceed Slack's limits, or so many
 * characters, are left out from the end, and the last row says how many.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  { most = BLOCK.tableCharacters.max }: { readonly most?: number } = {},
): TableBlock {
  const all = [columns.map(({ title }) => title), ...rows].map((row) => columns.map((_, at) => words(row[at] ?? '')));
  return {
    type: 'table',
    column_settings: columns.map(({ align = 'left' }) => ({ align, is_wrapped: align === 'left' })),
    rows: within(all, Math.min(most, BLOCK.tableCharacters.max)).map((row) =>
      row.map((text) => ({ type: 'raw_text', text })),
    ),
  };
}

function within(rows: readonly (readonly string[])[], most: number): (readonly string[])[] {
  let room = most;
  const fitting = rows.findIndex((row, at) => {
    room -= row.join('').length;
    return room < 0 || at >= BLOCK.tableRows.max;
  });
  if (fitting < 0) return [...rows];
  // Its own row makes room for itself: that of the last one that fits.
  const kept = Math.max(1, fitting - 1);
  const note = `${rows.length - kept} more`;
  return [...rows.slice(0, kept), (rows[0] ?? []).map((_, at) => (at === 0 ? note : NOTHING))];
}

const words = (text: string): string => cut(cleanLine(text), MOST_IN_CELL) || NOTHING;
