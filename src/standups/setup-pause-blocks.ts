import { actions, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { dateInput } from '../blockkit/inputs.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, md } from '../blockkit/mrkdwn.ts';
import { rowText, type StandupRow } from './setup-blocks.ts';

export const PAUSE = 'standup.pause';
export const RESUME = 'standup.resume';
export const END = 'standup.end';
/** The button, and the form that it opens. */
export const UNTIL = 'standup.until';
export const UNTIL_FIELD = 'until';

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What `/standup pause` says where there are several: each with its one button. `until` is what was typed behind it. */
export function pauseListMessage(rows: readonly StandupRow[], until = ''): MessageContent {
  return message(
    'Your standups',
    rows.map((row) => {
      const isPausing = !row.isPaused || until !== '';
      const [word, action] = isPausing ? (['Pause', PAUSE] as const) : (['Resume', RESUME] as const);
      const value = isPausing ? `${row.id} ${until}`.trim() : row.id;
      return section(rowText(row), button(word, action, { value, label: `${word} ${row.name}` }));
    }),
  );
}

/** After a pause, with the ways back: `until` is its end, if it has one, and `from` the first day on which somebody is asked then. */
export function pausedMessage(
  { id, name }: Named,
  { until, from }: { readonly until?: string | undefined; readonly from?: string | undefined },
): MessageContent {
  const words =
    until === undefined
      ? md`*${name}* is paused: nobody is asked until somebody resumes it. What is open goes on.`
      : md`*${name}* is paused until *${until}* and then goes on by itself${from === undefined || from === until ? '' : `: from ${from} on`}. What is open goes on.`;
  return message('The standup is paused', [
    section(words),
    actions(
      button('Resume', RESUME, { value: id }),
      button(until === undefined ? 'Until a date' : 'Another date', UNTIL, { value: id }),
      button('End it', END, { value: id, confirm: END_IT }),
    ),
  ]);
}

/** After the end of a pause, with the way back. */
export const resumedMessage = ({ id, name }: Named, from: string | undefined): MessageContent =>
  message('The standup goes on', [
    section(md`*${name}* goes on${from === undefined ? '' : `, from ${from} on`}.`),
    actions(button('Pause', PAUSE, { value: id })),
  ]);

/** For the day on which a standup goes on. `on` is the one to begin with, YYYY-MM-DD. */
export const untilModal = ({ id, name }: Named, on: string): ModalView =>
  modal({
    callbackId: UNTIL,
    title: 'Pause',
    submit: 'Pause',
    metadata: id,
    blocks: [
      section(md`*${name}*: nobody is asked until the day that you choose.`),
      dateInput(UNTIL_FIELD, 'Goes on on', { initial: on, hint: 'On the first of its days from then on.' }),
    ],
  });

const END_IT = {
  title: 'End it for good?',
  text: 'Nobody is asked any more, and it cannot be resumed. What was answered stays.',
  yes: 'End it',
  no: 'Keep it',
};

/** A pause without a way back. */
export const endedMessage = (name: string): MessageContent =>
  message(
    md`*${name}* has ended: nobody is asked any more. What was answered stays, and ${code('/standup setup')} starts a new one.`,
  );
