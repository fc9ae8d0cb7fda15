import type { LeadRules } from '../../src/core/lead-rules.ts';

/** What a company may have agreed on, with its own words in it. */
export const rules = (word = 'MQL', differing: Partial<LeadRules> = {}): LeadRules => ({
  words: { new: word, accepted: 'SAL', qualified: 'SQL' },
  demands: [
    { stage: 'new', field: 'phone', team: 'marketing' },
    { stage: 'new', field: 'persona', team: 'marketing' },
    { stage: 'qualified', field: 'region', team: 'sales' },
  ],
  marketingChannelId: 'CMARKETING',
  ...differing,
});
