import { md } from '../../src/blockkit/mrkdwn.ts';
import { MINUTE } from '../../src/core/instants.ts';
import type { LeadStory } from '../../src/core/lead-story.ts';
import type { Plan } from '../../src/reviews/planning/plan.ts';
import type { SampleView } from '../../src/reviews/planning/plan-view.ts';
import { sampleModal } from '../../src/reviews/planning/sample-blocks.ts';
import * as start from '../../src/reviews/planning/start-blocks.ts';
import type { Review } from '../../src/reviews/review.ts';
import * as running from '../../src/reviews/thread/running-blocks.ts';
import { parentMessage, replyMessage } from '../../src/reviews/thread/thread-blocks.ts';
import type { ParentView, ReplyView } from '../../src/reviews/thread/thread-view.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';

const ZONE = 'Europe/Berlin';
const NOW = at('2026-03-11T09:00Z');

/** What people see of starting and running a review; `word` is what somebody wrote. */
export function runViews(word: string): Views {
  const plan: Plan = {
    form: { period: '30', size: 8, raters: ['UANN', 'UMIA'], dueOn: '2026-03-16' },
    more: { filters: [], reps: [], numbers: [], channelId: 'CLEADS', isAnonymous: false },
    offered: { sources: [], filters: [] },
    seed: 's1',
    added: [],
    leftOut: [],
  };
  const narrow: Plan = {
    ...plan,
    form: { ...plan.form, source: word },
    more: {
      ...plan.more,
      filters: [{ kind: 'campaign', value: word }],
      reps: ['UBEN'],
      numbers: [12, 15],
      isAnonymous: true,
    },
    offered: {
      sources: [word, 'Fair'],
      filters: [
        { kind: 'campaign', value: word },
        { kind: 'persona', value: word },
        { kind: 'stage', value: 'customer' },
      ],
    },
    drawn: { draw: { from: 0, until: NOW, size: 8, sources: [word] }, leads: [] },
  };
  return {
    'run-start': start.startModal('p1', plan),
    'run-start.narrow': start.startModal('p1', narrow),
    'run-more': start.moreOfPlanModal('p1', plan, {}),
    'run-more.narrow': start.moreOfPlanModal('p1', narrow, { customer: word }),
    'run-started': start.startedModal(3, md`#leads`),
    'run-refused': start.notManagerMessage(),
    'run-not-set-up': start.notSetUpMessage(),
    'run-plan-gone': start.planGoneMessage(),
    ...samples(plan, narrow, word),
    ...threads(word),
  };
}

function samples(plan: Plan, narrow: Plan, word: string): Views {
  const view: SampleView = {
    id: 'p1',
    plan: { ...plan, form: { ...plan.form, size: 2 } },
    leads: [
      { number: 12, name: `#12 ${word}`, source: word, stratum: 'won' },
      { number: 15, name: '#15 Borealis', source: undefined, stratum: 'untouched' },
    ],
    raters: [
      { personId: 'UANN', side: 'sales' },
      { personId: 'UMIA', side: 'marketing' },
    ],
    dueAt: at('2026-03-16T16:00Z'),
    zone: ZONE,
    away: [],
  };
  const many = Array.from({ length: 200 }, (_, place) => ({
    number: place + 1,
    name: `#${place + 1} ${word}`,
    source: word,
    stratum: 'working' as const,
  }));
  return {
    'run-sample': sampleModal(view),
    'run-sample.fewer': sampleModal({ ...view, plan: narrow, away: [word] }),
    'run-sample.many': sampleModal({ ...view, leads: many }),
  };
}

