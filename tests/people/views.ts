import { message } from '../../src/blockkit/message.ts';
import { md } from '../../src/blockkit/mrkdwn.ts';
import * as away from '../../src/people/absences/away-blocks.ts';
import * as holidays from '../../src/people/holidays/holidays-blocks.ts';
import * as forms from '../../src/people/holidays/holidays-form-blocks.ts';
import type { DayOff, HolidayList } from '../../src/people/hours/days-off.ts';
import type { Views } from '../support/golden.ts';

const TODAY = '2026-03-03';
const ONE_DAY = { fromOn: '2026-03-03', untilOn: '2026-03-03' };
const DAYS = { fromOn: '2026-12-24', untilOn: '2027-01-02' };
const noted = (range = ONE_DAY) => ({ range, replaced: [], others: [] });

/** Everything about being away; `word` is the name of the person. */
export function awayViews(word: string): Views {
  const ann = { id: 'UANN', name: word };
  const absence = { id: 'a1', personId: 'UANN', ...DAYS, setBy: 'UMAX' };
  return {
    'people-away': away.awayModal(TODAY),
    'people-away.one-day': message(away.awayWords(noted())),
    'people-away.days': message(away.awayWords(noted(DAYS))),
    'people-away.replacing': message(away.awayWords({ range: ONE_DAY, replaced: [DAYS], others: [DAYS, ONE_DAY] })),
    'people-away.back': away.backMessage([ONE_DAY], [], TODAY),
    'people-away.back-with-more': away.backMessage([ONE_DAY], [DAYS], TODAY),
    'people-away.not-after-all': away.backMessage([DAYS], [], TODAY),
    'people-away.was-not': away.backMessage([], [], TODAY),
    'people-away.somebody': away.awayModal(TODAY, 'UANN'),
    'people-away.somebody-noted': message(away.awayOtherWords(ann, noted(DAYS))),
    'people-away.somebody-back': away.backOtherMessage(ann, [ONE_DAY], [DAYS]),
    'people-away.somebody-was-not': away.backOtherMessage(ann, [], []),
    'people-away.news': away.awayNewsMessage({ absence, by: 'UMAX', isEnded: false }),
    'people-away.news-back': away.awayNewsMessage({ absence, by: 'UMAX', isEnded: true }),
    'people-away.not-yours': away.notYoursMessage(ann),
    'people-away.unknown': away.unknownPersonMessage(),
  };
}

/** Everything about days off; `word` is the name of each list and day. */
export function holidayViews(word: string): Views {
  const day = (on: string): DayOff => ({ on, name: word });
  const many = Array.from({ length: 90 }, (_, at) =>
    day(`2027-${String((at % 3) * 2 + 1).padStart(2, '0')}-${String(Math.floor(at / 3) + 1).padStart(2, '0')}`),
  ).toSorted((a, b) => a.on.localeCompare(b.on));
  const company: HolidayList = {
    id: 'l1',
    kind: 'company',
    name: 'The company',
    region: undefined,
    holders: { kind: 'everyone' },
    days: [day('2026-07-03')],
  };
  const region: HolidayList = {
    id: 'l2',
    kind: 'region',
    name: word,
    region: 'DE-BY',
    holders: { kind: 'people', ids: ['UANN', 'UBEN'] },
    days: ['2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-06-04', '2027-12-26'].map(day),
  };
  const imported: HolidayList = {
    id: 'l3',
    kind: 'imported',
    name: word,
    region: undefined,
    holders: { kind: 'people', ids: Array.from({ length: 12 }, (_, at) => `U${at}`) },
    days: many,
  };
  const ending = { ...region, holders: { kind: 'people', ids: [] }, days: [day('2026-04-03')] } as const;
  const rules = { company: ['mon', 'tue', 'wed', 'thu', 'sun'], sales: ['mon'] } as const;
  const lists = [company, region, imported];
  const leftOut = { timed: 2, repeating: 1, over: 3, unreadable: 1 };
  return {
    'people-holidays': holidays.holidaysModal({ today: TODAY, rules: {}, lists: [] }),
    'people-holidays.lists': holidays.holidaysModal({ today: TODAY, rules, lists }, md`Added: ${word}`),
    'people-holidays.ending': holidays.holidaysModal({
      today: TODAY,
      rules,
      lists: [{ ...company, days: [] }, ending],
    }),
    'people-holidays.add': forms.addDayModal(TODAY),
    'people-holidays.remove': forms.removeDaysModal([company, region]),
    'people-holidays.remove-many': forms.removeDaysModal([company, region, imported, { ...imported, id: 'l4' }]),
    'people-holidays.working-days': forms.workingDaysModal({}),
    'people-holidays.working-days-set': forms.workingDaysModal(rules),
    'people-holidays.country': forms.countryModal(),
    'people-holidays.import': forms.importModal(),
    'people-holidays.take': forms.takeDaysModal({
      list: region,
      present: undefined,
      suggested: ['UANN'],
      suggestion: 'Suggested: people of your teams whose time zone is in that country (1).',
      parts: 'DE-BY-A Stadt Augsburg',
    }),
    'people-holidays.renew': forms.takeDaysModal({ list: region, present: region, suggested: [] }),
    'people-holidays.take-file': forms.takeDaysModal({ list: imported, present: imported, suggested: [], leftOut }),
    'people-holidays.whose': forms.daysOffOfModal({ ...company, holders: { kind: 'everyone' } }),
    'people-holidays.whose-people': forms.daysOffOfModal(region),
    'people-holidays.not-manager': holidays.notManagerMessage(),
    'people-holidays.ends': holidays.endingMessage(region),
    'people-holidays.gone': holidays.listGoneMessage(),
  };
}
