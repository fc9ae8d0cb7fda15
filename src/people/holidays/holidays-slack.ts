import type { Mrkdwn } from '../../blockkit/mrkdwn.ts';
import { md } from '../../blockkit/mrkdwn.ts';
import { dateAt } from '../../core/local-time.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import { forManagers } from '../../platform/slack/listeners/for-managers.ts';
import type { Answer, Call, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import { dayOffFault, type Holders, tidyName } from '../hours/days-off.ts';
import { weekdaysIn } from '../hours/working-days.ts';
import type { Actor } from '../person.ts';
import type { People } from '../service.ts';
import { readCalendar } from './calendar-file.ts';
import {
  ADD_DAY,
  COUNTRY,
  DAYS_OFF_OF,
  dayLine,
  daysCount,
  holdersText,
  holidaysModal,
  IMPORT,
  listGoneMessage,
  listName,
  notManagerMessage,
  REMOVE_DAYS,
  WORKING_DAYS,
} from './holidays-blocks.ts';
import {
  addDayModal,
  addedText,
  countryModal,
  DAY_FIELDS,
  daysOffOfModal,
  importModal,
  removeDaysModal,
  TAKE_DAYS,
  takeDaysModal,
  workingDaysModal,
} from './holidays-form-blocks.ts';
import { publicHolidays } from './public-holidays.ts';

/** TIME-7: `/baton holidays`, for managers and admins. */
export function holidayListeners(people: People): Listeners<Actor> {
  const asManager = forManagers(notManagerMessage);

  return {
    commands: [
      {
        command: '/baton',
        word: 'holidays',
        usage: '',
        summary: 'days off and working days (managers)',
        run: asManager(async ({ actor }) => overview(actor)),
      },
    ],

    actions: {
      [ADD_DAY]: asManager(async (call) => ({ kind: 'update', view: addDayModal(todayOf(call)) })),
      [COUNTRY]: asManager(async () => ({ kind: 'update', view: countryModal() })),
      [IMPORT]: asManager(async () => ({ kind: 'update', view: importModal() })),
      [WORKING_DAYS]: asManager(async ({ actor }) => {
        const { rules } = await people.holidayOverview(actor);
        return { kind: 'update', view: workingDaysModal(rules) };
      }),
      [REMOVE_DAYS]: asManager(async ({ actor }) => {
        const { lists } = await people.holidayOverview(actor);
        return lists.length === 0 ? say(listGoneMessage()) : { kind: 'update', view: removeDaysModal(lists) };
      }),
      [DAYS_OFF_OF]: asManager(async ({ actor, value }) => {
        const list = await people.holidayList(actor, value);
        return list === undefined ? say(listGoneMessage()) : { kind: 'update', view: daysOffOfModal(list) };
      }),
    },

    views: {
      [ADD_DAY]: asManager(async (call) => {
        const on = call.values.date(DAY_FIELDS.on);
        if (on === undefined) return errors({ [DAY_FIELDS.on]: 'Choose a day, please.' });
        const fault = dayOffFault(on, todayOf(call));
        if (fault !== undefined) return errors({ [DAY_FIELDS.on]: fault });
        const name = tidyName(call.values.text(DAY_FIELDS.name) ?? '');
        if (name === '') return errors({ [DAY_FIELDS.name]: 'Say what it is called, for example Company outing.' });
        const day = { on, name };
        return overview(call.actor, addedText(day, await people.addDayOff(call.actor, day)));
      }),

      [REMOVE_DAYS]: asManager(async ({ actor, values }) => {
        const [listId = '', on] = (values.option(DAY_FIELDS.which) ?? '').split('|');
        if (on !== undefined) {
          const day = await people.removeDayOff(actor, listId, on);
          return day === undefined ? say(listGoneMessage()) : overview(actor, md`Removed: ${dayLine(day)}`);
        }
        const list = await people.removeHolidayList(actor, listId);
        return list === undefined ? say(listGoneMessage()) : overview(actor, md`Removed: ${listName(list)}`);
      }),

      [WORKING_DAYS]: asManager(async ({ actor, values }) => {
        const [company, sales, marketing] = [DAY_FIELDS.company, DAY_FIELDS.sales, DAY_FIELDS.marketing].map((field) =>
          weekdaysIn(values.options(field)),
        );
        if (company === undefined || company.length === 0) {
          return errors({ [DAY_FIELDS.company]: 'Choose at least one day.' });
        }
        await people.setWorkingDays(actor, { company, sales: sales ?? [], marketing: marketing ?? [] });
        return overview(actor, md`Working days saved.`);
      }),

      [COUNTRY]: asManager(async (call) => {
        const { actor, values } = call;
        const read = await publicHolidays(values.text(DAY_FIELDS.country) ?? '', todayOf(call));
        if (read.kind === 'fault') return errors({ [DAY_FIELDS.country]: read.sentence });
        const { region, days, zones, parts } = read;
        const draft = await people.draftHolidays(actor, {
          kind: 'region',
          name: region.name,
          region: region.code,
          days,
        });
        const suggested = await people.teamPeopleIn(actor, zones);
        const suggestion = `Suggested: people of your teams whose time zone is in that country (${suggested.length}).`;
        return { kind: 'push', view: takeDaysModal({ ...draft, suggested, suggestion, parts }) };
      }),

      [IMPORT]: asManager(async (call) => {
        const { actor, values } = call;
        const name = tidyName(values.text(DAY_FIELDS.name) ?? '');
        if (name === '')
          return errors({ [DAY_FIELDS.name]: 'Say what the list is called, for example Plant holidays.' });
        const filled = [DAY_FIELDS.file, DAY_FIELDS.more, DAY_FIELDS.most].filter(
          (one) => values.text(one) !== undefined,
        );
        const text = filled.map((field) => values.text(field)).join('\n');
        const read = readCalendar(text, todayOf(call));
        if (read.kind === 'fault') return errors({ [filled.at(-1) ?? DAY_FIELDS.file]: read.sentence });
        const { days, leftOut } = read;
        const draft = await people.draftHolidays(actor, { kind: 'imported', name, region: undefined, days });
        return { kind: 'push', view: takeDaysModal({ ...draft, suggested: [], leftOut }) };
      }),

      [TAKE_DAYS]: asManager(async (call) => {
        const holders = await holdersIn(call);
        if (holders === undefined) return NOBODY_CHOSEN;
        const list = await people.takeHolidays(call.actor, call.metadata, holders);
        if (list === undefined) return say(listGoneMessage());
        const count = daysCount(list.days.length);
        return overview(call.actor, md`${listName(list)}, ${count}: days off for ${holdersText(list)}`);
      }),

      [DAYS_OFF_OF]: asManager(async (call) => {
        const holders = await holdersIn(call);
        if (holders === undefined) return NOBODY_CHOSEN;
        const list = await people.assignHolidays(call.actor, call.metadata, holders);
        if (list === undefined) return say(listGoneMessage());
        return overview(call.actor, md`${listName(list)}: days off for ${holdersText(list)}`);
      }),
    },
  };

  async function overview(actor: Actor, said?: Mrkdwn): Promise<Answer> {
    const view = holidaysModal(await people.holidayOverview(actor), said);
    return said === undefined ? { kind: 'open', view } : { kind: 'update', view };
  }

  /** Whom the form names; undefined if it names nobody. Strangers and bots have no days off. */
  async function holdersIn({ values }: ViewCall<Actor>): Promise<Holders | undefined> {
    if (values.option(DAY_FIELDS.whose) === 'everyone') return { kind: 'everyone' };
    const ids = await people.know(values.users(DAY_FIELDS.people));
    return ids.length === 0 ? undefined : { kind: 'people', ids };
  }
}

const NOBODY_CHOSEN = errors({ [DAY_FIELDS.people]: 'Choose at least one person, or everybody.' });

const todayOf = ({ actor, now }: Call<Actor>): string => dateAt(now, actor.zone);
