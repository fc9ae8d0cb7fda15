import { context, section } from '../blockkit/blocks.ts';
import { dateInput, selectInput, textInput } from '../blockkit/inputs.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { joined, md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import { ASK_KINDS, personAsked, type Team } from './ask.ts';
import type { AskView } from './ask-view.ts';
import { nameIn } from './ask-view.ts';
import { factsOf, KIND_WORDS, routeWords, TEAM_WORDS } from './status-blocks.ts';

export const NEW_ASK = 'ask.new-ask';
export const ANSWER_IT = 'ask.answer-it';
export const DECLINE_IT = 'ask.decline-it';
export const EDIT_IT = 'ask.edit-it';

/** Ids of the fields in the modals. */
export const FIELDS = {
  to: 'to',
  kind: 'kind',
  text: 'text',
  about: 'about',
  neededBy: 'neededBy',
  answer: 'answer',
  reason: 'reason',
} as const;

/** Whom somebody can ask. */
export interface Choices {
  readonly teams: readonly Team[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** A new ask; `origin` comes back with it. There must be a team to ask. */
export function newAskModal({ teams, people }: Choices, origin: string): ModalView {
  const to = [
    ...teams.map((team) => ({ value: `team:${team}`, text: `${TEAM_WORDS[team]}, whoever takes it` })),
    ...people.map(({ id, name }) => ({ value: `person:${id}`, text: name })),
  ];
  const [only] = teams.length === 1 ? teams : [];
  return modal({
    callbackId: NEW_ASK,
    title: 'Ask the other team',
    submit: 'Ask',
    metadata: origin,
    blocks: [
      selectInput(FIELDS.to, 'To', to, { initial: only === undefined ? undefined : `team:${only}` }),
      ...detailInputs({ kind: 'question' }),
    ],
  });
}

/** After it was asked: where it is now, and what happens next. */
export function askedModal(view: AskView): ModalView {
  const { ask } = view;
  const person = personAsked(ask);
  const next =
    person === undefined
      ? md`*${TEAM_WORDS[ask.to.team]}* finds ask ${ask.number} in the next standup, and anybody there can take it.`
      : md`*${nameIn(view, person)}* hears of ask ${ask.number} in working hours.`;
  return modal({
    callbackId: 'ask.asked',
    title: 'Asked',
    blocks: [section(next), quote(ask.text), context(md`Only you or a manager can close it.`)],
  });
}

export function editModal(view: AskView): ModalView {
  const { ask, lead } = view;
  return modal({
    callbackId: EDIT_IT,
    title: `Change ask ${ask.number}`,
    metadata: ask.id,
    blocks: detailInputs({
      kind: ask.kind,
      text: ask.text,
      about: lead === undefined ? ask.campaign : `#${lead.number}`,
      neededBy: ask.neededBy,
    }),
  });
}

export function answerModal(view: AskView): ModalView {
  return modal({
    callbackId: ANSWER_IT,
    title: `Answer ask ${view.ask.number}`,
    submit: 'Answer',
    metadata: view.ask.id,
    blocks: [
      ...question(view),
      textInput(FIELDS.answer, 'Your answer', { multiline: true, initial: view.ask.answer, focus: true }),
    ],
  });
}

export function declineModal(view: AskView): ModalView {
  return modal({
    callbackId: DECLINE_IT,
    title: `Decline ask ${view.ask.number}`,
    submit: 'Decline',
    metadata: view.ask.id,
    blocks: [
      ...question(view),
      textInput(FIELDS.reason, 'Why?', {
        maxLength: 500,
        placeholder: 'Not before the fair, somebody else decides it, …',
        hint: `${nameIn(view, view.ask.fromPerson)} reads this.`,
        focus: true,
      }),
    ],
  });
}

function question(view: AskView) {
  return [section(routeWords(view)), quote(view.ask.text), ...facts(view)];
}

function facts(view: AskView) {
  const known = factsOf(view);
  return known.length === 0 ? [] : [context(joined(known, ' · '))];
}

interface Prefill {
  readonly kind: string;
  readonly text?: string;
  readonly about?: string | undefined;
  readonly neededBy?: string | undefined;
}

function detailInputs({ kind, text, about, neededBy }: Prefill) {
  return [
    selectInput(
      FIELDS.kind,
      'What is it?',
      ASK_KINDS.map((value) => ({ value, text: KIND_WORDS[value] })),
      { initial: kind },
    ),
    textInput(FIELDS.text, 'What do you need?', { multiline: true, initial: text, focus: true }),
    textInput(FIELDS.about, 'Lead or campaign', {
      optional: true,
      initial: about,
      maxLength: 120,
      placeholder: '#12, or the name of a campaign',
    }),
    dateInput(FIELDS.neededBy, 'Needed by', { optional: true, initial: neededBy }),
  ];
}
