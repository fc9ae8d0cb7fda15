import { Temporal } from 'temporal-polyfill';
import { actions, context, divider, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { bold, code, joined, lines, type Mrkdwn, md, mention } from '../../blockkit/mrkdwn.ts';
import { dateText } from '../../core/time-text.ts';
import { type DayOff, endsSoon, type HolidayList } from '../hours/days-off.ts';
import { daysText, type Scope, type WorkingDayRules, workingDaysOf } from '../hours/working-days.ts';

export const ADD_DAY = 'people.add-day';
export const REMOVE_DAYS = 'people.remove-days';
export const WORKING_DAYS = 'people.working-days';
export const COUNTRY = 'people.country-days';
export const IMPORT = 'people.import-days';
export const DAYS_OFF_OF = 'people.days-off-of';

/** What everybody has off, who has what else, and on which days the company works. `said` is what has just been done. */
export function holidaysModal(
  { today, rules, lists }: { today: string; rules: WorkingDayRules; lists: readonly HolidayList[] },
  said?: Mrkdwn,
): ModalView {
  return modal({
    callbackId: 'people.days-off',
    title: 'Days off',
    // It may lie on the form that led here, which is out of date by then.
    clearOnClose: true,
    blocks: [
      ...(said === undefined ? [] : [section(md`✅ ${said}`)]),
      section(
        lines(bold('Working days'), ...(['company', 'sales', 'marketing'] as const).map((one) => rule(one, rules))),
        button('Change', WORKING_DAYS, { label: 'Change the working days' }),
      ),
      divider(),
      ...(lists.length === 0
        ? [section(md`*No days off yet.* Add single days, or take those of a country or a calendar file.`)]
        : lists.map((list) => listSection(list, today))),
      ...(lists.length === 0
        ? []
        : [section(md`Is a day or a list wrong?`, button('Remove', REMOVE_DAYS, { label: 'Remove a day or a list' }))]),
      context(
        md`On a day off nobody is asked anything, and nothing rings. For their own days away people type ${code('/baton away')}.`,
      ),
      actions(button('Add a day', ADD_DAY), button('By country', COUNTRY), button('Import', IMPORT)),
    ],
  });
}

const WHOSE: Readonly<Record<Scope, string>> = { company: 'The company', sales: 'Sales', marketing: 'Marketing' };

function rule(scope: Scope, rules: WorkingDayRules): Mrkdwn {
  if (scope !== 'company' && rules[scope] === undefined) return md`${WHOSE[scope]}: as the company`;
  return md`${WHOSE[scope]}: ${daysText(workingDaysOf(undefined, scope === 'company' ? [] : [scope], rules))}`;
}

const MOST_SHOWN = 5;

function listSection(list: HolidayList, today: string) {
  const shown = list.days.slice(0, MOST_SHOWN).map(dayLine);
  const rest = list.days.length - shown.length;
  const words = lines(
    md`*${listName(list)}* · ${holdersText(list)}`,
    ...shown,
    rest > 0 && md`… and ${rest} more until ${longDay(list.days.at(-1)?.on ?? '')}`,
    list.days.length === 0 && md`No days to come.`,
    endsSoon(list, today) && md`⚠️ It ends soon: press *By country* and write ${list.region ?? ''} to renew it.`,
  );
  if (list.kind === 'company') return section(words);
  return section(words, button('People', DAYS_OFF_OF, { value: list.id, label: `Whose days off: ${list.name}` }));
}

export const listName = ({ kind, name, region }: Pick<HolidayList, 'kind' | 'name' | 'region'>): string => {
  if (kind === 'company') return 'Everybody’s days off';
  return region === undefined ? name : `${name} (${region})`;
};

const MOST_MENTIONED = 10;

export function holdersText({ holders }: Pick<HolidayList, 'holders'>): Mrkdwn {
  if (holders.kind === 'everyone') return md`everybody`;
  if (holders.ids.length === 0) return md`nobody yet`;
  const shown = holders.ids.slice(0, MOST_MENTIONED).map(mention);
  const rest = holders.ids.length - shown.length;
  return joined(rest > 0 ? [...shown, md`${rest} more`] : shown, ', ');
}

/** "Thu 24 Dec 2026: Christmas Eve" */
export const dayLine = ({ on, name }: DayOff): Mrkdwn => md`${longDay(on)}: ${name}`;

/** "Thu 24 Dec 2026", of a local date */
export const longDay = (on: string): string =>
  on === ''
    ? ''
    : `${dateText(Temporal.PlainDate.from(on).toZonedDateTime('UTC').epochMilliseconds, 'UTC')} ${on.slice(0, 4)}`;

export const daysCount = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

export const notManagerMessage = (): MessageContent =>
  refusal('Only managers of a team and admins change days off and working days. Ask one of them, please.');

export const listGoneMessage = (): MessageContent =>
  message('That list is not here any more. Somebody else may have removed or taken it: /baton holidays shows what is.');

/** Told to admins once, before the list of a region ends in silence. */
export function endingMessage(list: HolidayList): MessageContent {
  const line = endingLine(list);
  return message(line, [
    section(line),
    context(md`${code('/baton holidays')}, *By country* and ${list.region ?? ''} bring those of the next year.`),
  ]);
}

export const endingLine = (list: HolidayList): Mrkdwn =>
  md`The days off of ${listName(list)} are known until ${longDay(list.days.at(-1)?.on ?? '')} only.`;
