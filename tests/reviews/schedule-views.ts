import { md } from '../../src/blockkit/mrkdwn.ts';
import type { DrawChoices } from '../../src/reviews/planning/choices.ts';
import { NEW_SCHEDULE, type ScheduleLeads } from '../../src/reviews/schedule/schedule.ts';
import * as blocks from '../../src/reviews/schedule/schedule-blocks.ts';
import { parentMessage } from '../../src/reviews/thread/thread-blocks.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';

const ZONE = 'Europe/Berlin';
const TODAY = '2026-03-11';

/** What people see who schedule reviews; `word` is what somebody has called a source. */
export function scheduleViews(word: string): Views {
  const plain: ScheduleLeads = { size: 8, workingDays: 3, only: {}, isAnonymous: false, zone: ZONE };
  const narrow: ScheduleLeads = {
    size: 7,
    workingDays: 2,
    only: { sources: [word, 'Fair'], reps: ['UANN', 'UGONE'], stages: ['customer'] },
    isAnonymous: true,
    zone: ZONE,
  };
  const row: blocks.ScheduleRow = {
    id: 'r1',
    channelId: 'CSMARKETING',
    howOften: 'Every first Monday of the month, next on Mon 6 Apr',
    at: '10:00',
    zone: ZONE,
    by: undefined,
    people: [],
    leads: plain,
    isPaused: false,
  };
  const narrowRow = {
    ...row,
    id: 'r2',
    howOften: 'Every week',
    people: ['UANN', 'UBEN', 'UCEM', 'UDAN', 'UEVE', 'UFAY', 'UGUS'],
    leads: narrow,
    isPaused: true,
  };
  const callings = { names: new Map([['UANN', word]]), stages: {} };
  const lately: DrawChoices = {
    sources: [
      { value: 'Website', count: 9 },
      { value: word, count: 2 },
    ],
    campaigns: [{ value: 'Spring demo', count: 3 }],
    personas: [{ value: 'Head of IT', count: 1 }],
    reps: [{ value: 'UANN', count: 4 }],
    stages: [{ value: 'rejected', count: 4 }],
  };
  const nothing: DrawChoices = { sources: [], campaigns: [], personas: [], reps: [], stages: [] };
  const notHeld = { occurrenceId: 'o1', teamDate: '2026-03-12', channelId: 'CSMARKETING' };
  return {
    'review-schedule.new': blocks.scheduleModal(NEW_SCHEDULE, ZONE, TODAY),
    'review-schedule.change': blocks.scheduleModal(
      {
        ritualId: 'r1',
        channelId: 'CSMARKETING',
        often: { kind: 'weekly' },
        day: 'thu',
        at: '14:30',
        people: ['UANN', 'UMIA'],
      },
      ZONE,
      TODAY,
    ),
    'review-schedule-leads': blocks.scheduleLeadsModal('r1', plain, lately, callings),
    'review-schedule-leads.narrow': blocks.scheduleLeadsModal('r1', narrow, lately, callings),
    'review-schedule-leads.none': blocks.scheduleLeadsModal('r1', plain, nothing, callings),
    'review-schedule-saved': blocks.scheduleMessage('saved', row, callings),
    'review-schedule-paused': blocks.scheduleMessage('paused', { ...row, isPaused: true }, callings),
    'review-schedule-resumed': blocks.scheduleMessage('resumed', row, callings),
    'review-schedules': blocks.schedulesMessage([row, narrowRow], callings, true),
    'review-schedule-stop': blocks.stopMessage('r1'),
    'review-schedule-stopped': blocks.stoppedMessage(),
    'review-schedule-refused': blocks.notSchedulingMessage(),
    'review-schedule-not-now': blocks.scheduleNotNowMessage(),
    'review-parent.by-schedule': parentMessage(
      {
        review: {
          id: 'v1',
          workspaceId: 'T1',
          number: 4,
          state: 'open',
          channelId: 'CSMARKETING',
          startedBy: undefined,
          occurrenceId: 'o1',
          draw: { from: at('2026-03-04T09:00Z'), until: at('2026-03-11T09:00Z'), size: 8, sources: [word] },
          seed: 'o1',
          isAnonymous: false,
          startedAt: at('2026-03-11T09:00Z'),
          dueAt: at('2026-03-16T16:00Z'),
          revealedAt: undefined,
          endedBy: undefined,
        },
        leads: 8,
        questioned: 2,
        progress: [
          { side: 'sales', raters: ['Ann', 'Ben'], judged: 3, of: 16 },
          { side: 'marketing', raters: ['Mia'], judged: 8, of: 8 },
        ],
        by: { started: undefined, ended: undefined },
        zone: ZONE,
        agenda: [],
      },
      { results: [], decision: () => md`` },
    ),
    'review-not-held.marketing': blocks.notHeldMessage({ ...notHeld, why: 'no-marketing' }).message,
    'review-not-held.sales': blocks.notHeldMessage({ ...notHeld, why: 'no-sales' }).message,
    'review-not-held.names': blocks.notHeldMessage({ ...notHeld, why: 'too-few' }).message,
    'review-not-held.leads': blocks.notHeldMessage({ ...notHeld, why: 'no-leads' }).message,
  };
}
