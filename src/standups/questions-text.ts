import { WEEKDAY_NAMES, WEEKDAYS, type Weekday } from '../core/opening-hours.ts';
import { crowdedDays, MOST_A_DAY, type Question } from './question.ts';

const WORKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const MOST_QUESTIONS = 10;

/**
 * Reads questions as somebody types them, one a line:
 * `What went well?`, `Fri: What went well?`, `! Mon, Wed: Deals at risk? (number)`, `Mood? (1-5)`, `Where? (office / home)`.
 * Ids are their positions, `q1` and on. A fault is a sentence that names the line.
 */
export function readQuestions(text: string): { readonly questions: readonly Question[] } | { readonly fault: string } {
  const typed = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (typed.length > MOST_QUESTIONS) return { fault: `These are ${typed.length} questions; ${MOST_QUESTIONS} fit.` };
  const questions: Question[] = [];
  for (const [at, line] of typed.entries()) {
    const read = readLine(line, `q${at + 1}`);
    if ('fault' in read) return { fault: `Line ${at + 1}: ${read.fault}` };
    questions.push(read.question);
  }
  const [crowded] = crowdedDays(questions);
  if (crowded === undefined) return { questions };
  return {
    fault: `More than ${MOST_A_DAY} questions fall on ${WEEKDAY_NAMES[crowded]}. Give some of them other days, such as “Fri: …”.`,
  };
}

/** The same lines again, for the form. */
export const questionsText = (questions: readonly Question[]): string => questions.map(lineOf).join('\n');

type ReadLine = { readonly question: Question } | { readonly fault: string };

function readLine(line: string, id: string): ReadLine {
  const isRequired = line.startsWith('!');
  const rest = line.replace(/^!\s*/, '');
  const prefix =
    /^((?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s*(?:,|and)\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)*)\s*:\s*(.+)$/i.exec(
      rest,
    );
  const days = prefix === null ? WORKDAYS : daysIn(prefix[1] ?? '');
  const words = prefix?.[2] ?? rest;
  const suffix = /^(.*?)\s*\(([^()]*)\)$/.exec(words);
  const kind = suffix === null ? undefined : kindOf(suffix[2] ?? '');
  const text = (kind === undefined ? words : (suffix?.[1] ?? '')).trim();
  if (text === '') return { fault: 'the question itself is missing.' };
  if (text.length > LONGEST)
    return { fault: `a question has at most ${LONGEST} characters; this one has ${text.length}.` };
  const base = { id, text, days: [...days], isRequired };
  if (kind === undefined) return { question: { ...base, kind: 'text' } };
  if (typeof kind === 'string') return { question: { ...base, kind } };
  if (kind.length > 10 || kind.some((option) => option.length > 75))
    return { fault: 'a choice has at most ten options of 75 characters.' };
  return { question: { ...base, kind: 'choice', options: [...kind] } };
}

const LONGEST = 150;

/** What stands in the brackets at the end; undefined if they belong to the question. */
function kindOf(bracket: string): 'scale' | 'number' | readonly string[] | undefined {
  if (/^1\s*[-–]\s*5$/.test(bracket)) return 'scale';
  if (/^number$/i.test(bracket)) return 'number';
  const options = bracket.split('/').map((option) => option.trim());
  return options.length >= 2 && options.every((option) => option !== '') ? options : undefined;
}

const daysIn = (text: string): readonly Weekday[] =>
  WEEKDAYS.filter((day) =>
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .some((word) => word.startsWith(day)),
  );

function lineOf(question: Question): string {
  const { text, days, isRequired } = question;
  const isEveryDay = days.length === WORKDAYS.length && WORKDAYS.every((day) => days.includes(day));
  const prefix = isEveryDay ? '' : `${days.map((day) => WEEKDAY_NAMES[day].slice(0, 3)).join(', ')}: `;
  return `${isRequired ? '! ' : ''}${prefix}${text}${suffixOf(question)}`;
}

function suffixOf(question: Question): string {
  switch (question.kind) {
    case 'text':
      return '';
    case 'scale':
      return ' (1-5)';
    case 'number':
      return ' (number)';
    case 'choice':
      return ` (${question.options.join(' / ')})`;
  }
}
