import type { MessageContent } from '../blockkit/message.ts';
import type { ModalView } from '../blockkit/modal.ts';
import type { ModalValues } from '../blockkit/values.ts';
import type { Action, ActionView, DecidedAts } from '../core/action.ts';
import type { AimWish } from '../core/aim.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners, ViewCall } from '../platform/slack/listeners/listeners.ts';
import { originIn, wishIn } from './aiming.ts';
import type { Outcome } from './changing-service.ts';
import { FIELDS } from './fields.ts';
import { CHANGE_IT, changeModal, DECLINE_IT, DROP_IT, declineModal, dropModal } from './modal-blocks.ts';
import { pastFrom } from './past.ts';
import type { ActionActor } from './ports-service.ts';
import {
  acceptedMessage,
  changedMessage,
  declinedMessage,
  doneMessage,
  droppedMessage,
  goneMessage,
  keptMessage,
  type Refusal,
  refusalMessage,
  refusalWords,
  reopenedMessage,
  weeklyReply,
} from './reply-blocks.ts';
import { mayChange } from './rights.ts';
import {
  ACCEPT,
  actionMessage,
  actionsMessage,
  CHANGE,
  DECLINE,
  DONE,
  DROP,
  KEEP,
  PAST,
  pastMessage,
  REOPEN,
  SHOW,
  WEEKLY,
} from './row-blocks.ts';
import type { Actions } from './service.ts';

type Press = (call: ActionCall<ActionActor>) => Promise<Answer>;
type Submit = (call: ViewCall<ActionActor>) => Promise<Answer>;

