import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newAskModal } from '../../src/asks/modal-blocks.ts';
import { elementsOf, type Tree, text, tree } from '../../src/blockkit/faults.ts';
import { checkView } from '../../src/blockkit/phone.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type View } from '../support/golden.ts';
import { NAMES } from './samples.ts';
import { askViews, PLAIN, type Words } from './views.ts';

const plain = await askViews(PLAIN);
const whole = JSON.stringify;

describe('what people see of asks', () => {
  goldenViews('ask', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))(
    'fits when everybody writes %j',
    async (_start, word) => {
      expect(faultsOf(await askViews(writing(word)))).toEqual([]);
    },
  );

  it('fits whatever anybody writes', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (word) => {
        expect(faultsOf(await askViews(writing(word)))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('ANS-7: rings nobody, neither whom it names nor whom a colleague has written', async () => {
    const views = whole(await askViews(writing('<!channel> <@USTRANGER> <!subteam^SALL> @here')));
    expect(views).not.toMatch(/"type":"mrkdwn","text":"[^"]*<[!@]/);
    expect(views).not.toMatch(/"type":"user(group)?"/);
    expect(views).toContain('&lt;!channel&gt;');
    expect(whole(plain)).not.toContain('<@');
  });

  it('a locked phone shows who asks, never what', () => {
    for (const [name, view] of Object.entries(plain)) {
      if (name.startsWith('ask-notice') && !('type' in view)) expect(view.text, name).not.toContain('deck');
    }
  });

  it('every button of an ask carries its id and nothing else', () => {
    for (const [name, view] of Object.entries(plain)) {
      if (!name.startsWith('ask-message')) continue;
      for (const { value } of buttonsOf(view)) expect(value, name).toBe('a1');
    }
  });
});

describe('what an ask offers', () => {
  it.each([
    ['open', ['Take it', 'Answer', 'Decline', 'Close it', 'Change it']],
    ['taken', ['Answer', 'Decline', 'Close it', 'Change it']],
    ['answered', ['Close it', 'Ask again']],
    ['declined', ['Close it', 'Ask again']],
    ['closed', []],
    ['open-as-asker', ['Close it', 'Change it']],
    ['open-as-colleague', ['Take it', 'Answer', 'Decline']],
    ['open-as-manager', ['Take it', 'Answer', 'Decline', 'Close it']],
    ['open-as-asking-manager', ['Close it']],
    ['taken-as-owner', ['Answer', 'Decline']],
    ['taken-as-asker', ['Close it', 'Change it']],
    ['answered-as-owner', []],
    ['answered-as-asker', ['Close it', 'Ask again']],
    ['closed-as-asker', ['Ask again']],
  ])('%s', (name, offers) => {
    expect(buttonsOf(plain[`ask-message.${name}`]).map((one) => one.text)).toEqual(offers);
  });

  it('a company of hundreds still fits the form', () => {
    const people = Array.from({ length: 300 }, (_, at) => ({ id: `U${at}`, name: `Person ${at}` }));
    expect(checkView(newAskModal({ teams: ['marketing'], people }, 'none'))).toEqual([]);
  });
});

/** Buttons and lines behind the dots, in order. */
function buttonsOf(view: View | undefined): { text: string; value: unknown }[] {
  const blocks: readonly Tree[] = (view?.blocks ?? []).map((block) => tree(block));
  return blocks.flatMap(elementsOf).flatMap((element) => {
    if (element.type === 'button') return [{ text: text(element.text), value: element.value }];
    const options = Array.isArray(element.options) ? element.options.map((option) => tree(option)) : [];
    return options.map((option) => ({ text: text(option.text), value: String(option.value).split('|')[1] }));
  });
}

/** Asks of which every text is this, among people who are called so. */
const writing = (word: string): Words => ({
  text: word,
  answer: word,
  reason: word,
  campaign: word,
  lead: word,
  names: new Map([...NAMES.keys()].map((id) => [id, word])),
  reference: word,
});
