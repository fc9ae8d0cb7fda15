import { ownLine } from '../../src/actions/line-blocks.ts';
import { ownRows } from '../../src/actions/row-blocks.ts';
import { actionsOf, section } from '../../src/blockkit/blocks.ts';
import { button } from '../../src/blockkit/elements.ts';
import { message } from '../../src/blockkit/message.ts';
import { md } from '../../src/blockkit/mrkdwn.ts';
import type { ActionView } from '../../src/core/action.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { type AnswerContent, asIs } from '../../src/standups/answer.ts';
import { digestMessage } from '../../src/standups/digest-blocks.ts';
import type { Fact } from '../../src/standups/fact.ts';
import type { AnswerForm } from '../../src/standups/form.ts';
import { homeBlocks } from '../../src/standups/home-blocks.ts';
import { answerModal } from '../../src/standups/modal-blocks.ts';
import { missingMessage } from '../../src/standups/notices.ts';
import { parentMessage } from '../../src/standups/parent-blocks.ts';
import { nothingMore, postMessages } from '../../src/standups/post-blocks.ts';
import * as prompts from '../../src/standups/prompt-blocks.ts';
import type { Question } from '../../src/standups/question.ts';
import * as replies from '../../src/standups/reply-blocks.ts';
import { NEW_STANDUP } from '../../src/standups/setup.ts';
import { setupModal, standupsMessage } from '../../src/standups/setup-blocks.ts';
import * as pauses from '../../src/standups/setup-pause-blocks.ts';
import type { ParentState, PostState } from '../../src/standups/standing.ts';
import { viewOf } from '../actions/samples.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';

const NINE = at('2026-03-11T08:00Z');
const ZONE = 'Europe/Berlin';

/** What a person or a stranger has written, wherever it can appear. */
export function standupViews(word: string): Views {
  return {
    ...promptViews(word),
    ...postViews(word),
    ...modalViews(word),
    ...channelViews(word),
    ...replyViews(word),
  };
}

const facts = (word: string): Fact[] => [
  {
    id: 'claimed',
    title: 'Claimed 4 leads',
    detail: '',
    leads: [
      { leadId: 'L12', name: `#12 ${word}` },
      { leadId: 'L13', name: '#13 Basalt' },
      { leadId: 'L15', name: '#15 Corvid' },
    ],
    leadIds: ['L12', 'L13', 'L15', 'L16'],
    isPrivate: false,
  },
  {
    id: 'first-contact',
    title: 'First contact with 2 leads',
    // As it was frozen before names were kept by themselves.
    detail: `#12 ${word}, #13 Basalt`,
    leads: [],
    leadIds: ['L12'],
    isPrivate: false,
  },
  {
    id: 'speed',
    title: 'Median time to first contact',
    detail: '14 min, promised within 30 min',
    leads: [],
    leadIds: ['L12'],
    isPrivate: true,
  },
  {
    id: 'late',
    title: 'Late with 1 lead',
    detail: '',
    leads: [{ leadId: 'L15', name: `#15 ${word}` }],
    leadIds: ['L15'],
    isPrivate: true,
  },
];

