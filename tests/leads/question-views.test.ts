import { describe, expect, it } from 'vitest';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { privateQuestionViews, questionViews } from './question-views.ts';
import { PERSONAL } from './samples.ts';
import { PLAIN } from './views.ts';

const whole = (words = PLAIN) => ({ ...questionViews(words), ...privateQuestionViews(words) });

describe('what people see of questioned rejections', () => {
  goldenViews('question', whole());

  it.each([['plain words', PLAIN.reason] as const, ...nasty.map((word) => [word.slice(0, 30), word] as const)])(
    'fits Slack and a phone when somebody writes %j',
    (_start, word) => {
      expect(faultsOf(whole({ ...PLAIN, fields: { ...PLAIN.fields, company: word }, reason: word }))).toEqual([]);
    },
  );

  it.each(PERSONAL)('shows nobody but its owner %s of a lead', (word) => {
    const note = `Ask Jane Roe at jane.roe@acme.example or 030 123 45 67: ${PLAIN.reason}`;
    expect(JSON.stringify(questionViews({ ...PLAIN, reason: note }))).not.toContain(word);
  });
});
