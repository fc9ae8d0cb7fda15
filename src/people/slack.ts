import { checkCalendar } from '../core/calendar.ts';
import type { ChannelChange } from '../core/person-days.ts';
import { parseWeeklyHours } from '../core/weekly-hours.ts';
import { canonicalZone } from '../core/zones.ts';
import type { Clock } from '../platform/clock.ts';
import { memberOfEvent, userOfEvent } from '../platform/slack/client/answers-of-slack.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call, EventListener, Listeners } from '../platform/slack/listeners/listeners.ts';
import type { Duties } from './absences/away-blocks.ts';
import { awayListeners } from './absences/away-slack.ts';
import { slackPerson } from './admission/slack-person.ts';
import { FIELDS, ME, MY_HOURS, meModal, QUIET, quietMessage } from './blocks.ts';
import { holidayListeners } from './holidays/holidays-slack.ts';
import type { Actor } from './person.ts';
import type { People } from './service.ts';

/** What people tell about themselves, and what Slack tells about them. */
export function peopleListeners(people: People, clock: Clock, duties?: Duties): Listeners<Actor> {
  const openMe = async ({ actor }: Call<Actor>): Promise<Answer> => {
    const person = await people.person(actor.id);
    return person === undefined ? { kind: 'nothing' } : { kind: 'open', view: meModal(person) };
  };

  const learn = async (event: unknown, { teamId }: { teamId: string }): Promise<void> => {
    const user = userOfEvent(event);
    if (user !== undefined) await people.refresh(slackPerson(user, teamId));
  };

  const inChannel =
    (what: ChannelChange['what']): EventListener =>
    async (event) => {
      const member = memberOfEvent(event);
      if (member !== undefined) await people.tellChannel({ ...member, what });
    };

  const [away, holidays] = [awayListeners(people, duties), holidayListeners(people)];

  return {
    commands: [
      {
        command: '/baton',
        word: 'me',
        usage: '',
        summary: 'your hours, zone and quiet',
        run: openMe,
      },
      ...(away.commands ?? []),
      ...(holidays.commands ?? []),
    ],

    actions: {
      ...away.actions,
      ...holidays.actions,
      [MY_HOURS]: openMe,
      async [QUIET]({ actor }) {
        return say(quietMessage(await people.switchQuiet(actor)));
      },
    },

    views: {
      ...away.views,
      ...holidays.views,
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
    },

    events: {
      user_change: learn,
      team_join: learn,
      member_joined_channel: inChannel('joined'),
      member_left_channel: inChannel('left'),
    },
  };
}

const UNKNOWN_ZONE = 'That is not a zone that I know. Write a name such as Europe/Berlin or America/New_York.';