/** The card of #13 is nowhere. */
const CARDS = new Map(
  ['L12', 'L14', 'L15'].map((id) => [id, `https://acme.slack.com/archives/C1/p17000000000000${id.slice(1)}`]),
);

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
      { leadId: 'L14', name: `#14 ${word}`, at: NINE + 2 * HOUR },
      { name: '#15 Corvid', at: NINE - 17 * HOUR, isLate: true },
      { name: '#16 Delta', at: undefined },
    ],
    cards: CARDS,
    asks: [ASKS.rows(word)],
    actions: [ownRows(decided(word))],
    lastPlan: word,
    closesAt: NINE + 2 * HOUR,
    isLate: false,
    isReminder: false,
    cadence: 'daily',
    isGuest: false,
  };
  const nothing = { facts: [], due: [], asks: [], actions: [], lastPlan: undefined };
  return {
    'standup-prompt.full': prompts.promptMessage(view),
    'standup-prompt.much-decided': prompts.promptMessage({
      ...view,
      ...nothing,
      actions: Array.from({ length: 5 }, (_, at) => ownRows(decided(word, at))),
    }),
    'standup-prompt.after-an-outage': prompts.promptMessage({ ...view, isLate: true }),
    'standup-prompt.reminder': prompts.promptMessage({ ...view, isReminder: true }),
    'standup-prompt.quiet': prompts.promptMessage({ ...view, ...nothing }),
    'standup-prompt.quiet-but-due': prompts.promptMessage({ ...view, ...nothing, due: view.due }),
    'standup-prompt.guest': prompts.promptMessage({ ...view, ...nothing, isGuest: true }),
    'standup-prompt.guest-with-a-plan': prompts.promptMessage({ ...view, ...nothing, lastPlan: word, isGuest: true }),
    'standup-prompt.weekly-offered': prompts.promptMessage({ ...view, ...nothing, cadence: 'weekly-offered' }),
    'standup-prompt.answered': prompts.answeredMessage({ slotId: 'S1', at: NINE, zone: ZONE, isLate: false }),
    'standup-prompt.answered-late': prompts.answeredMessage({ slotId: 'S1', at: NINE, zone: ZONE, isLate: true }),
    'standup-prompt.skipped': prompts.skippedMessage('S1', undefined),
    'standup-prompt.skipped-with-reason': prompts.skippedMessage('S1', 'meetings'),
    'standup-prompt.weekly': prompts.promptMessage({ ...view, ...nothing, cadence: 'weekly' }),
    'standup-prompt.closed': prompts.overMessage({ slotId: 'S1', because: 'closed', at: NINE, zone: ZONE }),
    'standup-prompt.off': prompts.overMessage({ slotId: 'S1', because: 'off', at: NINE, zone: ZONE }),
    'standup-prompt.left': prompts.overMessage({ slotId: 'S1', because: 'left', at: NINE, zone: ZONE }),
    'standup-home.asked': message(
      'Home',
      homeBlocks(
        word,
        { kind: 'asked', asked: { ...view, asks: [word], actions: [decided(word)] } },
        {
          ask: (ask) => md`“${ask}”, nobody has it yet`,
          action: ownLine,
        },
      ),
    ),
  };
}

const decided = (word: string, at = 0): ActionView => viewOf({ text: word, id: `d${at}`, number: 3 + at });

const full = (word: string): AnswerContent => ({
  facts: ['claimed', 'first-contact', 'late'],
  lastPlan: 'still',
  today: word,
  note: word,
  custom: { q1: word, q2: '4' },
});

function postViews(word: string): Views {
  const view: PostState<string> = {
    name: word,
    facts: facts(word),
    cards: CARDS,
    content: full(word),
    lastPlan: word,
    questions: QUESTIONS(word),
    isLate: false,
    isEdited: false,
    isNew: false,
    zone: ZONE,
    asOf: undefined,
    asks: [],
  };
  return {
    'standup-post.full': only(postMessages(view, ASKS)),
    'standup-post.with-an-ask': only(postMessages({ ...view, content: asIs(view.facts), asks: [word] }, ASKS)),
    'standup-post.old-facts': only(postMessages({ ...view, content: asIs(view.facts), asOf: NINE }, ASKS)),
    'standup-post.nothing-more': nothingMore(),
    'standup-post.one-click': only(postMessages({ ...view, content: asIs(view.facts) }, ASKS)),
    'standup-post.nothing': only(postMessages({ ...view, facts: [], content: { facts: [], custom: {} } }, ASKS)),
    'standup-post.late-edited-new': only(postMessages({ ...view, isLate: true, isEdited: true, isNew: true }, ASKS)),
  };
}

/** What other features say of asks, in short. */
const ASKS = {
  rows: (ask: string) => [
    section(md`“${ask}”, nobody has it yet`),
    actionsOf(
      'ask:A1',
      button('Take it', 'ask.take', { value: 'A1' }),
      button('Answer', 'ask.answer', { value: 'A1' }),
      button('Decline', 'ask.decline', { value: 'A1' }),
    ),
  ],
  openLine: (counts: string | undefined) => (counts === undefined ? undefined : md`${counts}`),
  windowLines: (counts: string) => [md`${counts}`],
};

