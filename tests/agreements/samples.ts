import type { Agreement, CampaignPromise } from '../../src/agreements/agreement.ts';
import type { Figures } from '../../src/agreements/figures.ts';
import type { Report } from '../../src/agreements/report.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { LeadRules } from '../../src/core/lead-rules.ts';
import { at } from '../core/cases.ts';

/** What a company may have agreed on, with its own words in it. */
export const rules = (word = 'MQL', differing: Partial<LeadRules> = {}): LeadRules => ({
  words: { new: word, accepted: 'SAL', qualified: 'SQL' },
  demands: [
    { stage: 'new', field: 'phone', team: 'marketing' },
    { stage: 'new', field: 'persona', team: 'marketing' },
    { stage: 'qualified', field: 'region', team: 'sales' },
  ],
  marketingChannelId: 'CMARKETING',
  segments: [{ name: word, conditions: [{ fact: 'region', test: 'is', values: ['DE', 'AT'] }] }],
  score: [
    { points: 20, words: word, conditions: [{ fact: 'message', test: 'contains', values: ['demo'] }] },
    { points: -5, words: 'private address', conditions: [{ fact: 'company', test: 'missing' }] },
  ],
  ...differing,
});

/** Mia's promise, to which Max has agreed; `word` is what they have written. */
export const agreement = (word = 'Spring demo', differing: Partial<Agreement> = {}): Agreement => ({
  workspaceId: 'T1',
  version: 2,
  promises: [
    campaignPromise({ campaigns: [word, 'Fair'] }),
    campaignPromise({ owner: 'UMOE', campaigns: [], leads: 1 }),
  ],
  proposedBy: 'UMIA',
  proposedAt: at('2026-03-01T10:00Z'),
  agreed: { by: 'UMAX', at: at('2026-03-02T10:00Z') },
  ...differing,
});

/** A week of it. */
export const report = (word: string, figures: Partial<Figures> = {}, differing: Partial<Report> = {}): Report => ({
  from: at('2026-03-01T23:00Z'),
  until: at('2026-03-08T23:00Z'),
  zone: 'Europe/Berlin',
  version: 2,
  proposedBy: 'UMIA',
  agreedBy: 'UMAX',
  since: at('2026-03-02T10:00Z'),
  target: HOUR,
  figures: {
    marketing: [
      { promise: campaignPromise({ campaigns: [word, 'Fair'] }), arrived: 18, complete: 17, returned: 3 },
      { promise: campaignPromise({ owner: 'UMOE', campaigns: [], leads: 1 }), arrived: 9, complete: 7, returned: 0 },
    ],
    unpromised: 0,
    sales: { decided: 27, inTime: 25, median: 38 * MINUTE },
    rejected: 5,
    hasty: 0,
    ...figures,
  },
  reasons: { other: 1, all: 21 },
  ...differing,
});

/** What one marketer promises. */
export const campaignPromise = (differing: Partial<CampaignPromise> = {}): CampaignPromise => ({
  owner: 'UMIA',
  campaigns: ['Spring demo'],
  leads: 20,
  complete: 90,
  kept: 80,
  ...differing,
});
