import { message } from '../../blockkit/message.ts';
import { dateAt } from '../../core/local-time.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { Answer, Call, CommandCall, Listeners } from '../../platform/slack/listeners/listeners.ts';
import type { Actor } from '../person.ts';
import type { People } from '../service.ts';
import { checkAbsence, type DateRange, readAbsence } from './absence-dates.ts';
import type { BackOutcome } from './absences-service.ts';
import {
  AWAY,
  AWAY_FIELDS,
  awayModal,
  awayOtherWords,
  awayWords,
  backMessage,
  backOtherMessage,
  type Duties,
  NOT_AWAY,
  notYoursMessage,
  unknownPersonMessage,
} from './away-blocks.ts';

/** TIME-8: saying when one is away, or when somebody of one's team is. */
export function awayListeners(people: People, duties?: Duties): Listeners<Actor> {
  return {
    commands: [
      {
        command: '/baton',
        word: 'away',
        usage: '[@person] [until Friday | 24 Dec to 2 Jan | off]',
        summary: 'say when you are away; managers for their team',
        async run(call) {
          const named = /^<@(\w+)(?:\|[^>]*)?>\s*(.*)$/s.exec(call.text);
          if (named !== null) return forAnother(call, named[1] ?? '', named[2] ?? '');
          if (call.text.startsWith('@')) return say(unknownPersonMessage());
          return understood(call, call.text, call.actor.id, dateAt(call.now, call.actor.zone));
        },
      },
    ],

    actions: {
      async [NOT_AWAY]({ actor, value, now }) {
        return back(await people.endOwn(actor, value), actor, dateAt(now, actor.zone));
      },
    },

    views: {
      async [AWAY]({ actor, values, metadata, now }) {
        const personId = PERSON.test(metadata) ? metadata : actor.id;
        const zone = (await people.person(personId))?.zone ?? actor.zone;
        const today = dateAt(now, zone);
        const fromOn = values.date(AWAY_FIELDS.from) ?? today;
        const range = checkAbsence({ fromOn, untilOn: values.date(AWAY_FIELDS.until) ?? fromOn }, today);
        if ('fault' in range) return errors({ [AWAY_FIELDS.until]: range.fault });
        return away(actor, range, personId);
      },
    },
  };

  async function forAnother(call: CommandCall<Actor>, personId: string, words: string): Promise<Answer> {
    const person = await people.person(personId);
    if (person === undefined) return say(unknownPersonMessage());
    if (!(await people.maySpeakFor(call.actor, person))) return say(notYoursMessage(person));
    return understood(call, words, personId, dateAt(call.now, person.zone));
  }

  async function understood({ actor }: Call<Actor>, words: string, personId: string, today: string): Promise<Answer> {
    if (words === '') {
      return { kind: 'open', view: personId === actor.id ? awayModal(today) : awayModal(today, personId) };
    }
    if (/^(off|back|end)$/i.test(words)) return back(await people.setBack(actor, personId), actor, today);
    const range = readAbsence(words, today);
    if ('fault' in range) return say(message(range.fault));
    return away(actor, range, personId);
  }

  async function away(actor: Actor, range: DateRange, personId: string): Promise<Answer> {
    const outcome = await people.setAway(actor, range, personId);
    if (outcome.kind === 'unknown') return say(unknownPersonMessage());
    if (outcome.kind === 'not-yours') return say(notYoursMessage(outcome.person));
    const said = personId === actor.id ? awayWords(outcome) : awayOtherWords(outcome.person, outcome);
    const view = await duties?.ask(actor, outcome.absenceId, said);
    return view === undefined ? say(message(said)) : { kind: 'open', view };
  }

  function back(outcome: BackOutcome, actor: Actor, today: string): Answer {
    if (outcome.kind === 'unknown') return say(unknownPersonMessage());
    if (outcome.kind === 'not-yours') return say(notYoursMessage(outcome.person));
    const { person, ended, others } = outcome;
    return say(person.id === actor.id ? backMessage(ended, others, today) : backOtherMessage(person, ended, others));
  }
}

/** How Slack's ids of people look. */
const PERSON = /^[UW][A-Z0-9_]+$/;
