import { MASKED } from '../../src/core/shown-fields.ts';
import type { Judgement, SeenVerdict } from '../../src/core/verdict.ts';
import { leadCard } from '../../src/leads/card/card-blocks.ts';
import { detailMessage, whyMessage } from '../../src/leads/card/detail-blocks.ts';
import { moreModal } from '../../src/reviews/judging/more-blocks.ts';
import * as blocks from '../../src/reviews/verdicts/rate-blocks.ts';
import { bare } from '../../src/reviews/verdicts/verdict.ts';
import { event, FIELDS, lead, NOW, ownedBy, promise } from '../leads/samples.ts';
import type { Views } from '../support/golden.ts';
import { scheduleViews } from './schedule-views.ts';

/** What people see who judge leads; `word` is what somebody wrote. */
export function reviewViews(word: string): Views {
  const rated = { id: 'l1', number: 12, name: `#12 ${word}`, source: word, campaign: 'Spring demo' };
  const judgement: Judgement = { verdict: 'not', grade: 2, reason: 'bad-data', part: 'phone', note: word };
  const form = { grade: '2', reason: 'bad-data', part: 'phone', note: word, next: word };
  return {
    'review-rate': blocks.rateMessage(rated, undefined),
    'review-rate.again': blocks.rateMessage(rated, judgement),
    'review-rate.no-origin': blocks.rateMessage({ ...rated, source: undefined, campaign: undefined }, undefined),
    'review-rated': blocks.ratedMessage(rated, 'not'),
    'review-said': blocks.saidMessage(rated, judgement, undefined),
    'review-said.asked': blocks.saidMessage(rated, bare('good'), { number: 3, of: 'marketing' }),
    'review-said.not-asked': blocks.saidMessage(rated, judgement, 'refused'),
    'review-taken-back': blocks.takenBackMessage(rated),
    'review-nothing-said': blocks.nothingSaidMessage(rated),
    'review-refused': blocks.notJudgingMessage(),
    'review-gone': blocks.goneMessage(),
    'review-no-lead-here': blocks.noLeadHereMessage(),
    'review-which-lead': blocks.whichLeadMessage(),
    'review-more.good': moreModal(rated, { verdict: 'good', side: 'sales', form: {} }),
    'review-more.not': moreModal(rated, { verdict: 'not', side: 'sales', form }),
    'review-more.unsure': moreModal(rated, { verdict: 'unsure', side: 'marketing', form: { note: word } }),
    ...onLeads(word),
    ...scheduleViews(word),
  };
}

/** How it stands with the lead itself. */
function onLeads(word: string): Views {
  const said = (differing: Partial<SeenVerdict>): SeenVerdict => ({
    ...bare('good'),
    by: 'UMIA',
    side: 'marketing',
    isByRejection: false,
    ...differing,
  });
  const verdicts = [
    said({ grade: 4 }),
    said({ by: undefined, verdict: 'unsure' }),
    said({ by: 'UBEN', side: 'sales', verdict: 'not', reason: 'no-budget', note: word, part: 'persona' }),
    said({ by: 'UANN', side: 'sales', verdict: 'not', reason: 'no-budget', part: 'persona', isByRejection: true }),
  ];
  const closed = lead({ fields: FIELDS, stage: 'lost', owner: ownedBy('UBEN'), firstContactAt: NOW, lastEvent: 4 });
  const events = [
    event(1, { kind: 'received', by: 'form' }, { by: undefined }),
    event(2, { kind: 'claimed' }),
    event(3, { kind: 'rated', side: 'sales', ...bare('not'), reason: 'no-budget', note: word }),
    event(4, { kind: 'rating-undone' }, { by: 'UMIA' }),
  ];
  const view = { lead: closed, promise: promise(), events, verdicts, now: NOW };
  const ring = { people: [], group: undefined, from: undefined };
  return {
    'review-lead-card': leadCard({ ...view, shown: MASKED, ring }),
    'review-lead-details': detailMessage({ ...view, extra: {}, isPrivate: false }),
    'review-lead-why': whyMessage(closed, view.promise, events, [], [], verdicts),
  };
}
