import { describe, expect, it } from 'vitest';
import { checkMessage, checkView } from '../../src/blockkit/phone.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import { nasty } from '../blockkit/hostile.ts';
import { FIELDS, PERSONAL } from '../leads/samples.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';
import { offerViews, routingViews } from './views.ts';

const routing = routingViews('DACH');
const offers = offerViews(FIELDS, 'On a train', 'DACH');

/** What is wrong with these; an admin who sets something up may be asked more than five things. */
const faultsOfSetUp = (views: Views): string[] =>
  Object.entries(views).flatMap(([name, view]) =>
    ('type' in view ? checkView(view, { inputs: 9 }) : checkMessage(view)).map((fault) => `${name}: ${fault}`),
  );

describe('what admins see of routing', () => {
  goldenViews('routing', routing);

  it('fits Slack and a phone, whatever is written', () => {
    for (const word of ['DACH', ...nasty]) expect(faultsOfSetUp(routingViews(word)), word.slice(0, 30)).toEqual([]);
  });
});

describe('what people see of a lead whose turn is being found', () => {
  goldenViews('offer', offers);

  it('fits Slack and a phone, whatever is written', () => {
    expect(faultsOf(offers)).toEqual([]);
    for (const word of nasty) {
      const fields = { ...FIELDS, ...leadFields({ company: word, message: word, campaign: word }) };
      expect(faultsOf(offerViews(fields, word, word)), word.slice(0, 30)).toEqual([]);
    }
  });

  it.each(PERSONAL)('nothing of an offer shows %s before somebody has taken it', (word) => {
    for (const name of ['offer-message.open', 'offer-card.offered', 'offer-card.queued', 'offer-pass']) {
      expect(JSON.stringify(offers[name]), name).not.toContain(word);
    }
  });
});
