import { actionLine } from '../../src/actions/line-blocks.ts';
import { message } from '../../src/blockkit/message.ts';
import { DAY } from '../../src/core/instants.ts';
import type { AgendaSection } from '../../src/meetings/agenda.ts';
import { aheadMessage } from '../../src/meetings/ahead-blocks.ts';
import * as decide from '../../src/meetings/decide-blocks.ts';
import { type Answer, type DefinitionCheck, spreadOf } from '../../src/meetings/definition/definition.ts';
import * as definition from '../../src/meetings/definition/definition-blocks.ts';
import { homeRows } from '../../src/meetings/home-blocks.ts';
import type { Item, Meeting } from '../../src/meetings/meeting.ts';
import { minutesMarkdown } from '../../src/meetings/minutes.ts';
import { minutesMessage, minutesReply, noMinutesMessage } from '../../src/meetings/minutes-blocks.ts';
import { parentMessage } from '../../src/meetings/parent-blocks.ts';
import { NEW_MEETING } from '../../src/meetings/setup.ts';
import * as setup from '../../src/meetings/setup-blocks.ts';
import type { ItemView, MeetingView } from '../../src/meetings/thread-view.ts';
import { agendaMessage, topicMessage } from '../../src/meetings/topic-blocks.ts';
import { MONDAY, viewOf } from '../actions/samples.ts';
import type { Views } from '../support/golden.ts';

const AGENDA: readonly AgendaSection[] = [
  {
    key: 'scorecard',
    lines: [
      '42 leads came, 8 more than before',
      'First contact in time: 80 % (32 of 40), better than before: 61 % (20 of 33)',
      'Qualified: 24 % (10 of 42), as before',
      'Won: 5 % (2 of 42), worse than before: 9 % (3 of 34)',
    ],
  },
  { key: 'stages', lines: ['12 new', '9 contacted, 3 of them came more than 30 days ago'] },
  { key: 'hand-off', lines: ['Given up: 14 % (6 of 42)', 'Given up most often: No budget 4 (2 more), Bad fit 2'] },
  { key: 'speed', lines: ['Time to first contact: 45 min of working time (42 leads)'] },
  { key: 'voice', lines: ['Sales asked 3 things of marketing, 1 was answered; 2 wait'] },
  { key: 'decisions', lines: [] },
];

