import { type HeadsUp, type HeadsUpKind, TEAMS_OF, type Team } from './heads-up.ts';

/** Somebody who presses or types something, with the teams that they have at this moment. */
export interface HeadsUpActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly Team[];
  readonly manages: readonly Team[];
  /** What Slack calls the one press, word or form by which they act. */
  readonly gesture?: string | undefined;
}

type Viewer = Pick<HeadsUpActor, 'id' | 'teams' | 'manages'>;

/** Everybody of marketing tells of campaigns; how both work is changed by who manages sales. */
export const mayAnnounce = (kind: HeadsUpKind, { teams, manages }: Pick<Viewer, 'teams' | 'manages'>): boolean =>
  kind === 'campaign' ? teams.includes('marketing') || manages.includes('marketing') : manages.includes('sales');

/** Whoever announced it, and the managers of their team. */
export const mayChange = ({ by, terms }: HeadsUp, viewer: Viewer): boolean =>
  (by === viewer.id && mayAnnounce(terms.kind, viewer)) || viewer.manages.includes(TEAMS_OF[terms.kind].from);

/** Those who are asked: everybody of these teams but who announced it. */
export const mayAnswer = ({ by, terms }: HeadsUp, { id, teams, manages }: Viewer): boolean =>
  by !== id && TEAMS_OF[terms.kind].asks.some((team) => teams.includes(team) || manages.includes(team));
