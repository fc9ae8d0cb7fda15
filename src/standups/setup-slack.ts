import type { ModalValues } from '../blockkit/values.ts';
import { readHowOften } from '../core/how-often.ts';
import { WEEKDAYS } from '../core/opening-hours.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners, Subcommand } from '../platform/slack/listeners/listeners.ts';
import { COMMAND } from './commands-slack.ts';
import type { StandupActor, StandupAsk } from './ports-service.ts';
import { refusalMessage, savedMessage } from './reply-blocks.ts';
import type { StandupRitual } from './ritual.ts';
import type { Standups } from './service.ts';
import { formOf, type SetupForm, WHO } from './setup.ts';
import {
  CHANGE,
  hasMore,
  LIVE_FIELDS,
  MISSING,
  MORE,
  NEW_STANDUP_FORM,
  OWN_TIME,
  REMINDER,
  SETUP,
  SETUP_FIELDS,
  type StandupRow,
  setupModal,
  standupsMessage,
  TEAM_TIME,
} from './setup-blocks.ts';
import { pauseListeners } from './setup-pause-slack.ts';

/** Switching standups on, changing and pausing them. */
export function setupListeners<A extends StandupAsk, C>(standups: Standups<A, C>) {
  const pausing = pauseListeners(standups, rowOf);

  return {
    commands: [...commands(), ...pausing.commands],

    actions: {
      [CHANGE]: ({ actor, value }: ActionCall<StandupActor>) => open(actor, value),
      [NEW_STANDUP_FORM]: ({ actor }: ActionCall<StandupActor>) => open(actor, undefined),
      ...pausing.actions,
      [MORE]: (call: ActionCall<StandupActor>) => update(call, true),
      ...Object.fromEntries(
        LIVE_FIELDS.map((field) => [field, (call: ActionCall<StandupActor>) => update(call, false)]),
      ),
    },

    views: {
      ...pausing.views,
      async [SETUP]({ actor, values, metadata }) {
        const form = await formIn(actor, values, metadata);
        if (form === 'not-yours') return say(refusalMessage('not-manager'));
        const outcome = await standups.saveSetup(actor, form);
        switch (outcome.kind) {
          case 'saved':
            return say(savedMessage(outcome));
          case 'faults': {
            const named = Object.entries(outcome.faults).map(([field, sentence]) => [
              shownField(values, field),
              sentence,
            ]);
            return errors(Object.fromEntries(named));
          }
          case 'not-now':
            return errors({ [SETUP_FIELDS.name]: CHANGED_MEANWHILE });
          case 'not-yours':
            return say(refusalMessage('not-manager'));
        }
      },
    } satisfies Listeners<StandupActor>['views'],
  };

  function commands(): readonly Subcommand<StandupActor>[] {
    return [
      {
        command: COMMAND,
        word: 'setup',
        usage: '',
        summary: 'switch a standup on, or change it',
        async run({ actor }) {
          const managed = await standups.managed(actor);
          if (managed.length === 0) return open(actor, undefined);
          return say(standupsMessage(managed.map(rowOf), standups.maySetUp(actor)));
        },
      },
    ];
  }

  async function open(actor: StandupActor, ritualId: string | undefined): Promise<Answer> {
    const form = await standups.setupForm(actor, ritualId);
    if (form === 'not-yours') return say(refusalMessage('not-manager'));
    return { kind: 'open', view: await modalOf(actor, form, hasMore(form)) };
  }

  /** Something that decides on the days and times has changed in the form, or somebody wants to see all of it. */
  async function update({ actor, view }: ActionCall<StandupActor>, wantsMore: boolean): Promise<Answer> {
    // Only a forged press comes from anywhere else; nobody is met with silence.
    if (view === undefined) return open(actor, undefined);
    const form = await formIn(actor, view.values, view.metadata);
    if (form === 'not-yours') return say(refusalMessage('not-manager'));
    const isWhole = wantsMore || view.values.has(SETUP_FIELDS.observers);
    return { kind: 'update', view: await modalOf(actor, form, isWhole) };
  }

  async function modalOf(actor: StandupActor, form: SetupForm, isWhole: boolean) {
    return setupModal(form, await standups.preview(actor, form), isWhole);
  }

  /** What is filled in, over what is set: a field that isn't shown keeps its value. */
  async function formIn(actor: StandupActor, values: ModalValues, metadata: string): Promise<SetupForm | 'not-yours'> {
    const ritualId = metadata === '' ? undefined : metadata;
    const set = await standups.setupForm(actor, ritualId);
    return set === 'not-yours' ? set : filledIn(set, values);
  }

  function rowOf(ritual: StandupRitual): StandupRow {
    const { id, config, state } = ritual;
    const { at, days, often } = formOf(ritual);
    const isPaused = state === 'paused';
    return {
      id,
      name: config.name,
      at,
      days,
      often,
      channelId: config.channelId,
      isPaused,
      pausedUntil: standups.pausedUntil(ritual),
    };
  }
}