function threads(word: string): Views {
  const review: Review = {
    id: 'v1',
    workspaceId: 'T1',
    number: 3,
    state: 'open',
    channelId: 'CLEADS',
    startedBy: 'UMAX',
    occurrenceId: undefined,
    draw: { from: at('2026-02-09T09:00Z'), until: NOW, size: 8 },
    seed: 's1',
    isAnonymous: false,
    startedAt: NOW,
    dueAt: at('2026-03-16T16:00Z'),
    revealedAt: undefined,
    endedBy: undefined,
  };
  const parent: ParentView = {
    review,
    leads: 8,
    progress: [
      { side: 'sales', raters: [word, 'Ben'], judged: 9, of: 16 },
      { side: 'marketing', raters: ['Mia'], judged: 8, of: 8 },
    ],
    by: { started: word, ended: undefined },
    zone: ZONE,
    agenda: [],
  };
  const left = {
    lead: { leadId: 'l1', position: 1, name: `#12 ${word}`, difference: 'opposed' },
    marks: [],
    isQuestioned: false,
    decisions: [],
    end: undefined,
    isSettled: false,
  } as const;
  const revealed: ParentView = {
    ...parent,
    review: { ...review, state: 'revealed', revealedAt: NOW },
    agenda: [left, { ...left, isSettled: true }],
  };
  const calledOff = { ...review, state: 'called-off' } as const;
  const decision = () => md``;
  const story: LeadStory = {
    id: 'l1',
    number: 12,
    name: `#12 ${word}`,
    mergedFrom: undefined,
    facts: { source: word, campaign: 'Spring demo', persona: word, score: 40 },
    contactName: undefined,
    message: word,
    receivedAt: at('2026-03-02T08:12Z'),
    claimedAt: at('2026-03-02T08:24Z'),
    contactedAt: at('2026-03-02T08:37Z'),
    outcome: { words: `Not a fit: ${word}`, at: at('2026-03-02T11:22Z') },
    stage: 'Not a fit',
    returns: 0,
    isErased: false,
  };
  const reply: ReplyView = {
    review,
    lead: { leadId: 'l1', position: 2, stratum: 'rejected' },
    leads: 8,
    story,
    steps: [
      { kind: 'claimed', after: 12 * MINUTE },
      { kind: 'contacted', after: 25 * MINUTE },
      { kind: 'ended', after: 190 * MINUTE },
    ],
    zone: ZONE,
    item: undefined,
  };
  const waiting = { outcome: undefined, claimedAt: undefined, contactedAt: undefined, stage: 'New' } as const;
  return {
    'run-parent': parentMessage(parent, { results: [], decision }),
    'run-parent.anonymous': parentMessage(
      { ...parent, review: { ...review, isAnonymous: true, draw: { ...review.draw, sources: [word] } } },
      { results: [], decision },
    ),
    'run-parent.called-off': parentMessage(
      { ...parent, review: calledOff, by: { started: word, ended: word } },
      { results: [], decision },
    ),
    'run-reply': replyMessage(reply, { decision }),
    'run-reply.untouched': replyMessage(
      { ...reply, story: { ...story, ...waiting, message: undefined }, steps: [] },
      { decision },
    ),
    'run-reply.came-back': replyMessage(
      { ...reply, story: { ...story, ...waiting, returns: 1, mergedFrom: 9 }, steps: reply.steps.slice(0, 1) },
      { decision },
    ),
    'run-reply.became-one': replyMessage({ ...reply, countsAs: 1 }, { decision }),
    'run-reply.counts-others': replyMessage({ ...reply, parts: [4, 7] }, { decision }),
    'run-reply.counts-another': replyMessage({ ...reply, parts: [4] }, { decision }),
    'run-reply.forgotten': replyMessage(
      { ...reply, story: { ...story, facts: {}, message: undefined, isErased: true } },
      { decision },
    ),
    'run-reply.called-off': replyMessage({ ...reply, review: calledOff }, { decision }),
    'run-end': running.endModal(review, 8),
    'run-call-off': running.callOffModal(review),
    'run-move': running.moveModal(review),
    'run-more-time': running.moreTimeModal(review, '2026-03-16'),
    'run-raters': running.ratersModal(review, ['UANN', 'UMIA']),
    'run-over': running.refusedMessage('over'),
    'run-list': running.runningMessage(
      [{ view: parent, isMine: true, address: 'https://acme.slack.com/archives/C1/p1' }],
      false,
    ),
    'run-list.none': running.runningMessage([], true),
    'run-list.undecided': running.runningMessage([], true, [
      { view: revealed, address: 'https://acme.slack.com/archives/C1/p1' },
      { view: { ...revealed, agenda: [left, left] }, address: undefined },
    ]),
  };
}
