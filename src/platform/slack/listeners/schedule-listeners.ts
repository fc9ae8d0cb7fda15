import type { MessageContent } from '../../../blockkit/message.ts';
import { SCHEDULE_FIELDS, type ScheduleActions } from '../../../blockkit/schedule-parts.ts';
import type { ModalValues } from '../../../blockkit/values.ts';
import type { ScheduledRitual, ScheduleOutcome, Schedules } from '../../../core/scheduled.ts';
import { errors, say } from './answers.ts';
import type { ActionCall, Answer, Listeners } from './listeners.ts';

/** What people see of the schedules of one kind. */
export interface ScheduleScreens<A> {
  /** After something was done to one. */
  done(actor: A, what: ScheduleChange, schedule: ScheduledRitual, howOften: string): Promise<MessageContent>;
  /** Where there can be only one: somebody else has made it. */
  already?(schedule: ScheduledRitual, howOften: string): Promise<MessageContent>;
  /** Before one ends for ever, and after it. */
  stop(ritualId: string): MessageContent;
  stopped(): MessageContent;
  notManager(): MessageContent;
  notNow(): MessageContent;
}

export type ScheduleChange = 'saved' | 'paused' | 'resumed';

/** The buttons under schedules of one kind, and what is answered to its forms. */
export function scheduleListeners<A>(
  ids: ScheduleActions,
  schedules: Pick<Schedules<A>, 'theirs' | 'pause' | 'resume' | 'stop'>,
  screens: ScheduleScreens<A>,
) {
  const actions: Listeners<A>['actions'] = {
    [ids.pause]: async ({ actor, value }: ActionCall<A>) =>
      answer(actor, await schedules.pause(actor, value), { what: 'paused' }),
    [ids.resume]: async ({ actor, value }: ActionCall<A>) =>
      answer(actor, await schedules.resume(actor, value), { what: 'resumed' }),
    async [ids.stop]({ actor, value }: ActionCall<A>) {
      const isTheirs = (await schedules.theirs(actor, value)) !== undefined;
      return say(isTheirs ? screens.stop(value) : screens.notManager());
    },
    async [ids.reallyStop]({ actor, value }: ActionCall<A>) {
      const outcome = await schedules.stop(actor, value);
      return outcome.kind === 'saved' ? say(screens.stopped()) : refused(outcome);
    },
  };

  return {
    actions,

    /** What is said to a form. A sentence about a field that it hasn't stands under `elsewhere`. */
    answered: (actor: A, outcome: ScheduleOutcome, values?: ModalValues, elsewhere: string = SCHEDULE_FIELDS.at) =>
      answer(actor, outcome, { what: 'saved', at: (field) => (values?.has(field) === false ? elsewhere : field) }),
  };

  async function answer(
    actor: A,
    outcome: ScheduleOutcome,
    { what, at }: { readonly what: ScheduleChange; readonly at?: (field: string) => string },
  ): Promise<Answer> {
    if (outcome.kind === 'already' && screens.already !== undefined)
      return say(await screens.already(outcome.schedule, outcome.howOften));
    if (outcome.kind !== 'saved') return refused(outcome, at);
    return say(await screens.done(actor, what, outcome.schedule, outcome.howOften));
  }

  function refused(
    outcome: Exclude<ScheduleOutcome, { kind: 'saved' }>,
    at: (field: string) => string = (field) => field,
  ): Answer {
    switch (outcome.kind) {
      case 'faults': {
        const named = Object.entries(outcome.faults).map(([field, text]) => [at(field), text]);
        return errors(Object.fromEntries(named));
      }
      case 'already':
      case 'not-now':
        return say(screens.notNow());
      case 'not-manager':
        return say(screens.notManager());
    }
  }
}
