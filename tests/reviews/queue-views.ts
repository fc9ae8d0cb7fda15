import { message } from '../../src/blockkit/message.ts';
import type { Judgement } from '../../src/core/verdict.ts';
import { homeRows } from '../../src/reviews/home-blocks.ts';
import { moreModal } from '../../src/reviews/judging/more-blocks.ts';
import * as queue from '../../src/reviews/judging/queue-blocks.ts';
import * as rate from '../../src/reviews/verdicts/rate-blocks.ts';
import { bare } from '../../src/reviews/verdicts/verdict.ts';
import { NOW } from '../leads/samples.ts';
import type { Views } from '../support/golden.ts';

const ID = '01960000-0000-7000-8000-00000000000';

/** What people see who judge the leads of a review; `word` is what somebody wrote. */
export function queueViews(word: string): Views {
  const review = { id: `${ID}1`, number: 3, channelId: 'CLEADS', isAnonymous: false, dueAt: NOW + 3 * 86_400_000 };
  const unnamed = { ...review, isAnonymous: true };
  const lead = {
    id: `${ID}2`,
    number: 12,
    name: `#12 ${word}`,
    source: word,
    campaign: 'Spring demo',
    persona: 'Head of plant',
    region: 'DACH',
    stage: 'contacted' as const,
    reason: undefined,
    receivedAt: NOW - 86_400_000,
    wants: word,
  };
  const bareLead = { ...lead, source: undefined, campaign: undefined, persona: undefined, region: undefined };
  const given = { ...bareLead, stage: 'rejected' as const, reason: 'no-budget' as const, wants: undefined };
  const judgement: Judgement = { verdict: 'not', grade: 2, reason: 'bad-data', part: 'phone', note: word };
  const mine = { ...judgement, id: `${ID}4` };
  const noted = { lead: { ...lead, id: `${ID}3`, number: 11, name: `#11 ${word}` }, mine, position: 1 };
  const shown = { review, judged: 1, of: 8 };
  const asked: queue.AskedQueue = {
    ...shown,
    kind: 'asked',
    zone: 'Europe/Berlin',
    position: 2,
    lead,
    mine: undefined,
    noted,
    canWait: true,
    isFinished: false,
  };
  const first = { ...asked, judged: 0, position: 1, lead: given, noted: undefined };
  const within = { reviewId: review.id, number: 3, isAnonymous: false, seen: mine.id };
  const waiting = { number: 3, judged: 7, of: 8, dueAt: review.dueAt, zone: 'Europe/Berlin', address: undefined };
  const address = 'https://acme.slack.com/archives/D1/p1';
  const form = { grade: '2', reason: 'bad-data', part: 'phone', note: word, next: word };
  return {
    'queue-asked': queue.queueMessage(asked, 'https://acme.slack.com/archives/CLEADS/p1'),
    'queue-asked.first': queue.queueMessage(first),
    'queue-asked.unnamed': queue.queueMessage({ ...asked, review: unnamed }),
    'queue-asked.again': queue.queueMessage({ ...asked, mine, isFinished: true }),
    'queue-finished': queue.queueMessage({ ...shown, kind: 'finished', zone: 'Europe/Berlin', first: lead.id, noted }),
    'queue-out': queue.queueMessage({ ...shown, kind: 'out', since: NOW }),
    'queue-out.none': queue.queueMessage({ ...shown, judged: 0, kind: 'out', since: NOW }),
    'queue-revealed': queue.queueMessage({ ...shown, kind: 'revealed' }),
    'queue-called-off': queue.queueMessage({ ...shown, kind: 'called-off' }),
    'queue-not-asked': queue.queueMessage({ ...shown, kind: 'not-asked' }),
    'queue-gone': queue.noReviewMessage(),
    'queue-late': queue.lateWordsMessage(review, 12),
    'queue-late.unnamed': queue.lateWordsMessage(unnamed, undefined),
    'queue-reminder': queue.reminderMessage(asked, 'https://acme.slack.com/archives/D1/p1'),
    'queue-reminder.above': queue.reminderMessage({ ...asked, judged: 7 }, undefined),
    'queue-home': message('Home', homeRows({ waiting: [waiting, { ...waiting, number: 4, address }], mayStart: true })),
    'queue-home.none': message('Home', homeRows({ waiting: [], mayStart: true })),
    'queue-rate': rate.rateMessage(lead, undefined, { ...within, seen: undefined }),
    'queue-rate.again': rate.rateMessage(lead, judgement, within),
    'queue-rated': rate.ratedMessage(lead, 'not', within),
    'queue-rated.unnamed': rate.ratedMessage(lead, 'not', { ...within, isAnonymous: true }),
    'queue-said': rate.saidInMessage(lead, judgement, undefined, within),
    'queue-said.wish': rate.saidInMessage(lead, bare('good'), word, within),
    'queue-said.unnamed': rate.saidInMessage(lead, judgement, word, { ...within, isAnonymous: true }),
    'queue-more': moreModal(lead, { verdict: 'not', side: 'sales', form, within }),
    'queue-more.unnamed': moreModal(lead, {
      verdict: 'good',
      side: 'marketing',
      form,
      within: { ...within, isAnonymous: true },
    }),
  };
}
