import type { MappedName } from '../mapping/mapping-names.ts';
import type { Step } from '../mapping/mapping-path.ts';
import type { Places } from './preset.ts';

/** One answer of a form. */
export interface Answer {
  readonly label: string;
  readonly value: unknown;
  /** The field that the kind of question makes it, where it makes it one. */
  readonly is?: MappedName | undefined;
}

const LONGEST_LABEL = 100;

/** Answers under their questions, in `data`; the first of each kind is that field. A question that is asked twice gets a number. */
export function underLabels(answers: readonly Answer[]): {
  readonly data: Readonly<Record<string, unknown>>;
  readonly places: Places;
} {
  const data = new Map<string, unknown>();
  const places: { [Name in MappedName]?: readonly Step[] } = {};
  for (const { label, value, is } of answers) {
    if (value === undefined || value === null || value === '') continue;
    const name = unused(data, label.trim().slice(0, LONGEST_LABEL - ' (99)'.length) || 'Answer');
    data.set(name, value);
    if (is !== undefined) places[is] ??= at('data', name);
  }
  return { data: Object.fromEntries(data), places };
}

/** A path of plain names. */
export const at = (...names: readonly string[]): readonly Step[] => names.map((name) => ({ kind: 'key', name }));

/** An id or kind that a sender wrote, if it looks like one: only then may it stand in a reason. */
export const named = (kind: string | undefined): string =>
  kind !== undefined && /^[\w.:-]{1,60}$/.test(kind) ? `“${kind}”` : 'without a known name';

function unused(data: ReadonlyMap<string, unknown>, label: string): string {
  if (!data.has(label)) return label;
  let count = 2;
  while (data.has(`${label} (${count})`)) count += 1;
  return `${label} (${count})`;
}
