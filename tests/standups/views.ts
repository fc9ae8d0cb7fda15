import { md } from '../../src/blockkit/mrkdwn.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { type AnswerContent, asIs } from '../../src/standups/answer.ts';
import { digestMessage } from '../../src/standups/digest-blocks.ts';
import type { Fact } from '../../src/standups/fact.ts';
import { type AnswerModal, answerModal } from '../../src/standups/modal-blocks.ts';
import { type ParentView, parentMessage } from '../../src/standups/parent-blocks.ts';
import { type PostView, postMessage } from '../../src/standups/post-blocks.ts';
import * as prompts from '../../src/standups/prompt-blocks.ts';
import type { Question } from '../../src/standups/question.ts';
import { setupModal, standupsMessage } from '../../src/standups/setup-blocks.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';

const NINE = at('2026-03-11T08:00Z');
const ZONE = 'Europe/Berlin';

/** What a person or a stranger has written, wherever it can appear. */
export function standupViews(word: string): Views {
  return { ...promptViews(word), ...postViews(word), ...modalViews(word), ...channelViews(word) };
}

const facts = (word: string): Fact[] => [
  {
    id: 'claimed',
    title: 'Claimed 3 leads',
    detail: `#12 ${word}, #13 Basalt, #15 Corvid`,
    leadIds: ['L12'],
    isPrivate: false,
  },
  {
    id: 'first-contact',
    title: 'First contact with 2 leads',
    detail: `#12 ${word}, #13 Basalt`,
    leadIds: ['L12'],
    isPrivate: false,
  },
  {
    id: 'speed',
    title: 'Median time to first contact',
    detail: '14 min, promised within 30 min',
    leadIds: ['L12'],
    isPrivate: true,
  },
  { id: 'late', title: 'Late with 1 lead', detail: `#15 ${word}`, leadIds: ['L15'], isPrivate: true },
];

const QUESTIONS = (word: string): Question[] => [
  { id: 'q1', kind: 'text', text: `What did you hear about ${word}?`, days: ['wed'], isRequired: false },
  { id: 'q2', kind: 'scale', text: 'How sure are you of this week?', days: ['wed'], isRequired: true },
];

function promptViews(word: string): Views {
  const view: prompts.PromptView = {
    slotId: 'S1',
    name: 'Ana',
    zone: ZONE,
    ritual: 'Standup',
    since: NINE - 24 * HOUR,
    facts: facts(word),
    due: [
      { name: `#14 ${word}`, at: NINE + 2 * HOUR },
      { name: '#16 Delta', at: undefined },
    ],
    asks: [md`“${word}” from Mia, 2 days`],
    lastPlan: word,
    closesAt: NINE + 2 * HOUR,
    isLate: false,
    isReminder: false,
    offersWeekly: false,
  };
  const nothing = { facts: [], due: [], asks: [], lastPlan: undefined };
  return {
    'standup-prompt.full': prompts.promptMessage(view),
    'standup-prompt.after-an-outage': prompts.promptMessage({ ...view, isLate: true }),
    'standup-prompt.reminder': prompts.promptMessage({ ...view, isReminder: true }),
    'standup-prompt.quiet': prompts.promptMessage({ ...view, ...nothing }),
    'standup-prompt.quiet-but-due': prompts.promptMessage({ ...view, ...nothing, due: view.due }),
    'standup-prompt.weekly-offered': prompts.promptMessage({ ...view, ...nothing, offersWeekly: true }),
    'standup-prompt.answered': prompts.answeredMessage({ slotId: 'S1', at: NINE, zone: ZONE, isLate: false }),
    'standup-prompt.answered-late': prompts.answeredMessage({ slotId: 'S1', at: NINE, zone: ZONE, isLate: true }),
    'standup-prompt.skipped': prompts.skippedMessage('S1', undefined),
    'standup-prompt.skipped-with-reason': prompts.skippedMessage('S1', 'meetings'),
    'standup-prompt.closed': prompts.closedMessage('S1', 'This standup is over. A late answer is still welcome.'),
  };
}

