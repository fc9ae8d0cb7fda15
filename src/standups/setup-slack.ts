import type { ModalValues } from '../blockkit/values.ts';
import { WEEKDAYS } from '../core/opening-hours.ts';
import { errors, say } from '../platform/slack/answers.ts';
import type { ActionCall, Answer, Call, Listeners, Subcommand } from '../platform/slack/listeners.ts';
import { COMMAND } from './commands-slack.ts';
import { readHowOften } from './how-often.ts';
import type { StandupActor, StandupAsk } from './ports-service.ts';
import { endedMessage, pausedMessage, refusalMessage, savedMessage } from './reply-blocks.ts';
import type { StandupRitual } from './ritual.ts';
import type { Standups } from './service.ts';
import { formOf, type SetupForm, WHO } from './setup.ts';
import {
  CHANGE,
  END,
  hasMore,
  LIVE_FIELDS,
  MISSING,
  MORE,
  NEW_STANDUP_FORM,
  PAUSE,
  pauseListMessage,
  REMINDER,
  RESUME,
  SETUP,
  SETUP_FIELDS,
  type StandupRow,
  setupModal,
  standupsMessage,
} from './setup-blocks.ts';

/** Switching standups on, changing and pausing them. */
export function setupListeners<A extends StandupAsk, C>(standups: Standups<A, C>) {
  return {
    commands: commands(),

    actions: {
      [CHANGE]: ({ actor, value }: ActionCall<StandupActor>) => open(actor, value),
      [NEW_STANDUP_FORM]: ({ actor }: ActionCall<StandupActor>) => open(actor, undefined),
      [PAUSE]: ({ actor, value }: ActionCall<StandupActor>) => pause(actor, value),
      [RESUME]: ({ actor, value }: ActionCall<StandupActor>) => resume(actor, value),
      [END]: ({ actor, value }: ActionCall<StandupActor>) => end(actor, value),
      [MORE]: (call: ActionCall<StandupActor>) => update(call, true),
      ...Object.fromEntries(
        LIVE_FIELDS.map((field) => [field, (call: ActionCall<StandupActor>) => update(call, false)]),
      ),
    },

    views: {
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
      {
        command: COMMAND,
        word: 'pause',
        usage: '',
        summary: 'ask nobody for a while',
        run: (call) => choose(call, pause),
      },
      { command: COMMAND, word: 'resume', usage: '', summary: 'end a pause', run: (call) => choose(call, resume) },
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

  async function choose(
    { actor }: Call<StandupActor>,
    run: (actor: StandupActor, ritualId: string) => Promise<Answer>,
  ): Promise<Answer> {
    const managed = await standups.managed(actor);
    const [only] = managed;
    if (only === undefined) return say(refusalMessage('nothing-to-pause'));
    return managed.length === 1 ? run(actor, only.id) : say(pauseListMessage(managed.map(rowOf)));
  }

  async function pause(actor: StandupActor, ritualId: string): Promise<Answer> {
    const outcome = await standups.pause(actor, ritualId);
    if (outcome.kind !== 'saved') return say(refusalMessage(outcome.kind));
    return say(pausedMessage({ id: ritualId, name: outcome.ritual.config.name }, true, outcome.from));
  }

  async function resume(actor: StandupActor, ritualId: string): Promise<Answer> {
    const outcome = await standups.resume(actor, ritualId);
    if (outcome.kind !== 'saved') return say(refusalMessage(outcome.kind));
    return say(pausedMessage({ id: ritualId, name: outcome.ritual.config.name }, false, outcome.from));
  }

  async function end(actor: StandupActor, ritualId: string): Promise<Answer> {
    const outcome = await standups.end(actor, ritualId);
    return say(outcome.kind === 'saved' ? endedMessage(outcome.ritual.config.name) : refusalMessage(outcome.kind));
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
    ...(values.has(SETUP_FIELDS.observers) ? moreIn(values) : moreOf(set)),
  };
}

type More = Pick<SetupForm, 'observers' | 'teamCloseAt' | 'questions' | 'owners' | 'reminds' | 'tellsMissing'>;

const moreIn = (values: ModalValues): More => ({
  observers: values.users(SETUP_FIELDS.observers),
  teamCloseAt: values.time(SETUP_FIELDS['team-close']),
  questions: values.text(SETUP_FIELDS.questions) ?? '',
  owners: values.users(SETUP_FIELDS.owners),
  reminds: values.options(SETUP_FIELDS.tells).includes(REMINDER),
  tellsMissing: values.options(SETUP_FIELDS.tells).includes(MISSING),
});

const moreOf = ({ observers, teamCloseAt, questions, owners, reminds, tellsMissing }: SetupForm): More => ({
  observers,
  teamCloseAt,
  questions,
  owners,
  reminds,
  tellsMissing,
});

/** A sentence can only stand under a field that is there: what isn't shown yet follows from who takes part. */
function shownField(values: ModalValues, field: string): string {
  const id = Object.entries(SETUP_FIELDS).find(([name]) => name === field)?.[1] ?? SETUP_FIELDS.name;
  if (values.has(id)) return id;
  return field === 'people' ? SETUP_FIELDS.who : SETUP_FIELDS.window;
}

function rowOf(ritual: StandupRitual): StandupRow {
  const { id, config, state } = ritual;
  const { at, days, often } = formOf(ritual);
  return { id, name: config.name, at, days, often, channelId: config.channelId, isPaused: state === 'paused' };
}
