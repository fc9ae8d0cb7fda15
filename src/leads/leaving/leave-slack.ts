import type { button } from '../../blockkit/elements.ts';
import { message, refusal } from '../../blockkit/message.ts';
import { type Mrkdwn, md } from '../../blockkit/mrkdwn.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../../platform/slack/listeners/listeners.ts';
import { type Lead, leadName } from '../lead.ts';
import type { LeadActor } from '../ports-service.ts';
import type { Leads } from '../service.ts';
import { type LeaveWish, readWish } from './leave.ts';
import {
  DUTIES,
  DUTIES_BACK,
  DUTIES_NEXT,
  dutiesModal,
  GIVE_BACK,
  givenBackMessage,
  HAND_ON,
  HAND_ON_FIELDS,
  HAND_ON_FORM,
  handedOnMessage,
  handOnModal,
  KEEP,
  keptMessage,
  UNDO_GIVE_BACK,
  undoButton,
} from './leave-blocks.ts';
import type { HandOnRefusal } from './leave-service.ts';

type Actions = NonNullable<Listeners<LeadActor>['actions']>;
type Views = NonNullable<Listeners<LeadActor>['views']>;
type HandedOn = Awaited<ReturnType<Leads['handOn']>>;

/** `/baton away`: what becomes of leads that are due before their owner is back. */
export function leaveListeners(leads: Leads): { actions: Actions; views: Views } {
  const turn = async (call: ActionCall<LeadActor>): Promise<Answer> => open(call, pressed(call).wish.kept);
  const open = async ({ actor, value }: ActionCall<LeadActor>, kept: LeaveWish['kept']): Promise<Answer> => {
    const wish = readWish(value);
    return wish === undefined ? say(GONE) : list(actor, { ...wish, kept });
  };

  /** Does something with a lead that still falls due while its owner is away; if it doesn't, the list says so. */
  const withDue =
    (run: (call: ActionCall<LeadActor>, wish: LeaveWish, due: Due) => Promise<Answer>) =>
    async (call: ActionCall<LeadActor>): Promise<Answer> => {
      const { wish, leadId } = pressed(call);
      const due = dueOf(await leads.dueWhileAway(call.actor, wish.leaveId), leadId);
      return due === undefined ? list(call.actor, wish, md`That is settled already.`) : run(call, wish, due);
    };

  return {
    actions: {
      [DUTIES]: (call) => open(call, []),
      [DUTIES_BACK]: turn,
      [DUTIES_NEXT]: turn,

      [KEEP]: withDue(async ({ actor }, wish, { lead, leave }) => {
        const said = keptMessage(lead, leave.personId === actor.id);
        return list(actor, { ...wish, kept: [...wish.kept, lead.number] }, said);
      }),

      [HAND_ON]: withDue(async (_call, wish, one) => ({ kind: 'update', view: handOnModal(one, one.leave, wish) })),

      async [GIVE_BACK](call) {
        const { wish, leadId } = pressed(call);
        return settled(call, wish, await leads.handOn(call.actor, wish.leaveId, leadId, undefined), givenBackMessage);
      },

      async [UNDO_GIVE_BACK](call) {
        const { wish, leadId } = pressed(call);
        const [lead = '', seq = ''] = leadId.split(':');
        const outcome = await leads.undoRelease(call.actor, lead, Number(seq));
        const isDone = outcome.kind === 'done';
        const said = isDone ? md`↩️ ${leadName(outcome.lead)} is not given back.` : md`⚠️ ${TOO_LATE}`;
        return list(call.actor, wish, said);
      },
    },

    views: {
      async [HAND_ON_FORM](call) {
        const asked = inForm(call.metadata);
        const to = call.values.user(HAND_ON_FIELDS.person);
        if (asked === undefined) return say(GONE);
        if (to === undefined) return errors({ [HAND_ON_FIELDS.person]: 'Choose a colleague who sells, please.' });
        const outcome = await leads.handOn(call.actor, asked.wish.leaveId, asked.leadId, to);
        const fault = outcome.kind === 'refused' ? COLLEAGUE[outcome.why.kind] : undefined;
        if (fault !== undefined) return errors({ [HAND_ON_FIELDS.person]: fault });
        return settled(call, asked.wish, outcome, (lead) => handedOnMessage(lead, to));
      },
    },
  };

  async function list(
    actor: LeadActor,
    { leaveId, ...wish }: LeaveWish,
    said?: Mrkdwn,
    accessory?: ReturnType<typeof button>,
  ): Promise<Answer> {
    const found = await leads.dueWhileAway(actor, leaveId);
    if (found.kind === 'not-found') return say(GONE);
    if (found.kind === 'ended') return say(message(ENDED));
    if (found.kind === 'not-yours') return say(refusal(NOT_YOURS));
    return { kind: 'update', view: dutiesModal({ ...found, actor }, wish, said, accessory) };
  }

  async function settled(
    { actor }: Call<LeadActor>,
    wish: LeaveWish,
    outcome: HandedOn,
    done: (lead: Lead) => Mrkdwn,
  ): Promise<Answer> {
    if (outcome.kind === 'not-found') return list(actor, wish, md`That lead is not here any more.`);
    if (outcome.kind === 'refused') return list(actor, wish, md`⚠️ ${refusedWords(outcome.lead, outcome.why)}`);
    const { lead } = outcome;
    return list(actor, wish, done(lead), lead.owner === undefined ? undoButton(wish.leaveId, lead) : undefined);
  }
}

