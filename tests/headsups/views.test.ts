import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { CAMPAIGN, NAMES, PROCESS } from './samples.ts';
import { headsUpViews, PLAIN, type Words } from './views.ts';

const plain = await headsUpViews(PLAIN);
const whole = JSON.stringify;

describe('what people see of heads-ups', () => {
  goldenViews('heads-up', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))(
    'fits when everybody writes %j',
    async (_start, word) => {
      expect(faultsOf(await headsUpViews(writing(word)))).toEqual([]);
    },
  );

  it('fits whatever anybody writes', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (word) => {
        expect(faultsOf(await headsUpViews(writing(word)))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('rings nobody, neither whom it names nor whom a colleague has written', async () => {
    const views = whole(await headsUpViews(writing('<!channel> <@USTRANGER> <!subteam^SALL> @here')));
    expect(views).not.toMatch(/"type":"mrkdwn","text":"[^"]*<[!@]/);
    expect(views).not.toMatch(/"type":"user(group)?"/);
    expect(whole(plain)).not.toContain('<@');
  });

  it('says in the channel how many are concerned and what about, and never who', () => {
    const said = whole(plain['heads-up-message.campaign-answered']);
    expect(said).toContain('1 clear · 1 concern · 1 not yet');
    expect(said).toContain('new prices');
    expect(said).not.toMatch(/Ben|Ana/);
  });
});

/** The same word wherever somebody can write. */
const writing = (word: string): Words => ({
  campaign: { ...CAMPAIGN, title: word, audience: word, promise: word, talk: word },
  process: { ...PROCESS, title: word, doing: word, why: word },
  line: word,
  names: new Map([...NAMES.keys()].map((id) => [id, word])),
  reference: word,
});
