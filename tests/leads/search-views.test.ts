import { describe, expect, it } from 'vitest';
import type { Lead } from '../../src/leads/lead.ts';
import * as blocks from '../../src/leads/search/search-blocks.ts';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';
import { FIELDS, lead, NOW, ownedBy, PERSONAL } from './samples.ts';

const END = { next: undefined, back: undefined, isMore: false, isReading: false } as const;
const PLACE = { receivedAt: NOW, number: 12 };

function views(text: string, company = 'Acme', seen: (one: Lead) => boolean = () => false): Views {
  const fields = { ...FIELDS, company };
  const some = [
    lead({ fields }),
    lead({ fields, number: 11, stage: 'accepted', owner: ownedBy('UBEN') }),
    lead({ fields, number: 10, stage: 'recycled', reason: 'timing', returnsAt: NOW, owner: ownedBy('UBEN') }),
    lead({ fields, number: 9, stage: 'customer', owner: ownedBy('UBEN') }),
  ];
  const many = Array.from({ length: 10 }, (_, at) => lead({ fields, number: at }));
  const [next, back] = [{ side: 'after', ...PLACE } as const, { side: 'before', ...PLACE } as const];
  const page = (more: Partial<blocks.Found>) => ({ leads: many, total: 1_000, ...END, ...more });
  const reader = { sees: seen, zone: 'UTC', now: NOW, words: {} };
  const own = { ...reader, words: { customer: company, recycled: text } };
  return {
    'search-found.own-words': blocks.foundMessage(text, page({ leads: some, total: 4 }), own),
    'search-found.some': blocks.foundMessage(text, page({ leads: some, total: 4 }), reader),
    'search-found.one': blocks.foundMessage(text, page({ leads: some.slice(0, 1), total: 1 }), reader),
    'search-found.first-page': blocks.foundMessage(text, page({ next, isMore: true }), reader),
    'search-found.middle': blocks.foundMessage(text, page({ next, back }), reader),
    'search-found.reading': blocks.foundMessage(text, page({ leads: some, total: 4, isReading: true }), reader),
    'search-found.everything': blocks.foundMessage('', page({ next }), reader),
    'search-found.none': blocks.foundMessage(text, page({ leads: [], total: 0 }), reader),
    'search-which': blocks.whichMessage('reject', { leads: some, rest: text }, reader),
    'search-which.no-rest': blocks.whichMessage('show', { leads: some, rest: '' }, reader),
    'search-fault.filter': blocks.searchFaultMessage({ kind: 'unknown-filter', word: text }),
    'search-fault.date': blocks.searchFaultMessage({ kind: 'no-date', word: text }),
    'search-fault.stage': blocks.searchFaultMessage({ kind: 'no-stage', word: text }),
  };
}

describe('what people see of a search', () => {
  goldenViews('search', views('no need'));

  it.each(nasty.map((word) => [word.slice(0, 30), word.slice(0, 1_700)] as const))(
    'fits when somebody writes %j',
    (_start, word) => {
      expect(faultsOf(views(word, word, () => true))).toEqual([]);
    },
  );

  it.each(PERSONAL)('hides %s from those who may not see it', (word) => {
    expect(JSON.stringify(views('acme'))).not.toContain(word);
  });

  it('a button of a page carries what was looked for, and from where', () => {
    const [first] = Object.values(views('jane "acme" free'));
    expect(JSON.stringify(first)).not.toContain('lead.next');
    const value = `search after ${NOW} 12 jane "acme" free`;
    expect(JSON.stringify(views('jane "acme" free')['search-found.first-page'])).toContain(JSON.stringify(value));
    expect(blocks.pageWishOf(value)).toEqual({
      list: 'search',
      cursor: { side: 'after', ...PLACE },
      text: 'jane "acme" free',
    });
    for (const nothing of ['', 'nobody', 'search after', 'shelf after 1 2', 'search beside 1 2 x'])
      expect(blocks.pageWishOf(nothing)).toBeUndefined();
  });
});
