import type { CampaignGap } from '../../src/agreements/gaps.ts';
import { gapLine, gapMessage } from '../../src/agreements/gaps-blocks.ts';
import { holdModal } from '../../src/agreements/hold-blocks.ts';
import * as blocks from '../../src/agreements/promise-blocks.ts';
import * as rulesBlocks from '../../src/agreements/rules-blocks.ts';
import { weeklyLine, weeklyMessage } from '../../src/agreements/weekly-blocks.ts';
import { HOUR } from '../../src/core/instants.ts';
import { NO_RULES } from '../../src/core/lead-rules.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';
import { agreement, campaignPromise, report, rules } from './samples.ts';

/** Without a phone number a new lead is held back. */
const HELD = { hold: { fields: ['phone'], limit: 8 * HOUR } } as const;

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
    'agreement-rules.defined': rulesBlocks.rulesModal(rules(word.slice(0, 30), { definition: word }), true),
    'agreement-definition': rulesBlocks.definitionModal(rules(word.slice(0, 30), { definition: word })),
    'agreement-definition.none': rulesBlocks.definitionModal(NO_RULES),
    'agreement-demands': rulesBlocks.demandsModal(rules(word.slice(0, 30))),
    'agreement-demands.later-stage': rulesBlocks.demandsModal(rules(word.slice(0, 30)), 'qualified'),
    'agreement-rules.held': rulesBlocks.rulesModal(rules(word.slice(0, 30), HELD), true),
    'agreement-hold': holdModal(rules(word.slice(0, 30), HELD)),
    'agreement-hold.none': holdModal(rules(word.slice(0, 30))),
    'agreement-hold.nothing-demanded': holdModal(NO_RULES),
    'agreement-demands.none': rulesBlocks.demandsModal(NO_RULES),
    'agreement-segments': rulesBlocks.segmentsModal(rules(word.slice(0, 30))),
    'agreement-segments.none': rulesBlocks.segmentsModal(NO_RULES),
    'agreement-score': rulesBlocks.scoreModal(rules(word.slice(0, 30))),
    'agreement-score.none': rulesBlocks.scoreModal(NO_RULES),
    'agreement-refusal.not-admin': rulesBlocks.notAdminMessage(),
    ...promiseViews(word),
    'agreement-gaps.one': gapMessage({ ...digest, gaps: [one] }),
    'agreement-gaps.some': gapMessage({ ...digest, gaps: [gap, one] }),
    'agreement-gaps.many': gapMessage({ ...digest, gaps: Array.from({ length: 12 }, () => gap) }),
    'agreement-gaps.merged': mergedMessage([
      { heading: 'Leads that came incomplete', lines: [gapLine({ ...digest, gaps: [gap] })] },
    ]),
  };
}

/** What marketing and sales promise each other, and how a week went. */
function promiseViews(word: string): Views {
  const names = new Map(['UMIA', 'UMAX', 'UMOE'].map((id) => [id, word]));
  const inForce = agreement(word);
  const proposed = agreement(word, { version: 3, agreed: undefined });
  const view = { inForce, proposed: undefined, target: HOUR, names };
  const zone = 'UTC';
  const now = at('2026-03-02T10:00Z');
  const few = { sales: { decided: 9, inTime: 7, median: undefined }, unpromised: 2, rejected: 7, hasty: 2 };
  const none = {
    marketing: [{ promise: campaignPromise({ campaigns: [word] }), arrived: 0, complete: 0, returned: 0 }],
    sales: { decided: 0, inTime: 0, median: undefined },
  };
  return {
    'agreement-both.none': blocks.agreementModal(
      { ...view, inForce: undefined, target: undefined },
      { manages: [], zone, now },
    ),
    'agreement-both.to-read': blocks.agreementModal(view, { manages: [], zone, now }),
    'agreement-both.for-marketing': blocks.agreementModal(view, { manages: ['marketing'], zone, now }),
    'agreement-both.proposed-for-marketing': blocks.agreementModal(
      { ...view, proposed },
      { manages: ['marketing'], zone, now },
    ),
    'agreement-both.proposed-for-sales': blocks.agreementModal(
      { ...view, proposed },
      { manages: ['sales'], zone, now },
    ),
    'agreement-promise.new': blocks.promiseModal({}, names),
    'agreement-promise.change': blocks.promiseModal(inForce.promises[0] ?? {}, names),
    'agreement-proposed': blocks.proposedMessage(proposed, view),
    'agreement-proposed.nothing': blocks.proposedMessage({ ...proposed, promises: [] }, view),
    'agreement-proposed.merged': mergedMessage([
      { heading: 'Two things', lines: [blocks.proposedLine(proposed, view), blocks.agreedLine(inForce)] },
    ]),
    'agreement-reply.agreed': blocks.agreeReply('agreed'),
    'agreement-reply.agreed-already': blocks.agreeReply('agreed-already'),
    'agreement-reply.outdated': blocks.agreeReply('outdated'),
    'agreement-refusal.not-sales-manager': blocks.agreeReply('not-manager'),
    'agreement-refusal.not-marketing-manager': blocks.notMarketingManagerMessage(),
    'agreement-weekly.usual': weeklyMessage(report(word), names),
    'agreement-weekly.few': weeklyMessage(report(word, few, { reasons: { other: 2, all: 7 } }), names),
    'agreement-weekly.none': weeklyMessage(
      report(word, none, { target: undefined, reasons: { other: 0, all: 0 } }),
      names,
    ),
    'agreement-weekly.merged': mergedMessage([
      { heading: 'Both promises', lines: [weeklyLine(report(word)), weeklyLine(report(word, few))] },
    ]),
  };
}

/** The one form with a field for each stage: who fills it in is an admin, once. */
export const wordsViews = (word: string): Views => ({
  'agreement-words': rulesBlocks.wordsModal(rules(word.slice(0, 30))),
  'agreement-words.none': rulesBlocks.wordsModal(NO_RULES),
});
