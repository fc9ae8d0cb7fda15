import { cleanLine, cut } from '../blockkit/escape.ts';
import { joined, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import type { ActionView, Progress } from '../core/action.ts';
import { type Aim, isOfLeads, type Measurable, type Movement, movementOf, type Reading } from '../core/aim.ts';
import { figureText } from '../core/figure.ts';
import { LEAST_FOR_PERCENT } from '../core/share-text.ts';
import { durationText } from '../core/time-text.ts';

/** "📈 In time (webinar): 61 % (25 of 41) → 70 % (26 of 37) · target 80 %"; nothing if it is to move nothing. */
export function progressWords({ progress }: Pick<ActionView, 'progress'>): Mrkdwn[] {
  if (progress === undefined) return [];
  const { measured, aim, since } = progress;
  const mark = since === undefined ? '🎯' : MARKS[movementOf(measured, aim, since)];
  const now = since === undefined ? md`` : md` → ${readingText(measured, since)}`;
  const what = md`${mark} ${measuredName(measured, aim)}: ${readingText(measured, aim.baseline)}${now}`;
  return [joined([what, ...targetWords(measured, aim)], ' · ')];
}

/** The same with both windows and what became of it, for whoever reads it whole. */
export function progressLines({ measured, aim, since }: Progress): Mrkdwn[] {
  const movement = since && movementOf(measured, aim, since);
  const things = isOfLeads(measured) ? 'leads' : 'asks';
  return [
    joined([md`*${measuredName(measured, aim)}*`, ...targetWords(measured, aim)], ' · '),
    md`Before: ${readingText(measured, aim.baseline)}, ${things} of ${windowText(aim.baseline)}`,
    since === undefined
      ? md`It is measured again at the next retro.`
      : md`Since: ${readingText(measured, since)}, ${things} of ${windowText(since)}`,
    ...(movement === undefined ? [] : [md`${MARKS[movement]} ${movementWords(movement, things)}`]),
  ];
}

/** "In time (webinar)" */
export const measuredName = ({ name }: Measurable, { of }: Pick<Aim, 'of'>): string =>
  of === undefined ? name : `${name} (${cut(cleanLine(of.origin), LONGEST_ORIGIN)})`;

const LONGEST_ORIGIN = 40;

const readingText = ({ unit, of }: Measurable, reading: Reading): string => figureText({ unit, of, ...reading });

const targetWords = ({ unit }: Measurable, { target }: Aim): Mrkdwn[] =>
  target === undefined ? [] : [md`target ${unit === 'share' ? `${target} %` : durationText(target)}`];

const windowText = ({ from, until }: Reading): Mrkdwn =>
  md`${when(from, 'date', 'UTC')} to ${when(until, 'date', 'UTC')}`;

const MARKS: Readonly<Record<Movement, string>> = {
  reached: '✅',
  better: '📈',
  same: '➖',
  worse: '📉',
  unknown: '➖',
};

const MOVEMENT_WORDS: Readonly<Record<Exclude<Movement, 'unknown'>, string>> = {
  reached: 'The target is reached.',
  better: 'Better than before.',
  same: 'As before.',
  worse: 'Not better than before.',
};

const movementWords = (movement: Movement, things: string): string =>
  movement === 'unknown'
    ? `Too few ${things} to tell yet: it takes ${LEAST_FOR_PERCENT} before and since.`
    : MOVEMENT_WORDS[movement];
