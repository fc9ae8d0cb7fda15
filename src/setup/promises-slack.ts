import { message } from '../blockkit/message.ts';
import { readConditions } from '../core/condition-text.ts';
import { HOUR } from '../core/instants.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners, ViewCall } from '../platform/slack/listeners/listeners.ts';
import { FIELDS, OPEN_PROMISE, OPEN_PROMISES, PROMISE, promiseModal } from './blocks.ts';
import { readPromise } from './promise-form.ts';
import { factsIn, verdicts } from './promise-words.ts';
import {
  AFTER,
  afterModal,
  NEW,
  OPEN_AFTER,
  OPEN_REMINDERS,
  OPEN_TRY,
  OPEN_WHICH,
  PROMISE_FIELDS,
  promiseGoneMessage,
  promisesModal,
  REAPPLY,
  REMINDERS,
  REMOVE,
  reappliedMessage,
  reapplyModal,
  remindersModal,
  TRY,
  tryModal,
  WHICH,
  whichModal,
} from './promises-blocks.ts';
import { readReminders } from './reminders-form.ts';
import { asManager } from './rights-slack.ts';
import type { Setup, SetupActor } from './service.ts';
import type { PromiseTerms, SalesPromise } from './settings.ts';

/** The promises of sales: which there are, for which leads, and what each says. */
export function promiseListeners<A extends SetupActor>(setup: Setup<A>) {
  type View = ViewCall<A>;

  const onPromise =
    (view: (promise: SalesPromise) => Extract<Answer, { kind: 'update' }>['view']) =>
    async ({ actor, value }: Call<A> & { value: string }): Promise<Answer> => {
      const promise = await setup.promiseOf(actor, value);
      return promise === undefined ? say(promiseGoneMessage()) : { kind: 'update', view: view(promise) };
    };

  const views: NonNullable<Listeners<A>['views']> = {
    [PROMISE]: asManager<A, View>(async ({ actor, values, now, metadata }) => {
      const read = readPromise(
        {
          target: values.number(FIELDS.target),
          warning: values.number(FIELDS.warning),
          hours: values.text(FIELDS.hours),
          zone: values.text(FIELDS.zone),
          daysOff: values.text(FIELDS.daysOff),
        },
        now,
      );
      if (read.kind === 'faults') {
        const named = Object.entries(read.faults).map(([field, sentence]) => [fieldOf(field), sentence]);
        return errors(Object.fromEntries(named));
      }
      return save(actor, metadata, { ...read.terms, lateTo: values.users(FIELDS.lateTo) }, FIELDS.target);
    }),

    [AFTER]: asManager<A, View>(async ({ actor, values, metadata }) => {
      const attempts = values.number(PROMISE_FIELDS.attempts) ?? 0;
      const terms = {
        attempts,
        followUpDays: values.number(PROMISE_FIELDS.followUpDays),
        outcomeDays: values.number(PROMISE_FIELDS.outcomeDays),
        calendarOf: values.option(PROMISE_FIELDS.calendarOf) === 'owner' ? 'owner' : 'policy',
        snooze: (values.number(PROMISE_FIELDS.snooze) ?? 0) * HOUR,
      } as const;
      const faults = {
        ...inRange(PROMISE_FIELDS.attempts, attempts, 1, 20),
        ...inRange(PROMISE_FIELDS.followUpDays, terms.followUpDays ?? 1, 1, 60),
        ...inRange(PROMISE_FIELDS.outcomeDays, terms.outcomeDays ?? 1, 1, 250),
        ...inRange(PROMISE_FIELDS.snooze, terms.snooze / HOUR, 0, 80),
      };
      if (Object.keys(faults).length > 0) return errors(faults);
      return save(actor, metadata, terms, PROMISE_FIELDS.attempts);
    }),

    [REMINDERS]: asManager<A, View>(async ({ actor, values, metadata }) => {
      const read = readReminders(values.text(PROMISE_FIELDS.ladder) ?? '');
      if (!read.ok) return errors({ [PROMISE_FIELDS.ladder]: read.fault });
      const hasDigest = values.option(PROMISE_FIELDS.digest) === 'daily';
      return save(actor, metadata, { ladder: read.ladder, hasDigest }, PROMISE_FIELDS.ladder);
    }),

    [WHICH]: asManager<A, View>(async ({ actor, values, metadata }) => {
      const place = values.option(PROMISE_FIELDS.place);
      if (place === REMOVE) {
        await setup.removePromise(actor, metadata);
        return { kind: 'nothing' };
      }
      const read = readConditions(values.text(PROMISE_FIELDS.conditions) ?? '');
      if (!read.ok) return errors({ [PROMISE_FIELDS.conditions]: read.fault });
      if (read.conditions.length === 0) return errors({ [PROMISE_FIELDS.conditions]: NO_CONDITIONS });
      const terms = { name: values.text(PROMISE_FIELDS.name) ?? 'Promise', conditions: read.conditions };
      if (metadata === NEW) {
        await setup.addPromise(actor, terms, Number(place));
        return { kind: 'nothing' };
      }
      const isSaved = await setup.placePromise(actor, metadata, terms, Number(place));
      return isSaved ? { kind: 'nothing' } : errors({ [PROMISE_FIELDS.name]: CHANGED_MEANWHILE });
    }),

    [TRY]: asManager<A, View>(async ({ actor, values }) => {
      const typed = values.text(PROMISE_FIELDS.lead) ?? '';
      const isNumber = /^#?\d{1,9}$/.test(typed.trim());
      const lead = isNumber ? await setup.factsOfLead(actor, typed.trim()) : undefined;
      if (isNumber && lead === undefined) return errors({ [PROMISE_FIELDS.lead]: 'There is no such lead.' });
      const read = readConditions(isNumber ? '' : typed);
      if (!read.ok) return errors({ [PROMISE_FIELDS.lead]: read.fault });
      const found = verdicts(await setup.promises(actor.workspaceId), lead?.facts ?? factsIn(read.conditions));
      return { kind: 'update', view: tryModal(typed, { lead: lead?.name, verdicts: found }) };
    }),

    [REAPPLY]: asManager<A, View>(async ({ actor, metadata }) => {
      const [policyId = '', version = ''] = metadata.split(':');
      const isAsked = await setup.reapply(actor, policyId, Number(version));
      return say(isAsked ? reappliedMessage() : message(CHANGED_MEANWHILE));
    }),
  };

  return {
    open,
    views,
    actions: {
      [OPEN_PROMISE]: asManager<A, Call<A> & { value: string }>(async (call) => open(call, call.value || undefined)),
      [OPEN_PROMISES]: asManager<A, Call<A>>(async ({ actor }) => ({
        kind: 'update',
        view: promisesModal(await setup.promises(actor.workspaceId)),
      })),
      [OPEN_AFTER]: asManager<A, Call<A> & { value: string }>(onPromise(afterModal)),
      [OPEN_REMINDERS]: asManager<A, Call<A> & { value: string }>(onPromise(remindersModal)),
      [OPEN_TRY]: asManager<A, Call<A>>(async () => ({ kind: 'update', view: tryModal() })),
      [OPEN_WHICH]: asManager<A, Call<A> & { value: string }>(async ({ actor, value }) => {
        const some = (await setup.promises(actor.workspaceId)).filter(({ isDefault }) => !isDefault);
        const at = some.findIndex(({ id }) => id === value);
        if (value !== NEW && at < 0) return say(promiseGoneMessage());
        return { kind: 'update', view: whichModal(some[at], at < 0 ? some.length : at, some.length) };
      }),
    } satisfies NonNullable<Listeners<A>['actions']>,
  };

  /** The form of one promise; without an id that of the only one, or all of them. */
  async function open({ actor }: Call<A>, id?: string): Promise<Answer> {
    const all = await setup.promises(actor.workspaceId);
    if (all.length === 0) return say(NOT_SET_UP);
    if (id === undefined && all.length > 1) return { kind: 'push', view: promisesModal(all) };
    const promise = id === undefined ? all[0] : all.find((one) => one.id === id);
    if (promise === undefined) return say(promiseGoneMessage());
    return { kind: id === undefined ? 'push' : 'update', view: promiseModal(promise) };
  }

  /** Saves for new leads, and asks about open ones if there are any. */
  async function save(actor: A, metadata: string, terms: Partial<PromiseTerms>, field: string): Promise<Answer> {
    const id = metadata === '' ? undefined : metadata;
    if (!(await setup.changePromise(actor, terms, id))) return errors({ [field]: CHANGED_MEANWHILE });
    const preview = await setup.openLeads(actor, id);
    return preview === undefined ? { kind: 'nothing' } : { kind: 'update', view: reapplyModal(preview) };
  }
}

const NOT_SET_UP = message('Baton isn’t set up yet: an admin can do that with /baton setup.');
const CHANGED_MEANWHILE = 'Somebody else has just changed it. Close this and open it again to see what it says now.';
const NO_CONDITIONS = 'Write at least one condition: there is a promise for every lead already.';

function inRange(field: string, value: number, least: number, most: number): Record<string, string> {
  return Number.isInteger(value) && value >= least && value <= most
    ? {}
    : { [field]: `Write a whole number from ${least} to ${most}.` };
}

const fieldOf = (name: string): string => (name === 'daysOff' ? FIELDS.daysOff : name);
