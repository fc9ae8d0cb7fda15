import { message } from '../blockkit/message.ts';
import { checkCalendar } from '../core/calendar.ts';
import { parseWeeklyHours } from '../core/weekly-hours.ts';
import { canonicalZone } from '../core/zones.ts';
import type { Clock } from '../platform/clock.ts';
import { errors, say } from '../platform/slack/answers.ts';
import { userOfEvent } from '../platform/slack/answers-of-slack.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners.ts';
import { checkAbsence, readAbsence } from './absence-dates.ts';
import {
  AWAY,
  awayMessage,
  awayModal,
  backMessage,
  FIELDS,
  ME,
  MY_HOURS,
  meModal,
  QUIET,
  quietMessage,
} from './blocks.ts';
import type { Actor } from './person.ts';
import type { People } from './service.ts';
import { localDate } from './shift.ts';
import { slackPerson } from './slack-person.ts';

/** What people tell about themselves, and what Slack tells about them. */
export function peopleListeners(people: People, clock: Clock): Listeners<Actor> {
  const openMe = async ({ actor }: Call<Actor>): Promise<Answer> => {
    const person = await people.person(actor.id);
    return person === undefined ? { kind: 'nothing' } : { kind: 'open', view: meModal(person) };
  };

  const learn = async (event: unknown, { teamId }: { teamId: string }): Promise<void> => {
    const user = userOfEvent(event);
    if (user !== undefined) await people.refresh(slackPerson(user, teamId));
  };

  return {
    commands: [
      {
        command: '/baton',
        word: 'me',
        usage: '',
        summary: 'your hours, zone and quiet',
        run: openMe,
      },
      {
        command: '/baton',
        word: 'away',
        usage: '[until Friday | 24 Dec to 2 Jan | off]',
        summary: 'say when you are away',
        async run({ actor, text, now }) {
          const today = localDate(actor.zone, now);
          if (text === '') return { kind: 'open', view: awayModal(today) };
          if (/^(off|back|end)$/i.test(text)) return say(backMessage(await people.setBack(actor)));
          const range = readAbsence(text, today);
          if ('fault' in range) return say(message(range.fault));
          await people.setAway(actor, range);
          return say(awayMessage(range));
        },
      },
    ],

    actions: {
      [MY_HOURS]: openMe,
      async [QUIET]({ actor }) {
        const person = await people.person(actor.id);
        const isQuiet = !(person?.isQuiet ?? false);
        await people.setQuiet(actor, isQuiet);
        return say(quietMessage(isQuiet));
      },
    },

    views: {
      async [ME]({ actor, values }) {
        const hours = parseWeeklyHours(values.text(FIELDS.hours) ?? '');
        if (!hours.ok) return errors({ [FIELDS.hours]: hours.fault });
        const typed = values.text(FIELDS.zone);
        const zone = typed && canonicalZone(typed);
        if (typed !== undefined && zone === undefined) return errors({ [FIELDS.zone]: UNKNOWN_ZONE });
        const calendar = { zone: zone ?? actor.zone, weekly: hours.weekly, dates: {} };
        const [faulty] = checkCalendar(calendar, clock.now());
        if (faulty !== undefined) return errors({ [FIELDS.hours]: faulty });
        const isQuiet = values.options(FIELDS.quiet).includes('quiet');
        await people.saveOwnSettings(actor, { zone, hours: hours.weekly, isQuiet });
        return { kind: 'nothing' };
      },

      async [AWAY]({ actor, values, now }) {
        const fromOn = values.date(FIELDS.from) ?? localDate(actor.zone, now);
        const range = checkAbsence(
          { fromOn, untilOn: values.date(FIELDS.until) ?? fromOn },
          localDate(actor.zone, now),
        );
        if ('fault' in range) return errors({ [FIELDS.until]: range.fault });
        await people.setAway(actor, range);
        return say(awayMessage(range));
      },
    },

    events: { user_change: learn, team_join: learn },
  };
}

const UNKNOWN_ZONE = 'That is not a zone that I know. Write a name such as Europe/Berlin or America/New_York.';
