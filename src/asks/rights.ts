import { type Ask, personAsked, type Team } from './ask.ts';

/** Who looks at an ask, with the teams that they have at this moment. */
export interface AskViewer {
  readonly id: string;
  /** Teams whose work they take part in. */
  readonly teams: readonly Team[];
  readonly manages: readonly Team[];
}

/** Teams for which somebody may ask and answer: those that they work in or manage. */
export const teamsOf = ({ teams, manages }: Omit<AskViewer, 'id'>): readonly Team[] => [
  ...new Set([...teams, ...manages]),
];

/** Take, answer and decline: its owner, whoever was asked by name, and everybody of the team that was asked. */
export const mayWork = (ask: Ask, viewer: AskViewer): boolean =>
  ask.owner === viewer.id || personAsked(ask) === viewer.id || teamsOf(viewer).includes(ask.to.team);

/** Close and ask again: whoever asked, and the managers of both teams. */
export const mayClose = (ask: Ask, viewer: AskViewer): boolean =>
  ask.fromPerson === viewer.id || viewer.manages.includes(ask.fromTeam) || viewer.manages.includes(ask.to.team);

/** The words are the asker's. */
export const mayEdit = (ask: Ask, viewer: AskViewer): boolean => ask.fromPerson === viewer.id;
