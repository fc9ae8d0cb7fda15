import { actions, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { dateInput, radioInput, selectInput, textInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { md, when } from '../../blockkit/mrkdwn.ts';
import { type Duration, HOUR, type Instant, MINUTE } from '../../core/instants.ts';
import { addDays } from '../../core/local-time.ts';
import { hoursText, workingTimeText } from '../../core/time-text.ts';
import { type Lead, leadName } from '../lead.ts';
import type { PauseFault } from './pausing.ts';

export const PAUSE = 'lead.pause';
export const GO_ON = 'lead.go-on';
export const PAUSE_FORM = 'lead.pause-it';

/** Ids of the fields in the form. */
export const PAUSE_FIELDS = { why: 'pause', on: 'on', for: 'for', note: 'note' } as const;

const LENGTHS: readonly Duration[] = [30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR];

/** Why and until when; `left` is the working time for which it can be put off still. */
export function pauseModal(lead: Lead, left: Duration, today: string): ModalView {
  const lengths = LENGTHS.filter((length) => length <= left);
  const rest = left >= MINUTE && !lengths.includes(left) ? [...lengths, left] : lengths;
  return modal({
    callbackId: PAUSE_FORM,
    title: `Pause #${lead.number}`,
    submit: 'Pause',
    metadata: lead.id,
    blocks: [
      radioInput(
        PAUSE_FIELDS.why,
        'Why should it wait?',
        [
          { value: 'waiting', text: 'They asked me to wait' },
          ...(rest.length === 0 ? [] : [{ value: 'snooze', text: 'I need a little more time' }]),
        ],
        { initial: 'waiting' },
      ),
      dateInput(PAUSE_FIELDS.on, 'They: until which day?', { optional: true, initial: addDays(today, 7) }),
      ...(rest.length === 0
        ? []
        : [
            selectInput(
              PAUSE_FIELDS.for,
              'I: for how long?',
              rest.map((length) => ({ value: `${Math.round(length / MINUTE)}`, text: workingTimeText(length) })),
              { optional: true, initial: `${Math.round((rest[0] ?? 0) / MINUTE)}` },
            ),
          ]),
      textInput(PAUSE_FIELDS.note, 'In a few words, for your team', {
        placeholder: 'Back from holiday on Monday',
        maxLength: 200,
      }),
    ],
  });
}

/** It stands still now. */
export function pausedMessage(lead: Lead, until: Instant, zone: string): MessageContent {
  const words = md`${leadName(lead)} waits until ${when(until, 'date-time', zone)}. I'll tell you then.`;
  return message(words, [section(words), actions(goOnButton(lead))]);
}

export const wentOnMessage = (lead: Lead): MessageContent => message(md`${leadName(lead)} goes on.`);

export const pauseButton = (lead: Lead) =>
  button('Pause', PAUSE, { value: lead.id, label: `Pause lead ${lead.number}` });

export const goOnButton = (lead: Lead) =>
  button('Go on', GO_ON, { value: lead.id, label: `Go on with lead ${lead.number}` });

/** Why a lead can't wait, or not for so long. */
export function pauseFaultText(lead: Lead, why: PauseFault): string {
  switch (why.kind) {
    case 'nothing-runs':
      return `No promise runs on ${leadName(lead)}, so nothing has to wait.`;
    case 'not-paused':
      return `${leadName(lead)} isn’t waiting: its promises run.`;
    case 'wait-past':
      return 'Choose a day after today.';
    case 'wait-too-long':
      return `At most ${why.days} days. For longer, put it on the shelf with Later.`;
    case 'snooze-too-long':
      return why.left < MINUTE
        ? 'You have put it off for as long as the promise allows. Hand it over if it doesn’t fit.'
        : `The promise allows ${hoursText(why.left)} more.`;
  }
}
