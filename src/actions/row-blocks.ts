import type { KnownBlock } from '@slack/types';
import { actions, actionsOf, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { code, joined, lines, link, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import { ACTION_KIND_WORDS, type ActionView, type DecidedAt } from '../core/action.ts';
import { progressLines, progressWords } from './aim-blocks.ts';
import { aboutWords, actionLine, actionName, nameIn, ownLine, standing, wordsOf } from './line-blocks.ts';
import { type PastPage, pastValue } from './past.ts';
import { type ActionViewer, mayChange } from './rights.ts';

export const DONE = 'action.done';
export const KEEP = 'action.keep';
export const DROP = 'action.drop';
export const REOPEN = 'action.reopen';
export const CHANGE = 'action.change';
export const SHOW = 'action.show';
export const ACCEPT = 'action.accept';
export const DECLINE = 'action.decline';
export const WEEKLY = 'action.weekly';
/** What was done or dropped; its value is where to go on, empty for the newest. */
export const PAST = 'action.past';

/** Among the things of its owner's day: one line, and below it what can be said of it. */
export const ownRows = (view: ActionView): readonly KnownBlock[] => [
  section(ownLine(view)),
  actionsOf(`action:${view.action.id}`, ...settling(view, { id: view.action.owner ?? '' })),
];

/** An action whole, with what its reader may do. `intro` stands above it. */
export function actionMessage(view: ActionView, viewer: ActionViewer, intro?: Mrkdwn): MessageContent {
  const { action } = view;
  const may = mayChange(action, viewer);
  const facts = [md`Decided by ${nameIn(view, action.madeBy)}`, ...aboutWords(view)];
  const { consent } = action;
  const title = lines(
    joined([md`*Decision ${action.number}*`, ACTION_KIND_WORDS[action.kind]], ' · '),
    joined(standing(view), ' · '),
  );
  const isOpen = action.state === 'open';
  return message(intro ?? md`Decision ${action.number}`, [
    ...(intro === undefined ? [] : [section(intro)]),
    may && isOpen
      ? section(title, button('Change', CHANGE, { value: action.id, label: labelOf('Change', view) }))
      : section(title),
    quote(wordsOf(view)),
    ...(action.reason === undefined || action.reason === ''
      ? []
      : [section(md`*Dropped because*`), quote(action.reason)]),
    ...(consent?.kind === 'declined' && isOpen && consent.reason !== ''
      ? [section(md`*Why ${nameIn(view, consent.by)} can’t do it*`), quote(consent.reason)]
      : []),
    ...(view.progress === undefined ? [] : [section(lines(...progressLines(view.progress)))]),
    context(joined(facts, ' · ')),
    ...(may ? [actions(...(isOpen ? settling(view, viewer) : [reopenButton(view)]))] : []),
  ]);
}

/**
 * What is to be done in a workspace, oldest first: one's own with what can be said of them, the others to be looked at. `isWeekly`:
 * whether its reader gets it each week; undefined where that is not offered.
 */
export function actionsMessage(open: readonly ActionView[], viewer: ActionViewer, isWeekly?: boolean): MessageContent {
  const foot = actions(
    ...(isWeekly === undefined ? [] : [weeklyButton(isWeekly)]),
    button('What was done', PAST, { value: 'newest' }),
  );
  if (open.length === 0) {
    const none = md`No decision is open. Reviews and retros make them: ${code('/lead-review')} shows what is going on.`;
    return message(none, [section(none), actions(button('What was done', PAST, { value: 'newest' }))]);
  }
  const more = open.length - MOST_ROWS;
  const title = open.length === 1 ? '1 decision is open' : `${open.length} decisions are open`;
  return message(title, [
    section(md`*${title}*, oldest first`),
    ...open.slice(0, MOST_ROWS).flatMap((view) => listRows(view, viewer)),
    ...(more > 0 ? [context(md`And ${more} more. These are the oldest.`)] : []),
    foot,
  ]);
}

/** What was done or dropped, the newest first, each with what it has moved. `next` is where the older ones begin. */
export function pastMessage(
  { views, next }: PastPage,
  zone: string,
  places: ReadonlyMap<string, DecidedAt> = new Map(),
): MessageContent {
  if (views.length === 0)
    return message(
      md`Nothing that was decided is done or dropped yet. ${code('/lead-review decisions')} shows what is open.`,
    );
  return message('What was decided and done', [
    section(md`*What was decided and done*, the newest first`),
    ...views.map((view) =>
      section(
        lines(pastLine(view, zone), ...decidedLine(view, zone, places), ...progressWords(view)),
        button('Show', SHOW, { value: view.action.id, label: labelOf('Show', view) }),
      ),
    ),
    ...(next === undefined ? [] : [actions(button('Older', PAST, { value: pastValue(next) }))]),
  ]);
}

function pastLine(view: ActionView, zone: string): Mrkdwn {
  const { settledAt } = view.action;
  return joined([actionLine(view), ...(settledAt === undefined ? [] : [when(settledAt, 'date', zone)])], ', ');
}

/** "Decided in lead review 3, 12 Mar" */
function decidedLine({ action }: ActionView, zone: string, places: ReadonlyMap<string, DecidedAt>): Mrkdwn[] {
  const place = action.origin === undefined ? undefined : places.get(action.origin);
  if (place === undefined) return [];
  const name = place.address === undefined ? md`${place.name}` : link(place.address, place.name);
  return [md`Decided in ${name}, ${when(place.at, 'date', zone)}`];
}

const weeklyButton = (isWeekly: boolean) =>
  isWeekly ? button('Stop each week', WEEKLY, { value: 'off' }) : button('Send me each week', WEEKLY, { value: 'on' });

/** What of it stands on somebody's Home: nothing if nothing is theirs to do. */
export function homeRows(own: readonly ActionView[]): readonly KnownBlock[] {
  if (own.length === 0) return [];
  const more = own.length - MOST_ON_HOME;
  return [
    section(md`*Yours to do*`),
    ...own.slice(0, MOST_ON_HOME).flatMap(ownRows),
    ...(more > 0 ? [context(md`and ${more} more: ${code('/lead-review decisions')}`)] : []),
  ];
}

/** What a phone shows without endless scrolling. */
const MOST_ROWS = 10;
const MOST_ON_HOME = 5;

const listRows = (view: ActionView, viewer: ActionViewer): readonly KnownBlock[] =>
  view.action.owner === viewer.id
    ? ownRows(view)
    : [
        section(
          lines(actionLine(view), ...progressWords(view)),
          button('Show', SHOW, { value: view.action.id, label: labelOf('Show', view) }),
        ),
      ];

/** What can be said of it; first of all by its owner whether they do it, where the other team has given it to them. */
const settling = (view: ActionView, viewer: Pick<ActionViewer, 'id'>) => {
  const value = view.action.id;
  const { consent, owner } = view.action;
  if (consent?.kind === 'asked' && owner === viewer.id)
    return [
      button('Accept', ACCEPT, { value, style: 'primary', label: labelOf('Accept', view) }),
      button('Decline', DECLINE, { value, label: labelOf('Decline', view) }),
    ];
  return [
    button('Done', DONE, { value, label: `${actionName(view)} is done` }),
    button('Still on it', KEEP, { value, label: `Still on ${actionName(view)}` }),
    button('Drop', DROP, { value, label: labelOf('Drop', view) }),
  ];
};

const reopenButton = (view: ActionView) =>
  button('Take it back', REOPEN, { value: view.action.id, label: `${actionName(view)} is open again` });

const labelOf = (what: string, view: ActionView): string => `${what} ${actionName(view)}`;
