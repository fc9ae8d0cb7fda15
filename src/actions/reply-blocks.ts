import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { lines, md } from '../blockkit/mrkdwn.ts';
import type { ActionView } from '../core/action.ts';
import { progressWords } from './aim-blocks.ts';
import { consentWords, dayWords, nameIn } from './line-blocks.ts';
import type { ActionViewer } from './rights.ts';
import { actionMessage } from './row-blocks.ts';
import type { TermsRefusal } from './terms.ts';
import type { ChangeRefusal, ConsentRefusal, ReopenRefusal, SettleRefusal } from './transitions.ts';

export type Refusal = SettleRefusal | ConsentRefusal | ReopenRefusal | ChangeRefusal | TermsRefusal;

/** A refusal as a message of its own. */
export function refusalMessage(view: ActionView, why: Refusal): MessageContent {
  const words = refusalWords(view, why);
  return why.kind === 'not-yours' || why.kind === 'not-in-teams' ? refusal(words) : message(words);
}

/** A refusal in a kind sentence that says what to do, without markup: it may stand under a field. */
export function refusalWords(view: ActionView, why: Refusal): string {
  const { number, owner, settledBy } = view.action;
  const settler = nameIn(view, settledBy ?? '');
  switch (why.kind) {
    case 'not-yours': {
      const theirs =
        owner === undefined ? 'people of sales and marketing' : `${nameIn(view, owner)}, managers and admins`;
      return `Only ${theirs} can say that of decision ${number}. Ask one of them, please.`;
    }
    case 'done-already':
      return `${settler} has done decision ${number} already.`;
    case 'dropped-already':
      return `${settler} has dropped decision ${number}.`;
    case 'open-already':
      return `Decision ${number} is open already.`;
    case 'not-asked':
      return `Decision ${number} needs nobody’s yes.`;
    case 'noted-already':
      return `That is noted for decision ${number} already.`;
    case 'not-in-teams':
    case 'owner-not-in-teams':
    case 'day-is-over':
    case 'day-is-far':
      return TERMS_WORDS[why.kind];
  }
}

/** Why it can't be decided so, with what to do. */
export const TERMS_WORDS: Readonly<Record<TermsRefusal['kind'], string>> = {
  'not-in-teams': 'Only people of sales or marketing decide. An admin can add you with /baton setup.',
  'owner-not-in-teams': 'They are in neither team, so they can’t have it. Choose somebody of sales or marketing.',
  'day-is-over': 'That day is over. Choose today or a later one.',
  'day-is-far': 'That is more than a year away. Choose an earlier day.',
};

export const doneMessage = (view: ActionView, viewer: ActionViewer): MessageContent =>
  actionMessage(view, viewer, md`Decision ${view.action.number} is done. Thank you.`);

export const droppedMessage = (view: ActionView): MessageContent =>
  message(md`Decision ${view.action.number} is dropped. Both teams can read why.`);

export const keptMessage = (view: ActionView): MessageContent =>
  message(md`Good. Decision ${view.action.number} comes back in your next standup.`);

export const acceptedMessage = (view: ActionView, viewer: ActionViewer): MessageContent =>
  actionMessage(view, viewer, md`Decision ${view.action.number} is yours. Thank you.`);

export const declinedMessage = (view: ActionView): MessageContent =>
  message(md`Decision ${view.action.number} is nobody’s now. Both teams can read why.`);

/** What comes of choosing to read each week what is to be done. */
export function weeklyReply(kind: 'on' | 'off' | 'not-in-teams'): MessageContent {
  switch (kind) {
    case 'on':
      return message(
        'You read it on the first morning of each week on which you work, if anything is to be done. The message has a button to stop that.',
      );
    case 'off':
      return message('You don’t read it each week any more.');
    case 'not-in-teams':
      return refusal('Only people of sales and marketing read what is to be done. Ask one of them, please.');
  }
}

export const reopenedMessage = (view: ActionView, viewer: ActionViewer): MessageContent =>
  actionMessage(view, viewer, md`Decision ${view.action.number} is open again.`);

export function changedMessage(view: ActionView): MessageContent {
  const { number, owner, dueOn } = view.action;
  const who = owner === undefined ? 'Nobody does it yet' : `${nameIn(view, owner)} does it`;
  return message(
    lines(
      md`Decision ${number} is changed. ${who}, by ${dayWords(dueOn)}.`,
      ...consentWords(view),
      ...progressWords(view),
    ),
  );
}

export const goneMessage = (): MessageContent => message('That decision is not here any more.');
