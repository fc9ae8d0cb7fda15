import { section } from '../../src/blockkit/blocks.ts';
import { md } from '../../src/blockkit/mrkdwn.ts';
import type { Retro, RunningPhase } from '../../src/retros/retro.ts';
import * as running from '../../src/retros/retro-running-blocks.ts';
import * as schedule from '../../src/retros/schedule/schedule-blocks.ts';
import * as start from '../../src/retros/start-blocks.ts';
import { parentMessage } from '../../src/retros/thread-blocks.ts';
import * as turn from '../../src/retros/turns/turn-blocks.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';

const ZONE = 'Europe/Berlin';
const formats = [
  { id: 'keep-fix-handoff', name: 'Keep / Fix / Handoff' },
  { id: 'sailboat', name: 'Sailboat' },
];
const asks = [
  { name: 'Keep', asks: 'What worked, so that we go on with it?' },
  { name: 'Fix', asks: 'What slowed us down or annoyed us?' },
];

const retro = {
  id: 'r1',
  workspaceId: 'T1',
  number: 3,
  ritualId: undefined,
  occurrenceId: undefined,
  channelId: 'CSMARKETING',
  format: 'keep-fix-handoff',
  isAnonymous: false,
  facilitatorId: 'UMAX',
  phase: 'collecting',
  phaseSince: at('2026-03-16T09:00Z'),
  phaseDueAt: at('2026-03-18T16:00Z'),
  lateSince: undefined,
  days: { collecting: 2, voting: 1, deciding: 2 },
  periodFrom: at('2026-03-02T09:00Z'),
  periodUntil: at('2026-03-16T09:00Z'),
  startedAt: at('2026-03-16T09:00Z'),
  startedBy: 'UMAX',
  closedAt: undefined,
  endedBy: undefined,
  zone: ZONE,
  lastEvent: 1,
} as const satisfies Retro;

const inPhase = (phase: RunningPhase) => ({ ...retro, phase });
const over = { ...retro, phaseDueAt: undefined, closedAt: at('2026-03-20T16:00Z') } as const;

/** What people see of beginning, running and taking part in a retro; `word` is what somebody wrote. */
export const retroViews = (word: string): Views => ({
  ...parents(word),
  ...turns(word),
  ...runs(word),
  ...schedules(word),
});

function parents(word: string): Views {
  const view = { retro, asked: 6, done: 2, out: 0, by: { facilitator: word, ended: undefined } };
  const part = [section(md`*5 leads* became late.`)];
  return {
    'retro-parent': parentMessage(view, part),
    'retro-parent.without-names': parentMessage({
      ...view,
      out: 1,
      retro: { ...retro, isAnonymous: true, occurrenceId: 'o1', facilitatorId: undefined },
      by: { facilitator: undefined, ended: undefined },
    }),
    'retro-parent.voting-late': parentMessage({
      ...view,
      retro: { ...inPhase('voting'), lateSince: at('2026-03-15T16:00Z') },
    }),
    'retro-parent.deciding': parentMessage({ ...view, retro: inPhase('deciding') }),
    'retro-parent.closed': parentMessage({
      ...view,
      retro: { ...over, phase: 'closed', endedBy: 'UMAX' },
      by: { facilitator: word, ended: word },
    }),
    'retro-parent.called-off': parentMessage({
      ...view,
      retro: { ...over, phase: 'called-off' },
      by: { facilitator: word, ended: word },
    }),
  };
}