/** Every state of a meeting that somebody can see, where people write this. */
export function meetingViews(word: string): Views {
  const meeting = (differing: Partial<Meeting> = {}): Meeting => ({
    id: 'm1',
    workspaceId: 'T1',
    number: 3,
    ritualId: 'r1',
    occurrenceId: 'o1',
    meetsOn: '2026-03-03',
    meetsAt: MONDAY + DAY,
    zone: 'Europe/Berlin',
    channelId: 'CSMARKETING',
    isMonthly: false,
    period: { from: MONDAY - 7 * DAY, until: MONDAY },
    agenda: AGENDA,
    preparedAt: MONDAY,
    closedAt: undefined,
    closedBy: undefined,
    isCalledOff: false,
    ...differing,
  });
  const item = (position: number, differing: Partial<ItemView> = {}): ItemView => ({
    ...({
      meetingId: 'm1',
      position,
      outcome: 'open',
      turns: 0,
      endedBy: undefined,
      endedAt: undefined,
      topic: {
        id: `t${position}`,
        workspaceId: 'T1',
        text: word,
        addedBy: 'UANA',
        addedAt: MONDAY,
        origin: undefined,
        state: 'open',
      },
    } satisfies Item),
    carried: 0,
    decisions: [],
    ...differing,
  });
  const names = new Map([
    ['UANA', word],
    ['UMIA', 'Mia'],
    ['UMAX', 'Max'],
  ]);
  const decision = viewOf({ text: word });
  const ended = { endedBy: 'UMIA', endedAt: MONDAY + DAY } as const;
  const decided = item(1, { outcome: 'decided', decisions: [decision], ...ended });
  const items = [decided, item(2, { carried: 2 }), item(3, { outcome: 'resolved', ...ended })];
  const view = (of: Partial<Meeting> = {}, differing: Partial<MeetingView> = {}): MeetingView => ({
    meeting: meeting(of),
    items,
    names,
    goals: undefined,
    check: undefined,
    offersMonthly: false,
    ...differing,
  });
  const monthly = {
    isMonthly: true,
    agenda: [
      ...AGENDA,
      { key: 'month', lines: ['160 leads came, 12 fewer than before'] },
      { key: 'left-open', lines: ['2 of 5 open decisions are overdue'] },
      { key: 'definitions', lines: ['From SQL on a lead needs: Company, Phone', word] },
      { key: 'changes', lines: ['New: From SQL on a lead needs: Company, Phone'] },
    ],
  } as const;
  const goals = { text: word, by: 'UANA', at: MONDAY };
  const over = { closedAt: MONDAY + 2 * DAY };
  const topic = (one: ItemView, of: Partial<Meeting> = {}) => topicMessage(view(of), one, actionLine);
  const row: setup.ScheduleRow = {
    id: 'r1',
    channelId: 'CSMARKETING',
    howOften: 'Every week, next on Tue 10 Mar',
    at: '10:00',
    zone: 'Europe/Berlin',
    by: undefined,
    people: [],
    isMonthly: false,
    checksDefinition: false,
    isPaused: false,
  };
  const ahead = {
    open: undefined,
    address: undefined,
    topics: [],
    schedule: { howOften: 'Every week, next on Tue 10 Mar', at: '10:00', zone: 'Europe/Berlin', isPaused: false },
    maySetUp: false,
  };
  const check = (answers: readonly Answer[], of: Partial<DefinitionCheck> = {}) =>
    view(monthly, {
      check: {
        meetingId: 'm1',
        workspaceId: 'T1',
        word: 'MQL',
        before: undefined,
        isSplit: true,
        state: answers.length === 0 ? 'open' : 'shown',
        agreed: undefined,
        agreedTurns: 0,
        spread: answers.length === 0 ? undefined : spreadOf(answers),
        ...of,
      },
    });
  const says = (side: Answer['side'], ...needs: Answer['needs']): Answer => ({ side, words: word, needs });
  const split = [
    says('sales', 'phone', 'company'),
    says('sales', 'phone', 'company'),
    says('sales', 'phone'),
    says('marketing', 'company'),
    says('marketing', 'company', 'email'),
    says('marketing', 'company'),
  ];
  const joint = [says(undefined, 'phone'), says(undefined), says(undefined, 'phone', 'company')];
  const agreed = { text: word, by: 'UANA' };
  const told = (of: MeetingView) => definition.definitionMessage(of) ?? message('Nothing');
  const own = { check: check([]).check as DefinitionCheck, own: undefined, seen: '' };
  const mine = { ...own, own: says('sales', 'phone'), seen: 'x' };
  const thread = 'https://acme.slack.com/archives/C1/p1';
  const topics = Array.from({ length: 12 }, (_, at) => item(at + 1).topic);
  const form = { place: 'm1 t1', topic: word, seen: 0, kind: 'process', owner: 'UANA', dueOn: '2026-03-17' };
  return {
    'meeting-parent.prepared': parentMessage(view()),
    'meeting-parent.without-topics': parentMessage(view({}, { items: [] })),
    'meeting-parent.offers-the-month': parentMessage(view({ number: 5 }, { offersMonthly: true })),
    'meeting-parent.monthly': parentMessage(view(monthly)),
    'meeting-parent.over': parentMessage(view(over)),
    'meeting-parent.ended': parentMessage(view({ ...over, closedBy: 'UANA' })),
    'meeting-parent.called-off': parentMessage(view({ ...over, isCalledOff: true })),
    'meeting-parent.asks-for-the-definition': parentMessage(check([])),
    'meeting-definition.split': told(check(split)),
    'meeting-definition.joint': told(check(joint, { word: undefined, before: word })),
    'meeting-definition.many': told(check(Array.from({ length: 9 }, () => says(undefined, 'phone')))),
    'meeting-definition.agreed': told(check(joint, { agreed, agreedTurns: 1 })),
    'meeting-definition.over': told({ ...check(split, { agreed }), meeting: meeting({ ...monthly, ...over }) }),
    'meeting-definition.form': definition.answerModal(own),
    'meeting-definition.form-again': definition.answerModal(mine),
    'meeting-definition.form-meanwhile': definition.answerModal(mine, says('sales', 'email')),
    'meeting-definition.agree': definition.agreeModal({ ...own.check, before: word }),
    'meeting-definition.agree-meanwhile': definition.agreeModal({ ...own.check, agreed }, word),
    'meeting-reply.answered': definition.answeredMessage(),
    'meeting-reply.agreed': definition.agreedMessage({ ...own.check, agreed }),
    'meeting-reply.definition-over': definition.definitionRefused('over', word),
    'meeting-reply.definition-not-in-teams': definition.definitionRefused('not-in-teams'),
    'meeting-agenda.weekly': agendaMessage(view()),
    'meeting-agenda.monthly': agendaMessage(view(monthly)),
    'meeting-agenda.with-goals': agendaMessage(view(monthly, { goals })),
    'meeting-topic.open': topic(item(1)),
    'meeting-topic.carried-before': topic(item(2, { carried: 2 })),
    'meeting-topic.from-elsewhere': topic(item(2, { topic: { ...item(2).topic, addedBy: undefined } })),
    'meeting-topic.decided': topic(decided),
    'meeting-topic.resolved': topic(item(3, { outcome: 'resolved', ...ended })),
    'meeting-topic.next-time': topic(item(3, { outcome: 'carried', ...ended })),
    'meeting-topic.removed': topic(item(3, { outcome: 'removed', ...ended })),
    'meeting-topic.over': topic(item(3, { outcome: 'carried', endedAt: MONDAY }), over),
    'meeting-minutes.reply': minutesReply(
      view(over, { items: [...items, ...topics.map((_, at) => item(at + 4, { outcome: 'carried' }))] }),
      actionLine,
    ),
    'meeting-minutes.agreed': minutesReply({ ...check(joint, { agreed }), items: [] }, actionLine),
    'meeting-minutes.definition': minutesMessage(check(split), minutesMarkdown(check(split, { agreed }))),
    'meeting-minutes.nothing': minutesReply(view(over, { items: [] }), actionLine),
    'meeting-minutes.markdown': minutesMessage(view(over), minutesMarkdown(view(over))),
    'meeting-minutes.long': minutesMessage(view(over), `${word} `.repeat(2_000)),
    'meeting-minutes.none': noMinutesMessage(),
    'meeting-ahead.prepared': aheadMessage({
      ...ahead,
      open: view(),
      address: thread,
      maySetUp: true,
    }),
    'meeting-ahead.asks-for-the-definition': aheadMessage({ ...ahead, open: check([]), address: thread }),
    'meeting-ahead.waiting': aheadMessage({ ...ahead, topics }),
    'meeting-ahead.paused': aheadMessage({
      ...ahead,
      schedule: { ...ahead.schedule, isPaused: true },
      topics: topics.slice(0, 1),
    }),
    'meeting-ahead.no-schedule': aheadMessage({ ...ahead, schedule: undefined, maySetUp: true }),
    'meeting-home.prepared': message('Home', homeRows({ kind: 'prepared', view: view(), address: thread })),
    'meeting-home.not-posted-yet': message(
      'Home',
      homeRows({ kind: 'prepared', view: view(monthly, { items: [] }), address: undefined }),
    ),
    'meeting-home.asks-for-the-definition': message(
      'Home',
      homeRows({ kind: 'prepared', view: check([]), address: thread }),
    ),
    'meeting-home.scheduled': message('Home', homeRows({ kind: 'scheduled', schedule: ahead.schedule })),
    'meeting-setup.new': setup.meetingModal(NEW_MEETING, 'Europe/Berlin', '2026-03-11'),
    'meeting-setup.change': setup.meetingModal(
      { ...NEW_MEETING, ritualId: 'r1', channelId: 'C1', isMonthly: true },
      'Europe/Berlin',
      '2026-03-11',
    ),
    'meeting-setup.saved': setup.scheduleMessage('saved', { ...row, isMonthly: true, checksDefinition: true }),
    'meeting-setup.paused': setup.scheduleMessage('paused', { ...row, isPaused: true }),
    'meeting-setup.resumed': setup.scheduleMessage('resumed', row),
    'meeting-setup.already': setup.scheduleMessage('already', { ...row, by: 'UMAX' }),
    'meeting-setup.stop': setup.stopMessage('r1'),
    'meeting-setup.stopped': setup.stoppedMessage(),
    'meeting-setup.not-yours': setup.notSetUpMessage(),
    'meeting-setup.not-now': setup.setupNotNowMessage(),
    'meeting-form.topic': setup.topicModal(),
    'meeting-form.words': setup.wordsModal('m1 t1', word),
    'meeting-form.goals': setup.goalsModal('m1', word),
    'meeting-form.decide': decide.decideModal({ ...form, before: [] }),
    'meeting-form.decide-more': decide.decideModal({
      ...form,
      before: decide.beforeBlocks([decision], false, actionLine),
    }),
    'meeting-form.decided-meanwhile': decide.decideModal({
      ...form,
      text: word,
      before: decide.beforeBlocks([decision], true, actionLine),
    }),
    'meeting-form.settled-meanwhile': decide.decideModal({
      ...form,
      text: word,
      before: decide.beforeBlocks([], true, actionLine),
    }),
    'meeting-reply.added': setup.addedMessage({ number: 3 }),
    'meeting-reply.waits': setup.addedMessage('next'),
    'meeting-reply.waits-for-first': setup.addedMessage('unscheduled'),
    'meeting-reply.goals-set': setup.goalsSetMessage(),
    'meeting-reply.usage': setup.usageMessage(),
    'meeting-reply.decided': decide.decidedMessage(decision, actionLine),
    'meeting-reply.ended': decide.endedMessage(3),
    'meeting-reply.end-not-yours': decide.endRefusedMessage('not-yours'),
    'meeting-reply.end-over': decide.endRefusedMessage('over'),
    'meeting-reply.not-found': decide.refusedMessage({ kind: 'not-found' }),
    'meeting-reply.not-in-teams': decide.refusedMessage({ kind: 'not-in-teams' }),
    'meeting-reply.not-yours': decide.refusedMessage({ kind: 'not-yours' }),
    'meeting-reply.over': decide.refusedMessage({ kind: 'over', number: 3 }),
    'meeting-reply.meanwhile': decide.refusedMessage({ kind: 'meanwhile', outcome: 'carried', by: 'UMIA' }),
    'meeting-reply.open-meanwhile': decide.refusedMessage({ kind: 'meanwhile', outcome: 'open', by: undefined }),
  };
}
