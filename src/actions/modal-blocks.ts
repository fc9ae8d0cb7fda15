import { section } from '../blockkit/blocks.ts';
import { dateInput, personInput, textInput } from '../blockkit/inputs.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import type { ActionView } from '../core/action.ts';
import type { Measurable } from '../core/aim.ts';
import { aimInputs, typedAim } from './aim-inputs-blocks.ts';
import { originIn } from './aiming.ts';
import { FIELDS } from './fields.ts';
import { wordsOf } from './line-blocks.ts';

export const DROP_IT = 'action.drop-it';
export const CHANGE_IT = 'action.change-it';
export const DECLINE_IT = 'action.decline-it';

export const dropModal = (view: ActionView): ModalView =>
  modal({
    callbackId: DROP_IT,
    title: `Drop decision ${view.action.number}`,
    submit: 'Drop',
    metadata: view.action.id,
    blocks: [
      quote(wordsOf(view)),
      textInput(FIELDS.reason, 'Why?', {
        maxLength: 300,
        placeholder: 'It has settled itself, somebody else did it, …',
        hint: 'Both teams read it. You can take it back.',
        focus: true,
      }),
    ],
  });

/** Its owner can't do what the other team has given them. */
export const declineModal = (view: ActionView): ModalView =>
  modal({
    callbackId: DECLINE_IT,
    title: `Decline decision ${view.action.number}`,
    submit: 'Decline',
    metadata: view.action.id,
    blocks: [
      quote(wordsOf(view)),
      textInput(FIELDS.reason, 'Why?', {
        maxLength: 300,
        placeholder: 'No time before the fair, it is not ours to change, …',
        hint: 'Both teams read it. Somebody else can have it then.',
        focus: true,
      }),
    ],
  });

export const changeModal = (view: ActionView, figures: readonly Measurable[]): ModalView =>
  modal({
    callbackId: CHANGE_IT,
    title: `Change decision ${view.action.number}`,
    submit: 'Change',
    metadata: view.action.id,
    blocks: [
      section(md`Who does it, and by when?`),
      quote(wordsOf(view)),
      personInput(FIELDS.owner, 'Who does it', {
        optional: true,
        initial: view.action.owner,
        hint: 'One person of sales or marketing; empty if it is nobody’s yet.',
      }),
      dateInput(FIELDS.dueOn, 'By when', { initial: view.action.dueOn }),
      ...aimInputs(figures, originIn(view.action), typedAim(figures, view.action.aim)),
    ],
  });
