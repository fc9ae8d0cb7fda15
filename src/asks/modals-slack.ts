import type { MessageContent } from '../blockkit/message.ts';
import type { ModalValues } from '../blockkit/values.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Listeners } from '../platform/slack/listeners/listeners.ts';
import { ASK_KINDS, TEAMS } from './ask.ts';
import { NOWHERE } from './ask-blocks.ts';
import type { AskView } from './ask-view.ts';
import { ANSWER_IT, askedModal, DECLINE_IT, EDIT_IT, FIELDS, NEW_ASK } from './modal-blocks.ts';
import {
  answeredMessage,
  DRAFT_WORDS,
  declinedMessage,
  editedMessage,
  goneMessage,
  noTeamMessage,
  type Refusal,
  refusalMessage,
  refusalWords,
} from './reply-blocks.ts';
import type { AskActor, AskDraft, Asks, DraftRefusal, Outcome } from './service.ts';

/** What people send from the modals about asks. */
export function askModals(asks: Asks): NonNullable<Listeners<AskActor>['views']> {
  return {
    async [NEW_ASK]({ actor, values, viewId, metadata }) {
      const to = addresseeIn(values.option(FIELDS.to));
      const details = detailsIn(values);
      if (to === undefined || details === undefined) return errors(missing(values));
      const origin = metadata === '' || metadata === NOWHERE ? undefined : metadata;
      const outcome = await asks.create(actor, { to, ...details, origin, madeBy: `view:${viewId}` });
      return outcome.kind === 'asked' ? { kind: 'update', view: askedModal(outcome.view) } : refusedDraft(outcome.why);
    },

    async [ANSWER_IT]({ actor, values, metadata }) {
      const words = values.text(FIELDS.answer);
      if (words === undefined) return errors({ [FIELDS.answer]: 'A word or two, please.' });
      return reply(await asks.answer(actor, metadata, words), FIELDS.answer, answeredMessage);
    },

    async [DECLINE_IT]({ actor, values, metadata }) {
      const reason = values.text(FIELDS.reason);
      if (reason === undefined) return errors({ [FIELDS.reason]: 'Say why, please: the other team reads it.' });
      return reply(await asks.decline(actor, metadata, reason), FIELDS.reason, declinedMessage);
    },

    async [EDIT_IT]({ actor, values, metadata }) {
      const details = detailsIn(values);
      if (details === undefined) return errors({ [FIELDS.text]: NO_TEXT });
      return reply(await asks.edit(actor, metadata, details), FIELDS.text, editedMessage);
    },
  };
}

const NO_TEXT = 'A word or two, please.';

/** What the menu's value names; undefined if nothing was chosen. */
function addresseeIn(chosen: string | undefined): AskDraft['to'] | undefined {
  const [kind, id = ''] = chosen?.split(':') ?? [];
  if (kind === 'person' && id !== '') return { person: id };
  const team = TEAMS.find((one) => one === id);
  return kind === 'team' && team !== undefined ? { team } : undefined;
}

function detailsIn(values: ModalValues) {
  const kind = ASK_KINDS.find((one) => one === values.option(FIELDS.kind));
  const text = values.text(FIELDS.text);
  if (kind === undefined || text === undefined) return undefined;
  return { kind, text, about: values.text(FIELDS.about), neededBy: values.date(FIELDS.neededBy) };
}

/** A sentence under each field that must be filled in. */
function missing(values: ModalValues): Record<string, string> {
  return {
    ...(addresseeIn(values.option(FIELDS.to)) === undefined && { [FIELDS.to]: 'Choose a team or a person, please.' }),
    ...(values.option(FIELDS.kind) === undefined && { [FIELDS.kind]: 'Choose one, please.' }),
    ...(values.text(FIELDS.text) === undefined && { [FIELDS.text]: NO_TEXT }),
  };
}

/** Under the field that it is about; who isn't in a team can't mend that in this form. */
function refusedDraft({ kind }: DraftRefusal): Answer {
  return kind === 'no-team' ? say(noTeamMessage()) : errors({ [DRAFT_FIELDS[kind]]: DRAFT_WORDS[kind] });
}

const DRAFT_FIELDS = {
  'own-team': FIELDS.to,
  'not-there': FIELDS.to,
  'unknown-lead': FIELDS.about,
  'day-is-over': FIELDS.neededBy,
} as const;

/** What came of a form. Where somebody else was faster, the sentence stands under the field, and what was typed stays. */
function reply(outcome: Outcome<Refusal>, field: string, done: (view: AskView) => MessageContent): Answer {
  if (outcome.kind === 'not-found') return say(goneMessage());
  if (outcome.kind === 'done') return say(done(outcome.view));
  const { view, why } = outcome;
  if (why.kind === 'noted-already') return say(done(view));
  if (why.kind === 'unknown-lead' || why.kind === 'day-is-over') return refusedDraft({ kind: why.kind });
  const isOvertaken = ['answered-already', 'declined-already', 'closed-already'].includes(why.kind);
  return isOvertaken ? errors({ [field]: refusalWords(view, why) }) : say(refusalMessage(view, why));
}
