import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { md } from '../blockkit/mrkdwn.ts';
import { type Duration, SECOND } from '../core/instants.ts';
import { durationText } from '../core/time-text.ts';
import { askMessage } from './ask-blocks.ts';
import { type AskView, nameIn } from './ask-view.ts';
import type { AskViewer } from './rights.ts';
import { TEAM_WORDS } from './status-blocks.ts';
import type {
  AnswerRefusal,
  CloseRefusal,
  DeclineRefusal,
  EditRefusal,
  ReopenRefusal,
  TakeRefusal,
} from './transitions.ts';

/** Why something was not done to an ask. */
export type Refusal =
  | TakeRefusal
  | AnswerRefusal
  | DeclineRefusal
  | CloseRefusal
  | ReopenRefusal
  | EditRefusal
  | { readonly kind: 'unknown-lead' | 'day-is-over' };

/** A refusal as a message of its own. */
export function refusalMessage(view: AskView, why: Refusal): MessageContent {
  const words = refusalWords(view, why);
  return OF_RIGHTS.has(why.kind) ? refusal(words) : message(words);
}

const OF_RIGHTS: ReadonlySet<Refusal['kind']> = new Set(['not-asked', 'not-yours', 'not-asker']);

/**
 * A refusal in a kind sentence that says what to do. Plain words and no markup, because it may stand under a field, where Slack
 * shows neither mentions nor dates.
 */
export function refusalWords(view: AskView, why: Refusal): string {
  const { ask, now } = view;
  const asker = nameIn(view, ask.fromPerson);
  const settler = nameIn(view, ask.settledBy ?? '');
  switch (why.kind) {
    case 'not-asked':
      return `Only ${TEAM_WORDS[ask.to.team].toLowerCase()} can take, answer or decline ask ${ask.number}: it was asked of them.`;
    case 'not-yours':
      return `Only ${asker} and the managers of both teams can close ask ${ask.number} or ask it again.`;
    case 'not-asker':
      return `Only ${asker} can change the words of ask ${ask.number}.`;
    case 'already-yours':
      return `Ask ${ask.number} is yours already.`;
    case 'taken':
      return `${nameIn(view, why.by)} was faster: ask ${ask.number} is theirs (${agoText(now - why.since)}).`;
    case 'answered-already':
      return `${settler} has answered ask ${ask.number} already. If something is missing, ${asker} can ask again.`;
    case 'declined-already':
      return `${settler} has declined ask ${ask.number}. ${asker} can ask again.`;
    case 'closed-already':
      return `Ask ${ask.number} is closed. ${asker} can ask again.`;
    case 'open-already':
      return `Ask ${ask.number} is open already.`;
    case 'unknown-lead':
    case 'day-is-over':
      return DRAFT_WORDS[why.kind];
    case 'noted-already':
      return `That is noted for ask ${ask.number} already.`;
  }
}

/** For somebody who is in neither team. */
export const noTeamMessage = (): MessageContent => refusal(DRAFT_WORDS['no-team']);

/** Why a draft could not be asked, with a sentence that says what to do. */
export const DRAFT_WORDS = {
  'no-team': 'Only people of sales or marketing can ask the other team. An admin can add you with /baton setup.',
  'own-team': 'That is your own team. Choose the other one, or somebody in it.',
  'not-there': 'They are in neither team, so they can’t be asked. Choose somebody else, or a team.',
  'unknown-lead': 'I know no lead with that number. It is on the lead’s card.',
  'day-is-over': 'That day is over. Choose today or a later one.',
} as const;

/** Two who press at once are less than a second apart. */
const agoText = (duration: Duration): string => (duration < SECOND ? 'just now' : `${durationText(duration)} ago`);

/** The ask in the hands of who has just taken it, with what they can do next. */
export const takenMessage = (view: AskView, viewer: AskViewer): MessageContent =>
  askMessage(view, { viewer, intro: md`Ask ${view.ask.number} is yours.` });

export const closedMessage = (view: AskView, viewer: AskViewer): MessageContent =>
  askMessage(view, { viewer, intro: md`Ask ${view.ask.number} is closed.` });

export function reopenedMessage(view: AskView, viewer: AskViewer): MessageContent {
  const { ask } = view;
  const who = ask.owner === undefined ? md`It waits for somebody.` : md`${nameIn(view, ask.owner)} has it.`;
  return askMessage(view, { viewer, intro: md`Ask ${ask.number} is open again. ${who}` });
}

export const answeredMessage = (view: AskView): MessageContent =>
  message(md`Ask ${view.ask.number} is answered. ${nameIn(view, view.ask.fromPerson)} can read it now.`);

export const declinedMessage = (view: AskView): MessageContent =>
  message(md`Ask ${view.ask.number} is declined. ${nameIn(view, view.ask.fromPerson)} can read why.`);

export const editedMessage = (view: AskView): MessageContent => message(md`Ask ${view.ask.number} is changed.`);

export const goneMessage = (): MessageContent => message('That ask is not here any more.');
