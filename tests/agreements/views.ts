import type { CampaignGap } from '../../src/agreements/gaps.ts';
import { gapLine, gapMessage } from '../../src/agreements/gaps-blocks.ts';
import * as rulesBlocks from '../../src/agreements/rules-blocks.ts';
import { NO_RULES } from '../../src/core/lead-rules.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';
import { rules } from './samples.ts';

/** What people see of what they agreed on; strangers and colleagues have written `word`. */
export function agreementViews(word: string): Views {
  const gap: CampaignGap = {
    campaign: word,
    source: word,
    arrived: 9,
    leads: Array.from({ length: 7 }, (_, before) => ({
      name: `#${before + 1} ${word}`,
      missing: ['phone', 'persona'],
    })),
  };
  const one: CampaignGap = { campaign: undefined, source: undefined, arrived: 1, leads: gap.leads.slice(0, 1) };
  const digest = { since: at('2026-03-02T08:00Z'), zone: 'Europe/Berlin' };
  return {
    'agreement-rules.none': rulesBlocks.rulesModal(NO_RULES, true),
    'agreement-rules.some': rulesBlocks.rulesModal(rules(word.slice(0, 30)), true),
    'agreement-rules.to-read': rulesBlocks.rulesModal(rules(word.slice(0, 30)), false),
    'agreement-demands': rulesBlocks.demandsModal(rules(word.slice(0, 30))),
    'agreement-demands.later-stage': rulesBlocks.demandsModal(rules(word.slice(0, 30)), 'qualified'),
    'agreement-demands.none': rulesBlocks.demandsModal(NO_RULES),
    'agreement-refusal.not-admin': rulesBlocks.notAdminMessage(),
    'agreement-gaps.one': gapMessage({ ...digest, gaps: [one] }),
    'agreement-gaps.some': gapMessage({ ...digest, gaps: [gap, one] }),
    'agreement-gaps.many': gapMessage({ ...digest, gaps: Array.from({ length: 12 }, () => gap) }),
    'agreement-gaps.merged': mergedMessage([
      { heading: 'Leads that came incomplete', lines: [gapLine({ ...digest, gaps: [gap] })] },
    ]),
  };
}

/** The one form with a field for each stage: who fills it in is an admin, once. */
export const wordsViews = (word: string): Views => ({
  'agreement-words': rulesBlocks.wordsModal(rules(word.slice(0, 30))),
  'agreement-words.none': rulesBlocks.wordsModal(NO_RULES),
});