const only = ([first]: ReturnType<typeof postMessages>) => first;

function modalViews(word: string): Views {
  const view: AnswerForm = {
    slotId: 'S1',
    name: word,
    snapshot: {
      id: 'N1',
      slotId: 'S1',
      madeAt: NINE,
      window: { from: NINE - 24 * HOUR, until: NINE },
      facts: facts(word),
      due: [],
      lastPlan: word,
      questions: QUESTIONS(word),
    },
    content: full(word),
    mayAsk: true,
    when: { kind: 'open' },
  };
  const bare = { ...view.snapshot, facts: [], lastPlan: undefined, questions: [] };
  const form = { ...NEW_STANDUP, questions: word };
  const times = ['Ana Ruiz: 09:30 CET', 'Ben Okafor: 09:30 GMT (10:30 CET)'];
  const computed = { today: '2026-03-11', howOften: 'Every week, next on Thu 12 Mar', times, fault: undefined };
  const biweekly = { kind: 'biweekly', anchorOn: '2026-03-18' } as const;
  const monthly = { kind: 'monthly', nth: 1 } as const;
  return {
    'standup-modal.full': answerModal(view, 'ask.new'),
    'standup-modal.quiet': answerModal({ ...view, snapshot: bare, content: { facts: [], custom: {} } }, 'ask.new'),
    'standup-modal.guest': answerModal(
      { ...view, snapshot: bare, content: { facts: [], custom: {} }, mayAsk: false },
      'ask.new',
    ),
    'standup-modal.late': answerModal({ ...view, when: { kind: 'late', day: 'Wed 11 Mar' } }, 'ask.new'),
    'standup-modal.early': answerModal({ ...view, when: { kind: 'early', day: 'Thu 12 Mar' } }, 'ask.new'),
    'standup-modal.edit': answerModal({ ...view, when: { kind: 'edit', day: 'Wed 11 Mar' } }, 'ask.new'),
    'standup-setup.new': setupModal(NEW_STANDUP, computed, false),
    'standup-setup.people': setupModal({ ...form, who: 'people', people: ['U1'] }, computed, true),
    'standup-setup.every-two-weeks': setupModal(
      { ...form, ritualId: 'R1', days: ['mon'], often: biweekly, questions: '', tellsMissing: false },
      { ...computed, howOften: 'Every two weeks, next on Mon 16 Mar' },
      true,
    ),
    'standup-setup.once-a-month': setupModal(
      { ...NEW_STANDUP, days: ['tue'], often: monthly },
      { ...computed, howOften: 'Every first Tuesday of the month, next on Tue 7 Apr' },
      false,
    ),
    'standup-setup.at-the-teams-time': setupModal(
      { ...NEW_STANDUP, inOwnZone: false, zone: 'Asia/Tokyo', teamCloseAt: '13:00', escalateAfterDays: 7 },
      { ...computed, times: ['Ana Ruiz: 01:30 CET (09:30 JST)'] },
      true,
    ),
    'standup-setup.impossible': setupModal(
      { ...form, ritualId: 'R1' },
      {
        ...computed,
        fault: 'Some would be asked after the close.\nAna Ruiz: 09:30 CET\nBen Okafor: 09:30 PST – too late',
      },
      true,
    ),
  };
}

