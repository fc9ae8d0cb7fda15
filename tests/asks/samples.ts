import type { Ask, AskChange } from '../../src/asks/ask.ts';
import type { AskView } from '../../src/asks/ask-view.ts';
import type { AskViewer } from '../../src/asks/rights.ts';
import { HOUR } from '../../src/core/instants.ts';
import { at } from '../core/cases.ts';

/** A Wednesday, two working days and half an hour after the sample was asked. */
export const NOW = at('2026-03-04T10:30Z');

const ASKED = at('2026-03-02T10:00Z');

/** Ana of sales asks marketing. */
export const ask = (differing: Partial<Ask> = {}): Ask => ({
  id: 'a1',
  workspaceId: 'T1',
  number: 3,
  fromPerson: 'UANA',
  fromTeam: 'sales',
  to: { team: 'marketing' },
  owner: undefined,
  ownedAt: undefined,
  kind: 'question',
  leadId: undefined,
  campaign: undefined,
  text: 'Which deck for fintech?',
  neededBy: undefined,
  state: 'open',
  answer: undefined,
  reason: undefined,
  createdAt: ASKED,
  settledAt: undefined,
  settledBy: undefined,
  closedAt: undefined,
  escalatedAt: undefined,
  lastEvent: 1,
  origin: undefined,
  ...differing,
});

export const TAKEN = { state: 'taken', owner: 'UMIA', ownedAt: ASKED + HOUR, lastEvent: 2 } as const;

export const ANSWERED = {
  ...TAKEN,
  state: 'answered',
  answer: 'The blue one.',
  settledAt: ASKED + 2 * HOUR,
  settledBy: 'UMIA',
  lastEvent: 3,
} as const;

export const DECLINED = {
  state: 'declined',
  reason: 'Not before the fair.',
  settledAt: ASKED + 2 * HOUR,
  settledBy: 'UMIA',
  lastEvent: 2,
} as const;

export const CLOSED = { ...ANSWERED, state: 'closed', closedAt: NOW - HOUR, lastEvent: 4 } as const;

export const ANA: AskViewer = { id: 'UANA', teams: ['sales'], manages: [] };
export const BEN: AskViewer = { id: 'UBEN', teams: ['sales'], manages: [] };
export const MIA: AskViewer = { id: 'UMIA', teams: ['marketing'], manages: [] };
export const MOE: AskViewer = { id: 'UMOE', teams: ['marketing'], manages: [] };
/** Manages sales. */
export const MAX: AskViewer = { id: 'UMAX', teams: [], manages: ['sales'] };
/** Manages marketing. */
export const KIM: AskViewer = { id: 'UKIM', teams: [], manages: ['marketing'] };
/** In both teams, as in a company of five. */
export const SOL: AskViewer = { id: 'USOL', teams: ['sales', 'marketing'], manages: [] };
export const SAM: AskViewer = { id: 'USAM', teams: [], manages: [] };

export const NAMES: ReadonlyMap<string, string> = new Map([
  ['UANA', 'Ana'],
  ['UBEN', 'Ben'],
  ['UMIA', 'Mia'],
  ['UMOE', 'Moe'],
  ['UMAX', 'Max'],
  ['UKIM', 'Kim'],
  ['USOL', 'Sol'],
]);

export const viewOf = (differing: Partial<Ask> = {}, also: Partial<AskView> = {}): AskView => ({
  ask: ask(differing),
  age: { working: 16 * HOUR, days: 2 },
  isOverdue: false,
  lead: undefined,
  names: NAMES,
  now: NOW,
  ...also,
});

/** The kinds of a journal's entries, in order. */
export const kindsOf = (events: readonly { readonly change: AskChange }[]): string[] =>
  events.map(({ change }) => change.kind);