type Due = NonNullable<ReturnType<typeof dueOf>>;

/** One of the leads that fall due, with the absence; undefined if it doesn't any more. */
function dueOf(found: Awaited<ReturnType<Leads['dueWhileAway']>>, leadId: string) {
  if (found.kind !== 'due') return undefined;
  const one = found.due.find(({ lead }) => lead.id === leadId);
  return one && { ...one, leave: found.leave };
}

const GONE = message('That lead is not here any more.');
const ENDED = 'That absence has ended, so nothing needs to be handed over.';
const NOT_YOURS = 'Only whoever is away and managers of sales decide about these leads. Ask one of them, please.';

/** Which list and which lead a button means: what is kept stands with the list. */
function pressed({ value, view }: ActionCall<LeadActor>): { wish: LeaveWish; leadId: string } {
  const [leaveId = '', leadId = ''] = value.split(' ');
  const metadata = view?.metadata ?? '';
  const seen = readWish(metadata) ?? inForm(metadata)?.wish;
  return { leadId, wish: { leaveId, page: seen?.page ?? 0, kept: seen?.leaveId === leaveId ? seen.kept : [] } };
}

/** The same from the form that asks who gets it. */
function inForm(metadata: string): { wish: LeaveWish; leadId: string } | undefined {
  const at = metadata.indexOf(' ');
  const wish = readWish(metadata.slice(at + 1));
  return at < 0 || wish === undefined ? undefined : { leadId: metadata.slice(0, at), wish };
}

/** What is wrong with whoever was chosen. */
const COLLEAGUE: Partial<Record<HandOnRefusal['kind'], string>> = {
  'not-seller': 'They are not in the sales team, so they can’t have it. Choose somebody who is.',
  'already-theirs': 'It is theirs already, and they will be away. Choose somebody else.',
  'away-too': 'They are away as well. Choose somebody who is there.',
};

const TOO_LATE =
  'That can’t be undone any more: more than a minute has passed, or somebody else has it. Its card in the channel shows who.';

function refusedWords(lead: Lead, { kind }: HandOnRefusal): string {
  const name = leadName(lead);
  if (kind === 'closed') return `${name} is closed, so nobody need work on it.`;
  if (kind === 'not-away') return `That absence has ended, so ${name} stays where it is.`;
  return `${name} has changed hands meanwhile. Its card in the channel shows who has it.`;
}
