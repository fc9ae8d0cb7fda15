import { expect, it } from 'vitest';
import { contentOf } from '../../src/standups/answer-form.ts';
import type { Fact } from '../../src/standups/fact.ts';
import { answerModal } from '../../src/standups/modal-blocks.ts';

const fact = (place: number, isPrivate = false): Fact => ({
  id: `untouched:${place}`,
  title: `Line ${place}`,
  detail: 'campaign spring',
  leads: [],
  leadIds: [],
  isPrivate,
});

const snapshot = {
  id: 'N1',
  slotId: 'S1',
  madeAt: 0,
  window: { from: 0, until: 1 },
  facts: [...Array.from({ length: 12 }, (_none, place) => fact(place)), fact(12, true)],
  due: [],
  questions: [],
};

it('of more lines than Slack has boxes for the first ten can be left out, and the form says that the rest is posted', () => {
  const content = { facts: [], custom: {} };
  const form = { slotId: 'S1', name: 'Standup', snapshot, content, mayAsk: true, when: { kind: 'open' } } as const;
  const modal = JSON.stringify(answerModal(form, 'ask.new'));
  expect(modal).toContain('Line 9');
  expect(modal).not.toContain('Line 10');
  expect(modal).toContain('2 more lines will be posted too.');
  const posted = contentOf(snapshot, { text: () => undefined, option: () => undefined, options: () => ['0', '3'] });
  expect(posted.facts).toEqual(['untouched:0', 'untouched:3', 'untouched:10', 'untouched:11']);
});
