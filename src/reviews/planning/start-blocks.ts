import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import {
  channelInput,
  dateInput,
  multiSelectInput,
  numberInput,
  peopleInput,
  radioInput,
  selectInput,
  textInput,
} from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { code, md } from '../../blockkit/mrkdwn.ts';
import { STAGES, type Stage, type StageWords, USUAL_WORDS } from '../../core/lead-stages.ts';
import { ANONYMOUS_A_SIDE } from '../sides.ts';
import { type Filter, MOST_LEADS, MOST_RATERS, PERIODS, type Period, type Plan } from './plan.ts';
import type { PlanFault } from './plan-view.ts';

/** Opens the form. */
export const START = 'review.start';
/** The form, sent: shows the leads. */
export const DRAW = 'review.draw';
export const MORE_FORM = 'review.more-of-plan';
export const SAVE_MORE = 'review.save-more';

export const START_FIELDS = {
  period: 'review.period',
  source: 'review.source',
  size: 'review.size',
  raters: 'review.who',
  due: 'review.due',
} as const;

export const MORE_PLAN_FIELDS = {
  filters: 'review.filters',
  reps: 'review.reps',
  numbers: 'review.numbers',
  channel: 'review.channel',
  names: 'review.names',
} as const;

/** The option for every source. */
const ALL = 'all';
export const NAMED = 'named';
export const ANONYMOUS = 'anonymous';

const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  '7': 'The last 7 days',
  '30': 'The last 30 days',
  '90': 'The last 90 days',
  'this-month': 'This month',
  'last-month': 'Last month',
};

/** Which leads, who judges them, until when: what a manager decides each time. */
export function startModal(id: string, { form, offered }: Plan): ModalView {
  const source = offered.sources.indexOf(form.source ?? '');
  return modal({
    callbackId: DRAW,
    title: 'Review leads',
    submit: 'Show the leads',
    metadata: id,
    blocks: [
      section(md`Sales and marketing judge the same leads unseen. Then both see where they differ.`),
      selectInput(
        START_FIELDS.period,
        'Leads of when?',
        PERIODS.map((value) => ({ value, text: PERIOD_WORDS[value] })),
        { initial: form.period },
      ),
      selectInput(
        START_FIELDS.source,
        'From where?',
        [{ value: ALL, text: 'All sources' }, ...offered.sources.map((text, at) => ({ value: `s${at}`, text }))],
        { initial: source < 0 ? ALL : `s${source}` },
      ),
      numberInput(START_FIELDS.size, 'How many leads?', {
        initial: form.size,
        min: 0,
        max: MOST_LEADS,
        hint: 'Something of everything: won, lost, not a fit, late, came back, untouched.',
      }),
      peopleInput(START_FIELDS.raters, 'Who judges?', {
        initial: form.raters,
        most: MOST_RATERS,
        hint: 'Two of sales and two of marketing are enough. Everybody judges every lead, about twenty seconds each.',
      }),
      dateInput(START_FIELDS.due, 'Until which day?', {
        initial: form.dueOn,
        hint: 'Until the office closes that day; earlier if everybody is done.',
      }),
      actions(button('More', MORE_FORM, { value: id, label: 'More: filters, channel, names' })),
    ],
  });
}

/** What most leave as it is. Back keeps what the first form holds. */
export function moreOfPlanModal(id: string, { more, offered }: Plan, words: StageWords): ModalView {
  const chosen = more.filters.map(({ kind, value }) =>
    offered.filters.findIndex((one) => one.kind === kind && one.value === value),
  );
  return modal({
    callbackId: SAVE_MORE,
    title: 'More',
    submit: 'Keep',
    close: 'Back',
    metadata: id,
    blocks: [
      ...(offered.filters.length === 0
        ? []
        : [
            multiSelectInput(
              MORE_PLAN_FIELDS.filters,
              'Only these',
              offered.filters.map((one, at) => ({ value: `f${at}`, text: filterWords(one, words) })),
              { optional: true, initial: chosen.map((at) => `f${at}`), placeholder: 'Campaigns, personas, stages' },
            ),
          ]),
      peopleInput(MORE_PLAN_FIELDS.reps, 'Only leads of', {
        optional: true,
        initial: more.reps,
        hint: 'Who has them, or had them last.',
      }),
      textInput(MORE_PLAN_FIELDS.numbers, 'These leads, too', {
        optional: true,
        initial: more.numbers.join(', '),
        maxLength: 1_500,
        placeholder: '12, 15, 18',
        hint: 'By number. With 0 as the number of leads these are all.',
      }),
      channelInput(MORE_PLAN_FIELDS.channel, 'In which channel?', { initial: more.channelId }),
      radioInput(
        MORE_PLAN_FIELDS.names,
        'Are names shown in the end?',
        [
          { value: NAMED, text: 'Yes: who has said what' },
          { value: ANONYMOUS, text: `No: it takes ${ANONYMOUS_A_SIDE} of each team` },
        ],
        { initial: more.isAnonymous ? ANONYMOUS : NAMED },
      ),
    ],
  });
}