function channelViews(word: string): Views {
  const view: ParentState<string, string | undefined> = {
    occurrenceId: 'O1',
    name: 'Standup',
    day: 'Wed 11 Mar',
    zone: ZONE,
    attendance: [
      { team: 'Sales', answered: 1, asked: 2, off: 0, skipped: 0 },
      { team: 'Marketing', answered: 1, asked: 1, off: 1, skipped: 1 },
    ],
    totals: { delivered: 17, claimed: 15, contacted: 13, inTime: 12, decided: 15, late: 3, median: 14 * MINUTE },
    counts: 'Asks open: Sales to Marketing 2, oldest 3 days',
    openAsks: [word],
    isClosed: false,
    closesAt: NINE + 2 * HOUR,
    notAsked: 0,
  };
  const quiet = { delivered: 0, claimed: 0, contacted: 0, inTime: 0, decided: 0, late: 0, median: undefined };
  return {
    'standup-parent.open': parentMessage(view, ASKS),
    'standup-parent.quiet': parentMessage({ ...view, totals: quiet, counts: undefined, openAsks: [] }, ASKS),
    'standup-parent.closed': parentMessage({ ...view, isClosed: true }, ASKS),
    'standup-parent.complete': parentMessage({ ...view, isClosed: true, attendance: view.attendance.slice(1) }, ASKS),
    'standup-parent.offline': parentMessage({ ...view, isClosed: true, notAsked: 3 }, ASKS),
    'standup-digest.week': digestMessage(
      {
        name: 'Standup',
        week: '9 to 13 Mar',
        participation: [
          { team: 'Sales', answered: 9, asked: 10 },
          { team: 'Marketing', answered: 4, asked: 5 },
        ],
        counts: 'Sales to Marketing: 3 opened, 2 closed, median age 5 h',
      },
      ASKS,
    ),
  };
}

const ROW = {
  id: 'R1',
  name: 'Standup',
  at: '09:30',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  often: { kind: 'weekly' },
  channelId: 'C1',
  isPaused: false,
} as const;

const SAVED = {
  name: 'Standup',
  channelId: 'C1',
  isNew: true,
  from: 'Thu 12 Mar',
  running: undefined,
  strangers: [],
  guests: [],
} as const;

function replyViews(word: string): Views {
  const refusals = [
    'not-yours',
    'too-late',
    'not-now',
    'none-here',
    'not-in-one',
    'reads-along',
    'over',
    'nothing-to-edit',
    'not-manager',
    'nothing-to-pause',
  ] as const;
  const many = Array.from({ length: 12 }, (_none, at) => `${word} ${at}`);
  const turn = { slotId: 'S1', name: word, day: 'Wed 11 Mar' };
  return {
    ...Object.fromEntries(refusals.map((why) => [`standup-refusal.${why}`, replies.refusalMessage(why)])),
    'standup-list.running': standupsMessage([ROW], true),
    'standup-list.paused': standupsMessage([{ ...ROW, name: word, isPaused: true }], false),
    'standup-list.to-pause': pauses.pauseListMessage([ROW, { ...ROW, name: word, isPaused: true }]),
    'standup-list.to-pause-until': pauses.pauseListMessage(
      [ROW, { ...ROW, name: word, isPaused: true, pausedUntil: 'Mon 4 Jan 2027' }],
      'until 3 march',
    ),
    'standup-reply.posted': replies.postedMessage(false),
    'standup-reply.early': replies.postedMessage(true),
    'standup-reply.already': replies.alreadyMessage(),
    'standup-reply.which': replies.whichMessage('answer', [turn, { ...turn, slotId: 'S2' }]),
    'standup-reply.weekly': replies.weeklyMessage('S1'),
    'standup-reply.daily': replies.dailyMessage('S1'),
    'standup-reply.unskipped': replies.unskippedMessage('S1'),
    'standup-reply.switched-on': replies.savedMessage(SAVED),
    'standup-reply.changed': replies.savedMessage({ ...SAVED, isNew: false, running: 'Wed 11 Mar', strangers: [word] }),
    'standup-reply.no-day': replies.savedMessage({ ...SAVED, name: word, from: undefined }),
    'standup-reply.paused': pauses.pausedMessage({ id: 'R1', name: word }, {}),
    'standup-reply.paused-until': pauses.pausedMessage(
      { id: 'R1', name: word },
      { until: 'Sat 12 Dec', from: 'Mon 14 Dec' },
    ),
    'standup-pause.until': pauses.untilModal({ id: 'R1', name: word }, '2026-12-12'),
    'standup-reply.ended': pauses.endedMessage(word),
    'standup-reply.resumed': pauses.resumedMessage({ id: 'R1', name: word }, 'Thu 12 Mar'),
    'standup-reply.greeting': replies.greeting(),
    'standup-notice.missing': missingMessage({ name: word, day: 'Wed 11 Mar', names: [word, 'Ben Okafor'] }).message,
    'standup-notice.many-missing': missingMessage({ name: word, day: 'Wed 11 Mar', names: many }).message,
  };
}
