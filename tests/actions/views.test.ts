import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { NAMES } from './samples.ts';
import { actionViews } from './views.ts';

const plain = await actionViews('If a demo form has no company, then it asks for it');
const called = (word: string) => new Map([...NAMES.keys()].map((id) => [id, word]));

describe('what people see of decisions', () => {
  goldenViews('action', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))(
    'fits when everybody writes %j',
    async (_start, word) => {
      expect(faultsOf(await actionViews(word, called(word)))).toEqual([]);
    },
  );

  it('fits whatever anybody writes', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (word) => {
        expect(faultsOf(await actionViews(word, called(word)))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('rings nobody, and a locked phone shows nothing of what was decided', async () => {
    expect(JSON.stringify(plain)).not.toContain('<@');
    for (const [name, view] of Object.entries(plain))
      if (name.startsWith('action-notice') && !('type' in view)) expect(view.text, name).not.toContain('form');
  });
});
