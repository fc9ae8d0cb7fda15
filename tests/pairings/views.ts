import { newSetup } from '../../src/pairings/setup.ts';
import * as setup from '../../src/pairings/setup-blocks.ts';
import * as turn from '../../src/pairings/turn-blocks.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';

/** Every state that somebody can see of who meets whom; `word` is what others have written. */
export function pairingViews(word: string): Views {
  const shared = {
    occurrenceId: 'o1',
    workspaceId: 'T1',
    others: [{ personId: 'UMIA', side: 'marketing' as const }],
    untilAt: at('2026-03-16T09:00Z'),
    zone: 'Europe/Berlin',
  };
  const three = { ...shared, others: [...shared.others, { personId: 'UBEN', side: 'sales' as const }] };
  const lead = { kind: 'lead' as const, leadId: 'l12', name: `#12 ${word}` };
  const card = 'https://acme.slack.com/archives/C1/p1';
  const paired = { ...shared, kind: 'paired' as const, starter: lead };
  const skipped = { ...shared, kind: 'skipped' as const, since: 1, canReturn: true };
  const row: setup.SetupRow = {
    id: 'r1',
    channelId: '',
    howOften: 'Every two weeks, next on Thu 5 Mar',
    at: '10:00',
    zone: 'Europe/Berlin',
    by: undefined,
    people: [],
    isPaused: false,
    last: undefined,
  };
  const named = {
    ...row,
    howOften: 'Every week',
    people: ['UANN', 'UBEN', 'UCEM', 'UDAN', 'UEVE', 'UFAY', 'UGUS'],
    isPaused: true,
    last: { pairs: 4, met: 3 },
  };
  const standing = { isOn: true, breakUntil: undefined };
  return {
    'pairing-turn.lead': turn.turnMessage(paired, { card }),
    'pairing-turn.lead-without-card': turn.turnMessage(paired),
    'pairing-turn.campaign': turn.turnMessage({ ...paired, starter: { kind: 'campaign', name: word } }),
    'pairing-turn.three': turn.turnMessage({ ...three, kind: 'paired', starter: undefined }),
    'pairing-turn.asked-again': turn.turnMessage(paired, { card, isAskedAgain: true }),
    'pairing-turn.met': turn.turnMessage({ ...three, kind: 'met', by: 'UMIA' }),
    'pairing-turn.skipped': turn.turnMessage(skipped),
    'pairing-turn.on-break': turn.turnMessage({ ...skipped, breakUntil: '2026-04-01' }),
    'pairing-turn.skipped-and-over': turn.turnMessage({ ...skipped, canReturn: false }),
    'pairing-turn.alone': turn.turnMessage({ ...shared, others: [], kind: 'alone' }),
    'pairing-turn.over': turn.turnMessage({ ...shared, kind: 'over' }),
    'pairing-learned': turn.learnedModal('o1', false),
    'pairing-learned.without-names': turn.learnedModal('o1', true),
    'pairing-reply.noted': turn.notedMessage(false),
    'pairing-reply.noted-without-name': turn.notedMessage(true),
    'pairing-reply.noted-before': turn.notedBeforeMessage(),
    'pairing-reply.too-many': turn.tooManyCardsMessage(),
    'pairing-reply.off': turn.standingMessage({ ...standing, isOn: false }, true),
    'pairing-reply.of-no-team': turn.standingMessage(standing, false),
    'pairing-reply.no-partner': turn.standingMessage(standing, true),
    'pairing-reply.on-break': turn.standingMessage({ ...standing, breakUntil: '2026-04-01' }, true),
    'pairing-reply.break-begun': turn.onBreakMessage(),
    'pairing-reply.break-ended': turn.breakEndedMessage(),
    'pairing-reply.not-paired': turn.notPairedMessage(),
    'pairing-reply.too-late': turn.tooLateMessage(),
    'pairing-setup.new': setup.setupModal(newSetup('2026-03-04'), 'Europe/Berlin', '2026-03-04'),
    'pairing-setup.change': setup.setupModal(
      {
        ritualId: 'r1',
        channelId: undefined,
        often: { kind: 'monthly', nth: 1 },
        day: 'thu',
        at: '14:30',
        people: ['UANN', 'UMIA'],
      },
      'Europe/Berlin',
      '2026-03-04',
    ),
    'pairing-setup.saved': setup.setupMessage('saved', row),
    'pairing-setup.paused': setup.setupMessage('paused', named),
    'pairing-setup.resumed': setup.setupMessage('resumed', named),
    'pairing-setup.already': setup.setupMessage('already', { ...row, by: 'UMAX' }),
    'pairing-setup.list': setup.setupsMessage([named], turn.turnMessage(paired, { card })),
    'pairing-setup.list-of-others': setup.setupsMessage([row], undefined),
    'pairing-setup.stop': setup.stopMessage('r1'),
    'pairing-setup.stopped': setup.stoppedMessage(),
    'pairing-setup.refused': setup.notManagingMessage(),
    'pairing-setup.not-now': setup.notNowMessage(),
    'pairing-setup.offer': setup.offerMessage(),
  };
}
