import type { MessageContent } from '../blockkit/message.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, CommandCall, Listeners, Subcommand } from '../platform/slack/listeners/listeners.ts';
import { ANSWER, askMessage, CLOSE, DECLINE, EDIT, NEW, NOWHERE, REOPEN, SHOW, TAKE } from './ask-blocks.ts';
import type { AskView } from './ask-view.ts';
import { asksMessage, unknownAskMessage } from './list-blocks.ts';
import { answerModal, declineModal, editModal, newAskModal } from './modal-blocks.ts';
import { askModals } from './modals-slack.ts';
import {
  closedMessage,
  goneMessage,
  noTeamMessage,
  type Refusal,
  refusalMessage,
  reopenedMessage,
  takenMessage,
} from './reply-blocks.ts';
import { mayEdit, mayWork } from './rights.ts';
import type { AskActor, Asks, Outcome } from './service.ts';

type Press = (call: ActionCall<AskActor>) => Promise<Answer>;

/** Everything that people do with asks in Slack. */
export function askListeners(asks: Asks): Listeners<AskActor> {
  const changing =
    (run: typeof asks.take | typeof asks.close | typeof asks.reopen, done: Done): Press =>
    async ({ actor, value }) =>
      replyTo(await run(actor, value), (view) => say(done(view, actor)));

  /** Who may not do it hears that at once, before they have typed anything. */
  const opening =
    (refused: (view: AskView, actor: AskActor) => Refusal | undefined, modal: typeof answerModal): Press =>
    async ({ actor, value }) => {
      const view = await asks.byId(actor.workspaceId, value);
      if (view === undefined) return say(goneMessage());
      const why = refused(view, actor);
      return why === undefined ? { kind: 'open', view: modal(view) } : say(refusalMessage(view, why));
    };

  const openNew = async (actor: AskActor, origin: string): Promise<Answer> => {
    const choices = await asks.addressees(actor);
    if (choices.teams.length === 0) return say(noTeamMessage());
    return { kind: 'open', view: newAskModal(choices, origin) };
  };

  const show = (view: AskView | undefined, viewer: AskActor, otherwise: MessageContent): Answer =>
    say(view === undefined ? otherwise : askMessage(view, { viewer }));

  const command: Subcommand<AskActor> = {
    command: '/baton',
    word: 'asks',
    usage: '[new | number]',
    summary: 'what the teams ask of each other',
    async run({ actor, text }: CommandCall<AskActor>) {
      if (text.toLowerCase() === 'new') return openNew(actor, NOWHERE);
      if (text !== '') return show(await asks.find(actor.workspaceId, text), actor, unknownAskMessage(text));
      return say(asksMessage({ ...(await asks.overview(actor)), viewer: actor }));
    },
  };

  return {
    commands: [command],
    views: askModals(asks),
    actions: {
      [NEW]: ({ actor, value }) => openNew(actor, value || NOWHERE),
      [SHOW]: async ({ actor, value }) => show(await asks.byId(actor.workspaceId, value), actor, goneMessage()),
      [TAKE]: changing(asks.take, takenMessage),
      [CLOSE]: changing(asks.close, closedMessage),
      [REOPEN]: changing(asks.reopen, reopenedMessage),
      [ANSWER]: opening((view, actor) => (mayWork(view.ask, actor) ? undefined : { kind: 'not-asked' }), answerModal),
      [DECLINE]: opening((view, actor) => (mayWork(view.ask, actor) ? undefined : { kind: 'not-asked' }), declineModal),
      [EDIT]: opening((view, actor) => (mayEdit(view.ask, actor) ? undefined : { kind: 'not-asker' }), editModal),
    },
  };
}

type Done = (view: AskView, actor: AskActor) => MessageContent;

/** The answer to an outcome: `done` for success, a sentence for anything else. */
function replyTo(outcome: Outcome<Refusal>, done: (view: AskView) => Answer): Answer {
  if (outcome.kind === 'not-found') return say(goneMessage());
  return outcome.kind === 'done' ? done(outcome.view) : say(refusalMessage(outcome.view, outcome.why));
}
