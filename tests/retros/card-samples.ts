import type { OwnCard, RevealedCard } from '../../src/retros/cards/card.ts';
import { columnOf, formatOf } from '../../src/retros/format.ts';
import { type Retro, USUAL_DAYS } from '../../src/retros/retro.ts';
import { at } from '../core/cases.ts';

export const retro = (differing: Partial<Retro> = {}): Retro => ({
  id: 'r1',
  workspaceId: 'T1',
  number: 3,
  ritualId: undefined,
  occurrenceId: undefined,
  channelId: 'CLEADS',
  format: 'keep-fix-handoff',
  isAnonymous: false,
  facilitatorId: 'UMAX',
  phase: 'collecting',
  phaseSince: at('2026-03-02T10:00Z'),
  phaseDueAt: at('2026-03-04T17:00Z'),
  lateSince: undefined,
  days: USUAL_DAYS,
  periodFrom: at('2026-02-16T10:00Z'),
  periodUntil: at('2026-03-02T10:00Z'),
  startedAt: at('2026-03-02T10:00Z'),
  startedBy: 'UMAX',
  closedAt: undefined,
  endedBy: undefined,
  zone: 'Europe/Berlin',
  lastEvent: 1,
  ...differing,
});

export const GATHERING = {
  phase: 'gathering',
  number: undefined,
  channelId: undefined,
  phaseDueAt: undefined,
  startedAt: undefined,
} as const;

export const own = (id: string, differing: Partial<OwnCard> = {}): OwnCard => ({
  id,
  retroId: 'r1',
  column: 'fix',
  text: 'Nobody calls on Friday afternoons',
  datum: undefined,
  ...differing,
});

export const revealed = (id: string, differing: Partial<RevealedCard> = {}): RevealedCard => {
  const card = own(id, differing);
  return {
    ...card,
    columnWords: columnOf(formatOf('keep-fix-handoff'), card.column).name,
    by: undefined,
    ...differing,
  };
};
