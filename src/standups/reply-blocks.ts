import { actions, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { channelLink, code, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { DAILY, EDIT, POST, SKIP, WEEKLY } from './prompt-blocks.ts';

/** What anybody may hear who can't do what they pressed. */
export type Refusal =
  | 'not-yours'
  | 'too-late'
  | 'not-now'
  | 'none-here'
  | 'not-in-one'
  | 'reads-along'
  | 'over'
  | 'nothing-to-edit'
  | 'not-manager'
  | 'nothing-to-pause';

const WORDS: Readonly<Record<Refusal, Mrkdwn>> = {
  'not-yours': md`That standup is not yours, or it is gone. ${code('/standup')} opens yours.`,
  'too-late': md`The next standup has begun, so this one takes no more answers. ${code('/standup')} opens the present one.`,
  'not-now': md`Nothing to change here: it is answered already, or its time is over.`,
  'none-here': md`There is no standup here yet. A manager or an admin switches one on with ${code('/standup setup')}.`,
  'not-in-one': md`You don’t take part in a standup. Whoever looks after it can add you with ${code('/standup setup')}.`,
  'reads-along': md`You read along here and are not asked. Whoever looks after it can change that with ${code('/standup setup')}.`,
  over: md`That day is over. ${code('/standup')} opens your next standup.`,
  'nothing-to-edit': md`You have posted nothing that can still be changed. ${code('/standup')} opens your standup.`,
  'not-manager': md`Only managers of a team and admins switch standups on. Ask one of them, please.`,
  'nothing-to-pause': md`There is no standup that you look after. Its owners, managers and admins may pause it.`,
};

export const refusalMessage = (why: Refusal): MessageContent =>
  OF_RIGHTS.has(why) ? refusal(WORDS[why]) : message(WORDS[why]);

const OF_RIGHTS: ReadonlySet<Refusal> = new Set(['not-yours', 'not-manager', 'nothing-to-pause']);

/** The sentence of it, for a field of a form: what was typed stays. */
export const TOO_LATE =
  'The next standup has begun, so this one takes no more answers. Copy your words: /standup opens the present one.';

export const EMPTY = 'Tick a line or write a word, please; with nothing to say, close this and press Skip.';

/** After one click, where the message itself can't say it. */
export const postedMessage = (isEarly: boolean): MessageContent =>
  message(isEarly ? 'Noted. It is posted when the standup opens, and you won’t be asked again.' : 'Posted. Thank you.');

export const alreadyMessage = (): MessageContent => message('It is posted already.');

/** For those who answer, or skip, one of several. */
export function whichMessage(
  what: 'answer' | 'edit' | 'skip',
  turns: readonly { readonly slotId: string; readonly name: string; readonly day: string }[],
): MessageContent {
  const [word, action] = what === 'skip' ? ['Skip', SKIP] : [what === 'edit' ? 'Edit' : 'Answer', EDIT];
  return message('Which standup?', [
    section(md`*Which standup?*`),
    ...turns.map(({ slotId, name, day }) =>
      section(md`${name}, ${day}`, button(word, action, { value: slotId, label: `${word} ${name}` })),
    ),
  ]);
}

export const weeklyMessage = (slotId: string): MessageContent =>
  message('From now on once a week', [
    section(md`From now on you are asked once a week, on your first working day of it.`),
    actions(button('Every day', DAILY, { value: slotId })),
  ]);

export const dailyMessage = (slotId: string): MessageContent =>
  message('From now on every day', [
    section(md`From now on you are asked every day again.`),
    actions(button('Weekly instead', WEEKLY, { value: slotId })),
  ]);

export const unskippedMessage = (slotId: string): MessageContent =>
  message('Your standup is open again', [
    section(md`It is open again.`),
    actions(button('Post it', POST, { value: slotId, style: 'primary' }), button('Edit', EDIT, { value: slotId })),
  ]);

/** What a form shows in place of itself when it is saved. */
export interface SavedSetup {
  readonly name: string;
  readonly channelId: string;
  readonly isNew: boolean;
  readonly from: string | undefined;
  readonly running: string | undefined;
  readonly strangers: readonly string[];
  readonly guests: readonly string[];
}

export function savedMessage({ name, channelId, isNew, from, running, strangers, guests }: SavedSetup): MessageContent {
  const begins =
    from === undefined
      ? md`In the next three months there is no day on which anybody could be asked.`
      : md`It applies from *${from}* on.`;
  return message(isNew ? 'The standup is on' : 'The standup is saved', [
    section(
      lines(
        isNew ? md`*${name}* is on, in ${channelLink(channelId)}.` : md`*${name}* is saved.`,
        begins,
        running !== undefined && md`What is open on ${running} goes on as it began.`,
        strangers.length > 0 &&
          md`These cannot be asked, because they are not of this workspace: ${strangers.join(', ')}.`,
        guests.length > 0 && md`Guests are asked only by name, under “These people”: ${guests.join(', ')}.`,
      ),
    ),
  ]);
}

/** The first words in a standup's channel, which also prove that Baton can post there (PPL-7). */
export const greeting = (): MessageContent =>
  message('The standup of the teams is posted here: one message a day, with everybody’s answers in its thread.');
