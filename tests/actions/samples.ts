import type { ActionViewer } from '../../src/actions/rights.ts';
import type { Action, ActionView } from '../../src/core/action.ts';
import type { Aim, Measurable, Reading } from '../../src/core/aim.ts';
import { at } from '../core/cases.ts';

/** A Monday at ten. */
export const MONDAY = at('2026-03-02T10:00Z');

/** Ana is to ask for the company in the form, by Friday. */
export const action = (differing: Partial<Action> = {}): Action => ({
  id: 'd1',
  workspaceId: 'T1',
  number: 3,
  kind: 'gate',
  text: 'If a demo form has no company, then it asks for it',
  owner: 'UANA',
  dueOn: '2026-03-06',
  origin: 'review:r1',
  leadId: undefined,
  source: 'google-ads',
  campaign: undefined,
  state: 'open',
  reason: undefined,
  madeBy: 'UMIA',
  madeAt: MONDAY,
  settledBy: undefined,
  settledAt: undefined,
  keptAt: undefined,
  aim: undefined,
  consent: undefined,
  lastEvent: 1,
  ...differing,
});

export const DONE = { state: 'done', settledBy: 'UANA', settledAt: MONDAY, lastEvent: 2 } as const;
export const DROPPED = { ...DONE, state: 'dropped', reason: 'The form is gone.' } as const;

/** To be in time with the leads of Google Ads: of 41 in four weeks 25 were. */
export const AIM: Aim = {
  metric: 'in-time',
  of: { by: 'source', origin: 'google-ads' },
  baseline: { from: at('2026-02-02T10:00Z'), until: MONDAY, n: 41, count: 25 },
  target: 80,
};

export const IN_TIME: Measurable = { key: 'in-time', name: 'In time', unit: 'share', better: 'more' };
export const SPEED: Measurable = { key: 'speed', name: 'First contact', unit: 'time', better: 'less' };

export const ASK_AGE: Measurable = { key: 'ask-age', name: 'Answers', unit: 'time', better: 'less', of: 'ask' };

/** Four weeks later. */
export const SINCE: Reading = { from: MONDAY, until: at('2026-03-30T10:00Z'), n: 37, count: 26 };

/** Mia has asked Ana, who can't. */
export const declined = (reason: string) =>
  ({ owner: undefined, consent: { kind: 'declined', by: 'UANA', reason } }) as const;

export const ANA: ActionViewer = { id: 'UANA', teams: ['sales'], manages: [], isAdmin: false };
export const BEN: ActionViewer = { id: 'UBEN', teams: ['sales'], manages: [], isAdmin: false };
export const MIA: ActionViewer = { id: 'UMIA', teams: ['marketing'], manages: [], isAdmin: false };
export const MAX: ActionViewer = { id: 'UMAX', teams: [], manages: ['sales'], isAdmin: false };
export const ADA: ActionViewer = { id: 'UADA', teams: [], manages: [], isAdmin: true };
export const SAM: ActionViewer = { id: 'USAM', teams: [], manages: [], isAdmin: false };

export const NAMES: ReadonlyMap<string, string> = new Map([
  ['UANA', 'Ana'],
  ['UBEN', 'Ben'],
  ['UMIA', 'Mia'],
  ['UMAX', 'Max'],
]);

export const viewOf = (differing: Partial<Action> = {}, also: Partial<ActionView> = {}): ActionView => ({
  action: action(differing),
  names: NAMES,
  lead: undefined,
  today: '2026-03-02',
  progress: undefined,
  ...also,
});