const full = (word: string): AnswerContent => ({
  facts: ['claimed', 'first-contact', 'late'],
  lastPlan: 'still',
  today: word,
  note: word,
  custom: { q1: word, q2: '4' },
});

function postViews(word: string): Views {
  const view: PostView = {
    name: word,
    facts: facts(word),
    content: full(word),
    lastPlan: word,
    questions: QUESTIONS(word),
    isLate: false,
    isEdited: false,
    isNew: false,
    asks: [],
  };
  return {
    'standup-post.full': postMessage(view),
    'standup-post.one-click': postMessage({ ...view, content: asIs(view.facts) }),
    'standup-post.nothing': postMessage({ ...view, facts: [], content: { facts: [], custom: {} } }),
    'standup-post.late-edited-new': postMessage({ ...view, isLate: true, isEdited: true, isNew: true }),
  };
}

function modalViews(word: string): Views {
  const view: AnswerModal = {
    metadata: '{"slot":"S1","snapshot":"N1"}',
    name: 'Standup',
    facts: facts(word),
    lastPlan: word,
    questions: QUESTIONS(word),
    content: full(word),
    hint: undefined,
    ask: { actionId: 'ask.new', value: 'S1' },
  };
  const form = {
    ritualId: undefined,
    channelId: undefined,
    teams: ['sales', 'marketing'],
    people: [],
    at: '09:30',
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    windowMinutes: '120',
    questions: word,
  } as const;
  const times = ['Ana Ruiz 09:30 CET', 'Ben Okafor 09:30 GMT (10:30 CET)'];
  return {
    'standup-modal.full': answerModal(view),
    'standup-modal.quiet': answerModal({
      ...view,
      facts: [],
      lastPlan: undefined,
      questions: [],
      content: { facts: [], custom: {} },
    }),
    'standup-modal.late': answerModal({
      ...view,
      hint: 'This standup is over. Late answers are welcome and marked so.',
    }),
    'standup-setup.new': setupModal(form, times, undefined),
    'standup-setup.impossible': setupModal(
      { ...form, ritualId: 'R1' },
      times,
      'Ben Okafor would be asked at 18:30, after the close at 12:00.',
    ),
  };
}

function channelViews(word: string): Views {
  const view: ParentView = {
    ritualId: 'R1',
    occurrenceId: 'O1',
    name: 'Standup',
    day: 'Wed 11 Mar',
    zone: ZONE,
    attendance: [
      { team: 'Sales', answered: 1, asked: 2, off: 0 },
      { team: 'Marketing', answered: 1, asked: 1, off: 1 },
    ],
    totals: { delivered: 17, claimed: 15, contacted: 13, inTime: 12, decided: 15, late: 3, median: 14 * MINUTE },
    asksLine: md`Asks open: Sales to Marketing 2, oldest 3 days`,
    openAsks: [],
    isClosed: false,
    closesAt: NINE + 2 * HOUR,
    notAsked: 0,
  };
  const quiet = { delivered: 0, claimed: 0, contacted: 0, inTime: 0, decided: 0, late: 0, median: undefined };
  return {
    'standup-parent.open': parentMessage(view),
    'standup-parent.quiet': parentMessage({ ...view, totals: quiet, asksLine: undefined }),
    'standup-parent.closed': parentMessage({ ...view, isClosed: true }),
    'standup-parent.complete': parentMessage({ ...view, isClosed: true, attendance: view.attendance.slice(1) }),
    'standup-parent.offline': parentMessage({ ...view, isClosed: true, notAsked: 3 }),
    'standup-digest.week': digestMessage({
      name: 'Standup',
      week: '9 to 13 Mar',
      participation: [
        { team: 'Sales', answered: 9, asked: 10 },
        { team: 'Marketing', answered: 4, asked: 5 },
      ],
      asks: [md`Sales to Marketing: 3 opened, 2 closed, median age 5 h`],
    }),
    'standup-list.running': standupsMessage([
      { id: 'R1', name: 'Standup', line: md`Mon to Fri 09:30`, isPaused: false },
    ]),
    'standup-list.paused': standupsMessage([{ id: 'R1', name: word, line: md`Mon to Fri 09:30`, isPaused: true }]),
  };
}
