import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELD_NAMES, leadFields } from '../../src/core/lead-fields.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { FIELDS, PERSONAL } from './samples.ts';
import { leadViews, maskedCards, PLAIN, publicViews, type Words } from './views.ts';

const plain = await leadViews(PLAIN);
const whole = JSON.stringify;

describe('what people see of leads', () => {
  goldenViews('lead', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))(
    'fits when everybody writes %j',
    async (_start, word) => {
      expect(faultsOf(await leadViews(writing(word)))).toEqual([]);
    },
  );

  it('fits whatever anybody writes', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (word) => {
        expect(faultsOf(await leadViews(writing(word)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('calls nobody whom a stranger names', async () => {
    const views = whole(await leadViews(writing('<!channel> <@USTRANGER> <!subteam^SALL>')));
    expect(views).toContain('&lt;!channel&gt;');
    expect(views).not.toMatch(/"type":"mrkdwn","text":"[^"]*<(!channel|@USTRANGER|!subteam\^SALL)/);
  });
});

describe('personal data', () => {
  it.each(PERSONAL)('a masked card of a free lead never shows %s', (word) => {
    for (const [name, view] of Object.entries(maskedCards(PLAIN))) expect(whole(view), name).not.toContain(word);
  });

  it.each(PERSONAL)('nor does anything that others read: %s', (word) => {
    for (const [name, view] of Object.entries(publicViews(PLAIN))) expect(whole(view), name).not.toContain(word);
  });

  it.each(PERSONAL)('a locked phone never shows %s', (word) => {
    for (const [name, view] of Object.entries(plain)) {
      if (!('type' in view)) expect(view.text, name).not.toContain(word);
    }
  });

  it('a masked channel never reads addresses and numbers, also after the claim', () => {
    for (const name of ['lead-card.claimed', 'lead-card.contacted', 'lead-card.claimed-late']) {
      expect(whole(plain[name])).toContain('Jane Roe');
      for (const word of PERSONAL.slice(2)) expect(whole(plain[name]), name).not.toContain(word);
    }
  });

  it('the owner can call with one tap', () => {
    expect(whole(plain['lead-owner.claimed'])).toContain('<tel:+49301234567|+49 30 1234567>');
  });
});

/** A lead of which every text is this. Addresses and numbers are what the cleaning on arrival leaves of it. */
function writing(word: string): Words {
  const said = Object.fromEntries(FIELD_NAMES.map((name) => [name, word]));
  const { email, phone, score: _score, crmUrl, ...texts } = said;
  const checked = leadFields({
    email,
    phone: `+49 30 1234567 ${phone}`,
    score: FIELDS.score,
    crmUrl: `https://crm.example/${crmUrl}`,
  });
  return {
    fields: word.trim() === '' ? checked : { ...texts, ...checked },
    extra: { [word]: word, More: word },
    reason: word,
    reference: word,
  };
}