function turns(word: string): Views {
  const shown = { retro, zone: ZONE };
  const parts = { asks, thread: 'https://acme.slack.com/archives/C1/p1' };
  return {
    'retro-turn': turn.turnMessage({ ...shown, kind: 'asked' }, parts),
    'retro-turn.first-step': turn.turnMessage(
      { ...shown, kind: 'asked' },
      { ...parts, first: [section(md`*Decision 4*: ${word}`)] },
    ),
    'retro-turn.without-names': turn.turnMessage(
      { ...shown, retro: { ...retro, isAnonymous: true }, kind: 'asked' },
      { asks },
    ),
    'retro-turn.finished': turn.turnMessage({ ...shown, kind: 'finished', since: 1 }, parts),
    'retro-turn.out': turn.turnMessage({ ...shown, kind: 'out', since: 1 }, parts),
    'retro-turn.written': turn.turnMessage({ ...shown, retro: inPhase('voting'), kind: 'written' }, parts),
    'retro-turn.called-off': turn.turnMessage(
      { ...shown, retro: { ...over, phase: 'called-off' }, kind: 'called-off' },
      parts,
    ),
    'retro-turn.may-join': turn.turnMessage({ ...shown, kind: 'not-asked', mayJoin: true }),
    'retro-turn.not-asked': turn.turnMessage({ ...shown, kind: 'not-asked', mayJoin: false }),
    'retro-turn.over': turn.overMessage(inPhase('voting')),
    'retro-turn.gone': turn.noRetroMessage(),
    'retro-turn.refused': turn.notTakingPartMessage(),
    'retro-turn.reminder': turn.reminderMessage(retro, ZONE, 'https://acme.slack.com/archives/D1/p1'),
  };
}

function runs(word: string): Views {
  const form = { format: 'keep-fix-handoff', isAnonymous: false, isGatheredUnnamed: false, days: retro.days };
  const listed = {
    runs: retro,
    ended: [{ ...over, number: 2, phase: 'closed' as const }],
    isMine: true,
    mayStart: true,
  };
  return {
    'retro-start': start.startModal({ ...form, isPromisedUnnamed: false }, formats),
    'retro-start.without-names': start.startModal({ ...form, channelId: 'C1', isPromisedUnnamed: true }, formats),
    'retro-started': start.startedMessage(retro),
    'retro-one-runs': start.runsMessage(retro),
    'retro-refused': start.notManagerMessage(),
    'retro-who': running.whoMessage(retro, { asked: ['UANN', 'UMIA'], done: ['UANN'], out: ['UBEN'] }),
    'retro-go-on': running.goOnModal(retro, 2),
    'retro-go-on.deciding': running.goOnModal(inPhase('deciding'), 0),
    'retro-more-time': running.moreTimeModal(retro, '2026-03-18'),
    'retro-hand-over': running.handOverModal(retro),
    'retro-move': running.moveModal(retro),
    'retro-call-off': running.callOffModal(retro),
    'retro-not-yours': running.refusedMessage({ kind: 'not-yours' }),
    'retro-moved-on': running.refusedMessage({ kind: 'moved-on', retro: inPhase('voting'), by: word }),
    'retro-list': running.listMessage(listed, new Map([['r1', 'https://acme.slack.com/archives/C1/p1']])),
    'retro-list.none': running.listMessage({ runs: undefined, ended: [], isMine: false, mayStart: false }, new Map()),
  };
}

function schedules(word: string): Views {
  const how = { format: 'keep-fix-handoff', isAnonymous: false, days: retro.days };
  const form = {
    ritualId: undefined,
    channelId: undefined,
    often: { kind: 'biweekly', anchorOn: '2026-03-02' },
    day: 'mon',
    at: '10:00',
    people: [],
  } as const;
  const row = {
    id: 's1',
    channelId: 'CSMARKETING',
    howOften: 'Every two weeks, next on Mon 16 Mar',
    at: '10:00',
    zone: ZONE,
    by: undefined,
    people: [],
    how,
    format: word,
    isPaused: false,
  };
  return {
    'retro-schedule': schedule.scheduleModal(form, ZONE, '2026-03-11'),
    'retro-schedule-how': schedule.scheduleHowModal('s1', how, formats),
    'retro-schedule-saved': schedule.scheduleMessage('saved', row),
    'retro-schedules': schedule.schedulesMessage([{ ...row, isPaused: true, people: ['UANN', 'UMIA'] }]),
    'retro-schedule-stop': schedule.stopMessage('s1'),
    'retro-schedule-stopped': schedule.stoppedMessage(),
    'retro-schedule-refused': schedule.notSchedulingMessage(),
    'retro-schedule-not-now': schedule.scheduleNotNowMessage(),
    'retro-not-held': schedule.notHeldMessage({
      occurrenceId: 'o1',
      teamDate: '2026-03-16',
      channelId: 'CSMARKETING',
      why: 'one-runs',
    }).message,
  };
}
