import { describe, expect, it } from 'vitest';
import { questionsOn } from '../../src/standups/question.ts';
import { questionsText, readQuestions } from '../../src/standups/questions-text.ts';

const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];

function questions(text: string) {
  const read = readQuestions(text);
  if ('fault' in read) throw new Error(read.fault);
  return read.questions;
}

describe('questions are typed one a line', () => {
  it.each([
    ['What went well?', { kind: 'text', text: 'What went well?', days: WORKDAYS, isRequired: false }],
    ['Fri: What went well?', { kind: 'text', text: 'What went well?', days: ['fri'] }],
    [
      '! Mon, Wednesday: Deals at risk? (number)',
      { kind: 'number', text: 'Deals at risk?', days: ['mon', 'wed'], isRequired: true },
    ],
    ['Mood? (1-5)', { kind: 'scale', text: 'Mood?' }],
    ['Where? (office / home)', { kind: 'choice', text: 'Where?', options: ['office', 'home'] }],
    ['Anything odd (or funny)?', { kind: 'text', text: 'Anything odd (or funny)?' }],
    ['Ratio 1:2 kept?', { kind: 'text', text: 'Ratio 1:2 kept?' }],
    ['Sat and Sun: On duty?', { days: ['sat', 'sun'] }],
  ])('%s', (line, question) => {
    expect(questions(line)).toMatchObject([{ id: 'q1', ...question }]);
  });

  it('and come back as they were typed', () => {
    const text = '! Mon, Wed: Deals at risk? (number)\nFri: Mood? (1-5)\nWhere? (office / home)';
    expect(questionsText(questions(text))).toBe(text);
  });

  it('at most two on one day: the fault says which day, and what to do', () => {
    expect(readQuestions('One?\nTwo?\nFri: Three?')).toEqual({
      fault: 'More than 2 questions fall on Friday. Give some of them other days, such as “Fri: …”.',
    });
    expect(questionsOn(questions('One?\nTwo?'), 'fri')).toHaveLength(2);
    expect(questionsOn(questions('Fri: One?'), 'mon')).toEqual([]);
  });

  it.each([
    ['Fine?\n! (1-5)', 'Line 2: the question itself is missing.'],
    [`${'x'.repeat(151)}?`, 'Line 1: a question has at most 150 characters; this one has 152.'],
  ])('%s is refused with the line', (text, fault) => {
    expect(readQuestions(text)).toEqual({ fault });
  });
});
