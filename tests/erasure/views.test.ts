import { describe, expect, it } from 'vitest';
import * as blocks from '../../src/erasure/blocks.ts';
import { nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';

const erasureViews = (name: string): Views => ({
  'erasure-confirm': blocks.confirmModal('l1', name),
  'erasure-erased': blocks.erasedModal(name),
  'erasure-refusal.not-allowed': blocks.notAllowedMessage(),
  'erasure-refusal.unknown-lead': blocks.unknownMessage(),
});

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