/** Everything that people do with actions in Slack. */
export function actionListeners(actions: Actions, decidedAt: DecidedAts): Listeners<ActionActor> {
  /** What was done or dropped, from where somebody has read on, with where it was decided. */
  const past = async ({ workspaceId, zone }: ActionActor, from = ''): Promise<MessageContent> => {
    const page = await actions.past(workspaceId, pastFrom(from));
    const origins = page.views.flatMap(({ action }) => action.origin ?? []);
    return pastMessage(page, zone, await decidedAt(workspaceId, [...new Set(origins)]));
  };

  const changing =
    (
      run: (actor: ActionActor, id: string) => Promise<Outcome<Refusal>>,
      done: (view: ActionView, actor: ActionActor) => MessageContent,
    ): Press =>
    async ({ actor, value }) => {
      const outcome = await run(actor, value);
      if (outcome.kind === 'not-found') return say(goneMessage());
      return say(outcome.kind === 'done' ? done(outcome.view, actor) : refusalMessage(outcome.view, outcome.why));
    };

  /** Who may not do it hears that at once, before they have typed anything. */
  const opening =
    (modal: (view: ActionView) => ModalView, objection = changeObjection): Press =>
    async ({ actor, value }) => {
      const view = await actions.byId(actor.workspaceId, value);
      if (view === undefined) return say(goneMessage());
      const why = objection(view.action, actor);
      return why === undefined ? { kind: 'open', view: modal(view) } : say(refusalMessage(view, why));
    };

  /** Does something that needs a reason. */
  const withReason =
    (
      run: (actor: ActionActor, id: string, reason: string) => Promise<Outcome<Refusal>>,
      done: (view: ActionView) => MessageContent,
    ): Submit =>
    async ({ actor, metadata, values }) => {
      const reason = values.text(FIELDS.reason);
      if (reason === undefined) return errors({ [FIELDS.reason]: 'Say why, please: both teams read it.' });
      return reply(await run(actor, metadata, reason), FIELDS.reason, done);
    };

  return {
    commands: [
      {
        command: '/lead-review',
        word: 'decisions',
        usage: '[done]',
        summary: 'what was decided and is to be done, or was done',
        run: async ({ actor, text }) =>
          /^(done|past|all|old)\b/i.test(text)
            ? say(await past(actor))
            : say(actionsMessage(await actions.openHere(actor.workspaceId), actor)),
      },
      {
        command: '/retro',
        word: 'actions',
        usage: '',
        summary: 'what is to be done, and what it has moved',
        run: async ({ actor }) => {
          const open = await actions.openHere(actor.workspaceId);
          return say(actionsMessage(open, actor, await actions.digests.isReader(actor.id)));
        },
      },
    ],

    actions: {
      [DONE]: changing(actions.finish, doneMessage),
      [KEEP]: changing(actions.keep, keptMessage),
      [REOPEN]: changing(actions.reopen, reopenedMessage),
      [DROP]: opening(dropModal),
      [CHANGE]: opening((view) => changeModal(view, actions.measurable())),
      [ACCEPT]: changing(actions.accept, acceptedMessage),
      [DECLINE]: opening(declineModal, declineObjection),
      async [WEEKLY]({ actor, value }) {
        const isOn = value !== 'off';
        const isTheirs = await actions.digests.setWeekly(actor, isOn);
        return say(weeklyReply(isTheirs ? (isOn ? 'on' : 'off') : 'not-in-teams'));
      },
      async [PAST]({ actor, value, message }) {
        const older = await past(actor, value);
        return message?.isEphemeral ? { kind: 'replace', message: older } : say(older);
      },
      async [SHOW]({ actor, value }) {
        const view = await actions.byId(actor.workspaceId, value);
        return say(view === undefined ? goneMessage() : actionMessage(view, actor));
      },
    },

    views: {
      [DECLINE_IT]: withReason(actions.decline, declinedMessage),
      [DROP_IT]: withReason(actions.drop, droppedMessage),

      async [CHANGE_IT]({ actor, metadata, values }) {
        const dueOn = values.date(FIELDS.dueOn);
        if (dueOn === undefined) return errors({ [FIELDS.dueOn]: 'Choose a day, please.' });
        const terms = { owner: values.user(FIELDS.owner), dueOn };
        const outcome = await actions.change(actor, metadata, terms, await aimIn(actor.workspaceId, metadata, values));
        const field = outcome.kind === 'refused' && outcome.why.kind.startsWith('owner') ? FIELDS.owner : FIELDS.dueOn;
        return reply(outcome, field, changedMessage);
      },
    },
  };

  /** What the form says that it is to move; undefined where the form didn't ask, because nothing can be measured. */
  async function aimIn(
    workspaceId: string,
    id: string,
    values: ModalValues,
  ): Promise<{ readonly aim: AimWish | undefined } | undefined> {
    const view = await actions.byId(workspaceId, id);
    const known = actions.measurable();
    if (view === undefined || known.length === 0) return undefined;
    return { aim: wishIn(known, values.option(FIELDS.metric), originIn(view.action), values.number(FIELDS.target)) };
  }
}

/** Why somebody can't settle or change this; undefined if they can. */
function changeObjection(action: Action, actor: ActionActor): Refusal | undefined {
  return mayChange(action, actor) ? settledAlready(action) : { kind: 'not-yours' };
}

/** Why somebody can't say no to this: it is for its owner to do, as long as it waits for their word. */
function declineObjection(action: Action, actor: ActionActor): Refusal | undefined {
  if (action.owner !== actor.id) return { kind: 'not-yours' };
  return settledAlready(action) ?? (action.consent?.kind === 'asked' ? undefined : { kind: 'not-asked' });
}

function settledAlready({ state }: Action): Refusal | undefined {
  return state === 'open' ? undefined : { kind: state === 'done' ? 'done-already' : 'dropped-already' };
}

/** What can be mended in the form stands under its field. */
function reply(outcome: Outcome<Refusal>, field: string, done: (view: ActionView) => MessageContent): Answer {
  if (outcome.kind === 'not-found') return say(goneMessage());
  if (outcome.kind === 'done') return say(done(outcome.view));
  const isOfTheForm = ['owner-not-in-teams', 'day-is-over', 'day-is-far'].includes(outcome.why.kind);
  if (isOfTheForm) return errors({ [field]: refusalWords(outcome.view, outcome.why) });
  return say(refusalMessage(outcome.view, outcome.why));
}
