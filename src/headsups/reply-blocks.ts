import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { code, md } from '../blockkit/mrkdwn.ts';
import type { FormFault } from './form.ts';
import { FIELDS } from './form-blocks.ts';
import { type HeadsUp, LENGTHS, MOST_EXPECTED, TEAMS_OF } from './heads-up.ts';
import type { HeadsUpView } from './heads-up-view.ts';
import { titleOf } from './post-blocks.ts';
import type { AnswerRefusal, WriteRefusal } from './refusals.ts';

export const clearMessage = ({ headsUp }: HeadsUpView): MessageContent =>
  message(md`Noted: *${headsUp.terms.title}* is clear to you.`);

export const concernMessage = ({ headsUp }: HeadsUpView, isOnAgenda: boolean): MessageContent =>
  message(
    isOnAgenda
      ? md`Noted. Your concern about *${headsUp.terms.title}* is on the agenda of the next meeting, and whoever announced it hears of it.`
      : md`Noted. Whoever announced *${headsUp.terms.title}* reads your concern.`,
  );

export const withdrawnReply = (headsUp: HeadsUp): MessageContent =>
  message(md`*${titleOf(headsUp)}* is withdrawn. Its message says so.`);

export const changedReply = (headsUp: HeadsUp): MessageContent =>
  message(md`*${titleOf(headsUp)}* is changed. What people have said to it stays.`);

/** What somebody hears who can't answer. */
export function answerRefusal(why: AnswerRefusal, headsUp: HeadsUp | undefined): MessageContent {
  switch (why) {
    case 'not-found':
      return goneMessage();
    case 'own':
      return message('You announced it: the others say whether it is clear.');
    case 'not-asked':
      return refusal(`Only ${askedWords(headsUp)} say whether that is clear. Talk to one of them, please.`);
    case 'withdrawn':
      return message('It has been withdrawn, so there is nothing to say to it any more.');
  }
}

export const goneMessage = (): MessageContent => message('That heads-up is not here any more.');

const askedWords = (headsUp: HeadsUp | undefined): string =>
  headsUp === undefined || TEAMS_OF[headsUp.terms.kind].asks.length === 1 ? 'those who sell' : 'sales and marketing';

/** What somebody hears who can't announce, change or withdraw. What can be mended in a form stands under its fields. */
export function writeRefusal(why: Exclude<WriteRefusal, { kind: 'fault' | 'announced' | 'channel' }>): MessageContent {
  switch (why.kind) {
    case 'not-found':
      return goneMessage();
    case 'not-set-up':
      return message(
        md`There is no channel for leads before the set-up. An admin does that with ${code('/baton setup')}.`,
      );
    case 'not-yours':
      return refusal('Only whoever announced it and the managers of their team can do that. Ask one of them, please.');
    case 'not-announcing':
      return refusal(
        why.what === 'campaign'
          ? 'Only marketing announces campaigns. Ask somebody there, please.'
          : 'Only managers of sales announce a new way of working. Ask one of them, please.',
      );
    case 'withdrawn':
      return message('It has been withdrawn meanwhile.');
    case 'changed-meanwhile':
      return message('Somebody has changed it meanwhile. Open it again to see how it is now, please.');
  }
}

/** A sentence under the field that it is about. */
export function faultSentence(fault: FormFault | 'no-channel'): Readonly<Record<string, string>> {
  switch (fault) {
    case 'no-title':
      return { [FIELDS.title]: 'A name, please.' };
    case 'no-day':
      return { [FIELDS.startsOn]: 'Choose a day, please.' };
    case 'day-is-over':
      return { [FIELDS.startsOn]: 'That day is over. Choose today or a later one.' };
    case 'day-is-far':
      return { [FIELDS.startsOn]: 'That is more than a year away. Choose an earlier day.' };
    case 'expected':
      return { [FIELDS.expected]: `A whole number between 1 and ${MOST_EXPECTED}, please, or leave it empty.` };
    case 'no-words':
      return { [FIELDS.doing]: NO_WORDS };
    case 'no-channel':
      return { [FIELDS.channel]: 'Choose a channel, please.' };
  }
}

/** The same where marketing has told of that campaign before: said twice it would ring twice, and ask everybody again. */
export const announcedSentence = (number: number): Readonly<Record<string, string>> => ({
  [FIELDS.title]: `Heads-up ${number} announces it for that day. To change it: /baton heads-up ${number}, then its menu.`,
});

export const NO_WORDS = 'A word or two, please.';
export const NO_LINE = `One line, please: what is not right yet? At most ${LENGTHS.line} characters.`;