const CHANGED_MEANWHILE = 'Somebody else has just changed it. Close this and open it again to see what it says now.';

function filledIn(set: SetupForm, values: ModalValues): SetupForm {
  const days = values.options(SETUP_FIELDS.days);
  const who = WHO.find((one) => one === values.option(SETUP_FIELDS.who)) ?? set.who;
  const named = values.has(SETUP_FIELDS.people) ? values.users(SETUP_FIELDS.people) : set.people;
  return {
    ritualId: set.ritualId,
    name: values.text(SETUP_FIELDS.name) ?? '',
    channelId: values.channel(SETUP_FIELDS.channel),
    who,
    // With another choice of who the field goes away, and what it held with it.
    people: who === 'people' ? named : [],
    at: values.time(SETUP_FIELDS.at) ?? '',
    days: WEEKDAYS.filter((day) => days.includes(day)),
    often: readHowOften(values.option(SETUP_FIELDS.often) ?? '') ?? set.often,
    windowMinutes: values.option(SETUP_FIELDS.window) ?? set.windowMinutes,
    ...(values.has(SETUP_FIELDS.observers) ? moreIn(values, set) : moreOf(set)),
  };
}

type More = Pick<
  SetupForm,
  | 'observers'
  | 'teamCloseAt'
  | 'questions'
  | 'owners'
  | 'reminds'
  | 'tellsMissing'
  | 'zone'
  | 'inOwnZone'
  | 'escalateAfterDays'
>;

const moreIn = (values: ModalValues, set: SetupForm): More => ({
  observers: values.users(SETUP_FIELDS.observers),
  teamCloseAt: values.time(SETUP_FIELDS['team-close']),
  questions: values.text(SETUP_FIELDS.questions) ?? '',
  owners: values.users(SETUP_FIELDS.owners),
  reminds: values.options(SETUP_FIELDS.tells).includes(REMINDER),
  tellsMissing: values.options(SETUP_FIELDS.tells).includes(MISSING),
  zone: values.text(SETUP_FIELDS.zone) ?? set.zone,
  inOwnZone: (values.option(SETUP_FIELDS.clock) ?? (set.inOwnZone ? OWN_TIME : TEAM_TIME)) !== TEAM_TIME,
  escalateAfterDays: Number(values.option(SETUP_FIELDS.escalates)) || set.escalateAfterDays,
});

const moreOf = ({ observers, teamCloseAt, questions, owners, reminds, tellsMissing, ...rest }: SetupForm): More => ({
  observers,
  teamCloseAt,
  questions,
  owners,
  reminds,
  tellsMissing,
  zone: rest.zone,
  inOwnZone: rest.inOwnZone,
  escalateAfterDays: rest.escalateAfterDays,
});

/** A sentence can only stand under a field that is there: what isn't shown yet follows from who takes part. */
function shownField(values: ModalValues, field: string): string {
  const id = Object.entries(SETUP_FIELDS).find(([name]) => name === field)?.[1] ?? SETUP_FIELDS.name;
  if (values.has(id)) return id;
  return field === 'people' ? SETUP_FIELDS.who : SETUP_FIELDS.window;
}