/** What an option of the menu of sources means. */
export const sourceChosen = ({ offered }: Plan, value: string | undefined): string | undefined =>
  offered.sources[Number(/^s(\d+)$/.exec(value ?? '')?.[1] ?? -1)];

/** The same of the menu of filters. */
export const filtersChosen = ({ offered }: Plan, values: readonly string[]): Filter[] =>
  values.flatMap((value) => offered.filters[Number(/^f(\d+)$/.exec(value)?.[1] ?? -1)] ?? []);

const KIND_WORDS: Readonly<Record<Filter['kind'], string>> = {
  campaign: 'Campaign',
  persona: 'Persona',
  stage: 'Stage',
};

function filterWords({ kind, value }: Filter, words: StageWords): string {
  const stage = STAGES.find((one: Stage) => one === value);
  return `${KIND_WORDS[kind]}: ${kind === 'stage' && stage !== undefined ? (words[stage] ?? USUAL_WORDS[stage]) : value}`;
}

/** The field that a fault is about. */
export function fieldOf({ kind }: PlanFault): string {
  switch (kind) {
    case 'size':
      return START_FIELDS.size;
    case 'no-leads':
      return START_FIELDS.period;
    case 'no-sales':
    case 'no-marketing':
    case 'too-few-for-anonymous':
    case 'too-many-raters':
    case 'strangers':
      return START_FIELDS.raters;
    case 'due-in-the-past':
    case 'due-too-late':
      return START_FIELDS.due;
    case 'unknown-leads':
      return MORE_PLAN_FIELDS.numbers;
    case 'channel':
      return MORE_PLAN_FIELDS.channel;
  }
}

/** What is wrong, and what to do. */
export function faultSentence(fault: PlanFault): string {
  switch (fault.kind) {
    case 'size':
      return `Between 1 and ${MOST_LEADS}, please.`;
    case 'no-leads':
      return 'No lead of that time can be judged. Choose a longer time, or fewer filters (also under More).';
    case 'no-sales':
      return 'Nobody of them judges for sales. Add somebody of sales, please.';
    case 'no-marketing':
      return 'Nobody of them judges for marketing. Add somebody of marketing, please.';
    case 'too-few-for-anonymous':
      return `Without names it takes ${ANONYMOUS_A_SIDE} of each team, or it would be plain who has said what. Add more people, or show names (under More).`;
    case 'too-many-raters':
      return `At most ${MOST_RATERS} people, please.`;
    case 'strangers':
      return `${namesText(fault.names)} can’t judge: only members of sales and marketing do. Leave them out, or ask an admin to add them to a team.`;
    case 'due-in-the-past':
      return 'That day is over. Choose today or a later one.';
    case 'due-too-late':
      return 'Within 60 days, please.';
    case 'unknown-leads':
      return `I can’t find ${fault.numbers.map((number) => `#${number}`).join(', ')} among the leads that can be judged.`;
    case 'channel':
      return fault.sentence;
  }
}

const namesText = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');

export const notManagerMessage = (): MessageContent =>
  refusal('Only managers and admins start and change lead reviews. Ask one of them, please.');

export const notSetUpMessage = (): MessageContent =>
  message(md`There are no leads to review before the set-up. An admin does that with ${code('/baton setup')}.`);

export const planGoneMessage = (): MessageContent =>
  message(md`That form is from too long ago. ${code('/lead-review start')} opens a new one.`);

/** In place of the form, with the one before it closed too. */
export const startedModal = (number: number, channel: ReturnType<typeof md>): ModalView =>
  modal({
    callbackId: 'review.started',
    title: 'Review leads',
    clearOnClose: true,
    blocks: [
      section(md`*Review ${number}* starts in ${channel}. Whoever judges gets the leads in a message of mine.`),
      context(md`The message in the channel shows how far they are. Its menu ends the review, or calls it off.`),
    ],
  });
