import { describe, expect, it } from 'vitest';
import { MASKED } from '../../src/core/shown-fields.ts';
import * as blocks from '../../src/erasure/blocks.ts';
import * as retention from '../../src/erasure/privacy-blocks.ts';
import { nasty } from '../blockkit/hostile.ts';
import { at } from '../core/cases.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';

const erasureViews = (name: string): Views => ({
  'erasure-confirm': blocks.confirmModal('l1', name),
  'erasure-erased': blocks.erasedModal(name),
  'erasure-refusal.not-allowed': blocks.notAllowedMessage(),
  'erasure-which': blocks.whichMessage([name, `${name} Norway`]),
  'erasure-refusal.unknown-lead': blocks.unknownMessage(),
});

const TONIGHT = { at: at('2026-03-05T02:00Z'), zone: 'Europe/Berlin', persons: 143, words: 1 };

const privacyViews: Views = {
  'privacy-form.new': retention.privacyModal({ retention: {}, shown: MASKED }),
  'privacy-form.set': retention.privacyModal({
    retention: { person: 24, words: 6 },
    shown: { ...MASKED, email: 'claimed' },
  }),
  'privacy-sure.both': retention.sureModal({ retention: { person: 24, words: 6 }, shown: MASKED }, TONIGHT),
  'privacy-sure.words': retention.sureModal({ retention: { words: 6 }, shown: MASKED }, { ...TONIGHT, persons: 0 }),
  'privacy-refusal.not-admin': retention.notAdminMessage(),
};

describe('what managers see who erase a person', () => {
  const plain = erasureViews('#12 Acme Robotics');
  goldenViews('erasure', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits a company called %j', (_, word) => {
    expect(faultsOf(erasureViews(word))).toEqual([]);
  });
});

describe('what admins see who decide how long leads are remembered', () => {
  goldenViews('privacy', privacyViews);

  it('fits Slack and a phone', () => {
    expect(faultsOf(privacyViews)).toEqual([]);
  });
});
