import { message } from '../../blockkit/message.ts';
import { channelLink } from '../../blockkit/mrkdwn.ts';
import type { ModalValues } from '../../blockkit/values.ts';
import type { StageWords } from '../../core/lead-stages.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../../platform/slack/listeners/listeners.ts';
import type { ManagingActor } from '../ports-service.ts';
import type { Reviews } from '../service.ts';
import { numbersIn, PERIODS, type Plan, type PlanForm, type PlanMore } from './plan.ts';
import type { PlanFault, SampleView } from './plan-view.ts';
import type { Planned, PlanRefusal } from './planning-service.ts';
import { ADD, addField, BEGIN, LEAVE_OUT, OTHERS, sampleModal } from './sample-blocks.ts';
import {
  ANONYMOUS,
  DRAW,
  faultSentence,
  fieldOf,
  filtersChosen,
  MORE_FORM,
  MORE_PLAN_FIELDS,
  moreOfPlanModal,
  NAMED,
  notManagerMessage,
  notSetUpMessage,
  planGoneMessage,
  SAVE_MORE,
  START,
  START_FIELDS,
  sourceChosen,
  startedModal,
  startModal,
} from './start-blocks.ts';

/** Starting a review: the form, what most leave as it is, and the leads before they are judged. */
export function startListeners<A extends ManagingActor>(
  { planning }: Reviews,
  stageWords: (workspaceId: string) => Promise<StageWords>,
) {
  return {
    open,

    actions: {
      [START]: open,
      [MORE_FORM]: async ({ actor, value }: ActionCall<A>): Promise<Answer> => {
        const planned = await planning.plan(actor, value);
        if (planned.kind !== 'done') return refused(planned);
        const words = await stageWords(actor.workspaceId);
        return { kind: 'push', view: moreOfPlanModal(planned.id, planned.plan, words) };
      },
      [OTHERS]: async ({ actor, value }: ActionCall<A>) => redrawn(await planning.drawOthers(actor, value)),
      [LEAVE_OUT]: async ({ actor, value, view }: ActionCall<A>) =>
        redrawn(await planning.leaveOut(actor, view?.metadata ?? '', Number(value) || 0)),
      [ADD]: async ({ actor, value, view }: ActionCall<A>): Promise<Answer> => {
        const planned = await planning.plan(actor, view?.metadata ?? '');
        if (planned.kind !== 'done') return refused(planned);
        const numbers = numbersIn(value);
        if (numbers === undefined) return say(message(NUMBERS_ONLY));
        return redrawn(await planning.add(actor, view?.metadata ?? '', numbers));
      },
    },

    views: {
      [DRAW]: async ({ actor, values, metadata }) => {
        const planned = await planning.plan(actor, metadata);
        if (planned.kind !== 'done') return refused(planned);
        const drawn = await planning.draw(actor, metadata, formIn(values, planned.plan));
        if (drawn.kind === 'done') return { kind: 'push', view: sampleModal(drawn) };
        return drawn.kind === 'fault' ? faulty(drawn.fault, START_FIELDS.period) : refused(drawn);
      },

      [SAVE_MORE]: async ({ actor, values, metadata }) => {
        const planned = await planning.plan(actor, metadata);
        if (planned.kind !== 'done') return refused(planned);
        const more = moreIn(values, planned.plan);
        if (more === undefined) return errors({ [MORE_PLAN_FIELDS.numbers]: NUMBERS_ONLY });
        const saved = await planning.saveMore(actor, metadata, more);
        if (saved.kind === 'fault') return faulty(saved.fault, MORE_PLAN_FIELDS.numbers);
        // The form beneath holds what was typed into it.
        return saved.kind === 'done' ? { kind: 'nothing' } : refused(saved);
      },

      [BEGIN]: async ({ actor, values, metadata }) => {
        const planned = await planning.plan(actor, metadata);
        const field = planned.kind === 'done' ? addField(planned) : ADD;
        const numbers = numbersIn(values.text(field) ?? '');
        if (numbers === undefined) return errors({ [field]: NUMBERS_ONLY });
        const started = await planning.start(actor, metadata, numbers);
        if (started.kind === 'fault') return errors({ [field]: faultSentence(started.fault) });
        if (started.kind !== 'done') return refused(started);
        const { number, channelId } = started.review;
        return { kind: 'update', view: startedModal(number, channelLink(channelId)) };
      },
    } satisfies Listeners<A>['views'],
  };

  async function open({ actor }: Call<A>): Promise<Answer> {
    const planned = await planning.begin(actor);
    return planned.kind === 'done' ? { kind: 'open', view: startModal(planned.id, planned.plan) } : refused(planned);
  }
}

const NUMBERS_ONLY = 'Numbers of leads only, please, such as 12, 15.';

function redrawn(drawn: Planned<SampleView>): Answer {
  return drawn.kind === 'done' ? { kind: 'update', view: sampleModal(drawn) } : refused(drawn);
}

function refused(refusal: PlanRefusal | { readonly kind: 'fault'; readonly fault: PlanFault }): Answer {
  switch (refusal.kind) {
    case 'not-manager':
      return say(notManagerMessage());
    case 'not-set-up':
      return say(notSetUpMessage());
    case 'gone':
      return say(planGoneMessage());
    case 'fault':
      return say(message(faultSentence(refusal.fault)));
    case 'started':
      return {
        kind: 'update',
        view: startedModal(refusal.review.number, channelLink(refusal.review.channelId)),
      };
  }
}

/** Under the field that it is about, or where that isn't shown, under the first. */
function faulty(fault: PlanFault, otherwise: string): Answer {
  const field = fieldOf(fault);
  const isShown = Object.values<string>(otherwise === START_FIELDS.period ? START_FIELDS : MORE_PLAN_FIELDS).includes(
    field,
  );
  return errors({ [isShown ? field : otherwise]: faultSentence(fault) });
}

const formIn = (values: ModalValues, plan: Plan): PlanForm => ({
  period: PERIODS.find((one) => one === values.option(START_FIELDS.period)) ?? plan.form.period,
  source: sourceChosen(plan, values.option(START_FIELDS.source)),
  size: values.number(START_FIELDS.size) ?? -1,
  raters: values.users(START_FIELDS.raters),
  dueOn: values.date(START_FIELDS.due) ?? '',
});

/** Undefined if what should be numbers of leads is something else. */
function moreIn(values: ModalValues, plan: Plan): PlanMore | undefined {
  const numbers = numbersIn(values.text(MORE_PLAN_FIELDS.numbers) ?? '');
  if (numbers === undefined) return undefined;
  return {
    filters: filtersChosen(plan, values.options(MORE_PLAN_FIELDS.filters)),
    reps: values.users(MORE_PLAN_FIELDS.reps),
    numbers,
    channelId: values.channel(MORE_PLAN_FIELDS.channel) ?? plan.more.channelId,
    isAnonymous: (values.option(MORE_PLAN_FIELDS.names) ?? NAMED) === ANONYMOUS,
  };
}
