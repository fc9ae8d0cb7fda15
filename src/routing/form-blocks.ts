import { context, section } from '../blockkit/blocks.ts';
import { channelInput, numberInput, peopleInput, personInput, selectInput, textInput } from '../blockkit/inputs.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { md } from '../blockkit/mrkdwn.ts';
import type { Calendar } from '../core/calendar.ts';
import { conditionsText } from '../core/condition-text.ts';
import { MINUTE } from '../core/instants.ts';
import { formatWeeklyHours } from '../core/weekly-hours.ts';
import { HIGHEST_CAP, type Pool } from './pool.ts';
import { shareText } from './pool-form.ts';
import type { Rule } from './rules.ts';

export const POOL_FORM = 'routing.pool';
export const SHARES_FORM = 'routing.pool-shares';
export const RULE_FORM = 'routing.rule';
export const TRY_FORM = 'routing.try-lead';

/** Ids of the fields in the forms. */
export const FIELDS = {
  name: 'name',
  people: 'people',
  timeout: 'timeout',
  mostOpen: 'most-open',
  mostADay: 'most-a-day',
  next: 'next',
  last: 'last',
  hours: 'hours',
  zone: 'zone',
  conditions: 'conditions',
  channel: 'channel',
  pool: 'pool',
  number: 'number',
} as const;

/** What stands for no pool, where Slack lets nobody empty a menu. */
export const NO_POOL = 'none';

/** A new pool, or one to change. The form's id is the pool's: sent twice it makes one. */
export function poolModal(id: string, pool: Pool | undefined, pools: readonly Pool[], zone: string): ModalView {
  const others = pools.filter((other) => other.id !== id);
  return modal({
    callbackId: POOL_FORM,
    title: pool === undefined ? 'New pool' : 'Change pool',
    metadata: `${id}:${pool?.version ?? 0}`,
    clearOnClose: true,
    blocks: [
      textInput(FIELDS.name, 'Name', { initial: pool?.name, maxLength: 60, placeholder: 'DACH' }),
      peopleInput(FIELDS.people, 'Who takes turns?', {
        initial: pool?.members.map(({ personId }) => personId) ?? [],
        hint: 'People of sales. Whoever is away, off shift or at a cap is passed over.',
      }),
      numberInput(FIELDS.timeout, 'Working minutes to take it', {
        initial: pool === undefined ? 30 : Math.round(pool.timeout / MINUTE),
        min: 1,
        hint: 'Then it is the next one’s turn.',
      }),
      personInput(FIELDS.last, 'Who gets it in the end?', {
        initial: pool?.lastId,
        hint: 'If nobody of the pool takes it, or is there.',
      }),
      ...(others.length === 0
        ? []
        : [
            selectInput(
              FIELDS.next,
              'Which pool before that?',
              [{ value: NO_POOL, text: 'None' }, ...others.map((other) => ({ value: other.id, text: other.name }))],
              { initial: pool?.nextPoolId ?? NO_POOL },
            ),
          ]),
      numberInput(FIELDS.mostOpen, 'Most open leads of one person', {
        optional: true,
        initial: pool?.mostOpen,
        min: 1,
        max: HIGHEST_CAP,
      }),
      numberInput(FIELDS.mostADay, 'Most a day for one person', {
        optional: true,
        initial: pool?.mostADay,
        min: 1,
        max: HIGHEST_CAP,
      }),
      ...hoursInputs(
        'In which hours does the time count?',
        'Left empty: in those of the promise.',
        pool?.calendar,
        zone,
      ),
    ],
  });
}

const MOST_SHARED = 40;

/** How many turns each gets, and what caps are their own. */
export function sharesModal(pool: Pool, names: ReadonlyMap<string, string>): ModalView {
  return modal({
    callbackId: SHARES_FORM,
    title: 'Shares and caps',
    metadata: `${pool.id}:${pool.version}`,
    clearOnClose: true,
    blocks: [
      section(md`*${pool.name}*: how many turns does each get?`),
      context(md`2 is twice as many as 1. Own caps after it: 2, open 8, day 3`),
      ...pool.members.slice(0, MOST_SHARED).map((member) =>
        textInput(member.personId, names.get(member.personId) ?? 'Somebody', {
          initial: shareText(member),
          maxLength: 60,
        }),
      ),
    ],
  });
}

/** A new rule, or one to change. */
export function ruleModal(id: string, rule: Rule | undefined, pools: readonly Pool[], zone: string): ModalView {
  return modal({
    callbackId: RULE_FORM,
    title: rule === undefined ? 'New rule' : 'Change rule',
    metadata: id,
    clearOnClose: true,
    blocks: [
      textInput(FIELDS.conditions, 'If', {
        optional: true,
        multiline: true,
        initial: rule && conditionsText(rule.conditions),
        placeholder: 'campaign is Demo, Webinar\nregion is DE, AT, CH',
        hint: 'One condition a line, and all must hold: is, is not, contains, is at least, is at most, is known, is missing. Empty: every lead.',
        maxLength: 2_000,
      }),
      channelInput(FIELDS.channel, 'Card goes to', {
        optional: true,
        ...(rule?.channelId !== undefined && { initial: rule.channelId }),
        hint: 'Left empty: where it would go anyway.',
      }),
      selectInput(
        FIELDS.pool,
        'Whose turn?',
        [
          { value: NO_POOL, text: 'Everybody in the channel' },
          ...pools.map(({ id: value, name }) => ({ value, text: name })),
        ],
        { initial: rule?.poolId ?? NO_POOL },
      ),
      ...hoursInputs(
        'In which hours does the promise count?',
        'Left empty: in the usual ones. A promise with hours of its own keeps them. Days off stay as they are.',
        rule?.calendar,
        zone,
      ),
    ],
  });
}

/** A lead to try: one that is there, or one that might come. */
export function tryModal(): ModalView {
  return modal({
    callbackId: TRY_FORM,
    title: 'Try it',
    submit: 'Look',
    clearOnClose: true,
    blocks: [
      textInput(FIELDS.number, 'A lead by its number', { optional: true, placeholder: '12', maxLength: 12 }),
      textInput(FIELDS.conditions, 'Or what a lead would say', {
        optional: true,
        multiline: true,
        placeholder: 'campaign is Demo\nregion is DE',
        hint: 'One fact a line.',
        maxLength: 2_000,
      }),
    ],
  });
}

/** Hours of their own, and the zone that they are in: `zone`, where none has been said. */
const hoursInputs = (label: string, hint: string, calendar: Calendar | undefined, zone: string) => [
  textInput(FIELDS.hours, label, {
    optional: true,
    initial: calendar && formatWeeklyHours(calendar.weekly),
    placeholder: 'Mon-Fri 9-17',
    hint,
    maxLength: 200,
  }),
  textInput(FIELDS.zone, 'Time zone of these hours', {
    optional: true,
    initial: calendar?.zone ?? zone,
    maxLength: 60,
  }),
];
