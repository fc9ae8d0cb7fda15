import type { Answered, CampaignTerms, HeadsUp, ProcessTerms, Team } from '../../src/headsups/heads-up.ts';
import type { HeadsUpView } from '../../src/headsups/heads-up-view.ts';
import type { HeadsUpActor } from '../../src/headsups/rights.ts';
import { at } from '../core/cases.ts';

/** A Monday. */
export const NOW = at('2026-03-02T10:00Z');
export const TODAY = '2026-03-02';

export const CAMPAIGN: CampaignTerms = {
  kind: 'campaign',
  title: 'Spring webinar',
  startsOn: '2026-03-09',
  expected: 40,
  audience: 'Heads of operations in shops of 50 to 500 people',
  promise: 'A 30-minute audit of their returns, free',
  talk: 'Ask which returns cost them most.\nThen offer the audit.',
};

export const PROCESS: ProcessTerms = {
  kind: 'process',
  title: 'Demos are booked by whoever claims',
  startsOn: '2026-03-02',
  doing: 'Whoever claims a lead books its demo, too.',
  why: 'Two people wrote to the same lead twice last week.',
};

export const NAMES: ReadonlyMap<string, string> = new Map([
  ['UMIA', 'Mia Chen'],
  ['UKIM', 'Kim Park'],
  ['UANA', 'Ana Ruiz'],
  ['UBEN', 'Ben Okafor'],
  ['UMAX', 'Max Weber'],
]);

export const headsUp = (differing: Partial<HeadsUp> = {}): HeadsUp => ({
  id: 'h3',
  workspaceId: 'T1',
  number: 3,
  terms: CAMPAIGN,
  channelId: 'CLEADS',
  by: 'UMIA',
  state: 'posted',
  version: 1,
  postedAt: NOW,
  changed: undefined,
  withdrawn: undefined,
  remindAt: NOW,
  remindedAt: undefined,
  linkedAs: undefined,
  ...differing,
});

export const ANSWERS: readonly Answered[] = [
  { personId: 'UANA', answer: 'clear', isOnAgenda: false },
  { personId: 'UBEN', answer: 'concern', line: 'Nobody of us knows the new prices yet', isOnAgenda: true },
];

export const viewOf = (differing: Partial<HeadsUp> = {}, also: Partial<HeadsUpView> = {}): HeadsUpView => ({
  headsUp: headsUp(differing),
  answers: [],
  waiting: 3,
  names: NAMES,
  today: TODAY,
  ...also,
});

export const person = (id: string, teams: readonly Team[], manages: readonly Team[] = []): HeadsUpActor => ({
  id,
  workspaceId: 'T1',
  name: NAMES.get(id) ?? id,
  zone: 'UTC',
  teams,
  manages,
});

export const MIA = person('UMIA', ['marketing']);
export const KIM = person('UKIM', [], ['marketing']);
export const ANA = person('UANA', ['sales']);
export const MAX = person('UMAX', [], ['sales']);
export const SAM = person('USAM', []);
