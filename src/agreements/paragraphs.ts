import { conditionsText, readConditions } from '../core/condition-text.ts';
import type { Conditions } from '../core/conditions.ts';
import { LONGEST_NAME, MOST_PARTS } from '../core/lead-rules.ts';
import type { ScoreRule, Segment } from '../core/lead-score.ts';

export type Read<P> =
  | { readonly ok: true; readonly parts: readonly P[] }
  /** A sentence that says what to write. */
  | { readonly ok: false; readonly fault: string };

/** Segments as an admin types them: a name, its conditions one a line, and an empty line before the next. */
export function readSegments(text: string): Read<Segment> {
  const read = readParts(text, (title, conditions): Segment | string => {
    const asksItself = conditions.some(({ fact }) => fact === 'segment');
    return asksItself ? `“${title}” can’t ask for a segment: that is what it says.` : { name: title, conditions };
  });
  if (!read.ok) return read;
  const twice = read.parts.find(({ name }, at) => read.parts.findIndex((other) => isSame(other.name, name)) !== at);
  return twice === undefined
    ? read
    : { ok: false, fault: `“${twice.name}” is there twice: give one of them another name.` };
}

/** Rules of a score, the same way: points and words, such as `+20 demo request`, and the conditions below. */
export const readScore = (text: string): Read<ScoreRule> =>
  readParts(text, (title, conditions): ScoreRule | string => {
    const [, sign = '', number = '', words = ''] = /^([+\-−]?)\s*(\d{1,4})\s+(.+)$/.exec(title) ?? [];
    if (words === '') return `Begin “${title}” with its points, such as: +20 demo request`;
    const points = Number(number) * (sign === '' || sign === '+' ? 1 : -1);
    return { points: points + 0, words, conditions };
  });

/** Segments as they can be typed again. */
export const segmentsText = (segments: readonly Segment[]): string => textOf(segments, ({ name }) => name);

export const scoreText = (rules: readonly ScoreRule[]): string =>
  textOf(rules, ({ points, words }) => `${points < 0 ? '-' : '+'}${Math.abs(points)} ${words}`);

const textOf = <P extends { readonly conditions: Conditions }>(
  parts: readonly P[],
  titleOf: (part: P) => string,
): string => parts.map((part) => `${titleOf(part)}\n${conditionsText(part.conditions)}`).join('\n\n');

function readParts<P>(text: string, partOf: (title: string, conditions: Conditions) => P | string): Read<P> {
  const parts: P[] = [];
  for (const paragraph of text.split(/\n\s*\n/).map((one) => one.trim())) {
    if (paragraph === '') continue;
    const [title = '', ...lines] = paragraph.split('\n').map((line) => line.trim());
    const read = readConditions(lines.join('\n'));
    if (!read.ok) return read;
    if (read.conditions.length === 0)
      return { ok: false, fault: `Say below “${title}” which leads are meant: one condition a line.` };
    if (title.length > LONGEST_NAME)
      return { ok: false, fault: `“${title.slice(0, 30)}…” is too long: at most ${LONGEST_NAME} characters.` };
    const part = partOf(title, read.conditions);
    if (typeof part === 'string') return { ok: false, fault: part };
    parts.push(part);
  }
  return parts.length > MOST_PARTS
    ? { ok: false, fault: `Those are ${parts.length}; write at most ${MOST_PARTS}.` }
    : { ok: true, parts };
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
