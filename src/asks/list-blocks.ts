import type { KnownBlock } from '@slack/types';
import { actions, context, divider, section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { code, joined, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { otherTeam, TEAMS, type Team } from './ask.ts';
import { askRow, askRows, newAskButton } from './ask-blocks.ts';
import type { AskCounts, CountsByTeam } from './ask-counts.ts';
import type { AskView } from './ask-view.ts';
import type { AskViewer } from './rights.ts';
import { ageWords, TEAM_WORDS } from './status-blocks.ts';

export interface AskList {
  readonly forMe: readonly AskView[];
  readonly byMe: readonly AskView[];
  readonly counts: CountsByTeam;
  readonly viewer: AskViewer;
}

/** What waits for me, what I have asked, and how the two teams stand. */
export function asksMessage({ forMe, byMe, counts, viewer }: AskList): MessageContent {
  return message(`Asks: ${forMe.length} for you, ${byMe.length} from you`, [
    ...part('For you', forMe, viewer, md`Nothing waits for you.`),
    divider(),
    ...part('From you', byMe, viewer, md`You have asked nothing that is still open.`),
    context(...TEAMS.map((team) => md`${directionWords(team)}: ${countWords(counts[team])}`)),
    actions(newAskButton()),
  ]);
}

/** What of it stands on somebody's Home: nothing if nothing waits for them. */
export function waitingRows(forMe: readonly AskView[], viewer: AskViewer): readonly KnownBlock[] {
  if (forMe.length === 0) return [];
  return [section(md`*Asks for you*`), ...forMe.slice(0, MOST_ON_HOME).flatMap((view) => askRows(view, viewer))];
}

const MOST_ON_HOME = 5;

export const unknownAskMessage = (reference: string): MessageContent =>
  message(md`I know no ask “${reference}”. ${code('/baton asks')} lists yours, with their numbers.`);

/** "2 open, median age 5 working hours, oldest 3 working days" */
export function countWords({ waiting, median, oldest }: AskCounts): Mrkdwn {
  if (median === undefined || oldest === undefined) return md`nothing open`;
  if (waiting === 1) return md`1 open, waiting ${ageWords(oldest)}`;
  return md`${waiting} open, median age ${ageWords(median)}, oldest ${ageWords(oldest)}`;
}

/** "Asks open: Sales → Marketing 2 (oldest 3 working days) · Marketing → Sales 1 (…)"; undefined if none is. */
export function openLine(counts: CountsByTeam): Mrkdwn | undefined {
  const open = TEAMS.flatMap((team) => {
    const { waiting, oldest } = counts[team];
    return oldest === undefined ? [] : [md`${directionWords(team)} ${waiting} (oldest ${ageWords(oldest)})`];
  });
  return open.length === 0 ? undefined : md`Asks open: ${joined(open, ' · ')}`;
}

/** One line for each direction: "Sales → Marketing: 3 asked, 2 answered, 1 closed; 2 open, median age 5 working hours, …". */
export const windowLines = (counts: CountsByTeam): Mrkdwn[] =>
  TEAMS.map((team) => {
    const { opened, answered, declined, closed } = counts[team];
    const happened = [
      ...(opened === 0 ? [] : [`${opened} asked`]),
      ...(answered === 0 ? [] : [`${answered} answered`]),
      ...(declined === 0 ? [] : [`${declined} declined`]),
      ...(closed === 0 ? [] : [`${closed} closed`]),
    ];
    const words = happened.length === 0 ? 'nothing asked' : happened.join(', ');
    return md`${directionWords(team)}: ${words}; ${countWords(counts[team])}`;
  });

const directionWords = (from: Team): string => `${TEAM_WORDS[from]} → ${TEAM_WORDS[otherTeam(from)]}`;

/** What a phone shows without endless scrolling. */
const MOST_ROWS = 6;

function part(title: string, views: readonly AskView[], viewer: AskViewer, none: Mrkdwn): KnownBlock[] {
  const more = views.length - MOST_ROWS;
  return [
    section(views.length === 0 ? joined([md`*${title}*`, none], '\n') : md`*${title}: ${views.length}*`),
    ...views.slice(0, MOST_ROWS).map((view) => askRow(view, viewer)),
    ...(more > 0 ? [context(md`And ${more} more. These have waited longest.`)] : []),
  ];
}
