import type { KnownBlock } from '@slack/types';
import { context, section } from '../../blockkit/blocks.ts';
import type { Choice } from '../../blockkit/elements.ts';
import { checkboxesInput, dateInput, numberInput, selectInput, textInput } from '../../blockkit/inputs.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { md } from '../../blockkit/mrkdwn.ts';
import { REASON_KEYS, REASONS, type ReasonKey } from '../../core/lead-reasons.ts';
import { addDays } from '../../core/local-time.ts';
import { type Lead, leadName } from '../lead.ts';
import type { Draft, RejectionFault } from '../rejecting/rejection.ts';
import { HELPED, WENT_WRONG } from './lessons.ts';

export const REJECT_FORM = 'lead.reject-it';
export const DEAL_FORM = 'lead.deal-value';
export const WON_FORM = 'lead.won-how';
export const LOST_FORM = 'lead.lost-why';

/** The field that decides which others there are; a choice in it is told at once. */
export const REASON_FIELD = 'lead-reject.reason';

/** Ids of the fields in the forms about outcomes. A changed field has a new id, or Slack keeps what was in the old one. */
export const OUTCOME_FIELDS = {
  detail: (reason: ReasonKey): string => `detail-${reason}`,
  date: (reason: ReasonKey): string => `date-${reason}`,
  note: 'note',
  amount: 'amount',
  currency: 'currency',
  helped: 'helped',
  wrong: 'wrong',
} as const;

/** Why a lead is given up. What a reason asks for shows once it is chosen; `today` is the reader's date. */
export function rejectModal(lead: Lead, chosen: Draft, today: string): ModalView {
  const { reason, note } = chosen;
  return modal({
    callbackId: REJECT_FORM,
    title: reason === 'timing' ? 'Later' : 'Not a fit',
    submit: reason !== undefined && REASONS[reason].back !== undefined ? 'Put on the shelf' : 'Close lead',
    metadata: lead.id,
    blocks: [
      section(
        md`*${leadName(lead)}*: ${reason === 'timing' ? 'when is it up again?' : 'why?'} Marketing reads your answer and learns from it.`,
      ),
      selectInput(
        REASON_FIELD,
        'Reason',
        REASON_KEYS.map((key) => ({ value: key, text: REASONS[key].words })),
        { live: true, initial: reason, focus: reason === undefined },
      ),
      ...(reason === undefined ? [] : fieldsOf(reason, chosen, today)),
      textInput(OUTCOME_FIELDS.note, noteLabel(reason), {
        optional: reason === undefined || REASONS[reason].needsNote !== true,
        maxLength: 300,
        initial: note,
        hint: 'Both teams read this.',
      }),
    ],
  });
}

function fieldsOf(reason: ReasonKey, { detail: given, returnsOn }: Draft, today: string): KnownBlock[] {
  const { detail, back, acts } = REASONS[reason];
  const id = OUTCOME_FIELDS.detail(reason);
  const asked =
    detail?.kind === 'choice'
      ? [selectInput(id, detail.label, choices(detail.choices), { initial: given })]
      : detail === undefined
        ? []
        : [textInput(id, detail.label, { maxLength: 100, initial: given })];
  const suggested = typeof back === 'number' ? addDays(today, back) : undefined;
  const date =
    back === undefined
      ? []
      : [dateInput(OUTCOME_FIELDS.date(reason), 'Back on', { initial: returnsOn ?? suggested, hint: BACK_HINT })];
  return [context(md`${acts}`), ...asked, ...date];
}

const BACK_HINT = 'It comes back to whoever has it, when their day begins.';

const noteLabel = (reason: ReasonKey | undefined): string => {
  if (reason === 'timing') return 'What did they say?';
  return reason !== undefined && REASONS[reason].needsNote ? 'What is it?' : 'Anything to add?';
};

/** What a rejection lacks, under the fields where it belongs. */
export function rejectionErrors(reason: ReasonKey, faults: readonly RejectionFault[]): Record<string, string> {
  const { detail } = REASONS[reason];
  const sentence = (fault: RejectionFault): [field: string, sentence: string] => {
    switch (fault.field) {
      case 'reason':
        return [
          REASON_FIELD,
          `That takes ${fault.needed} attempts, and ${fault.made === 0 ? 'none is' : `${fault.made} ${fault.made === 1 ? 'is' : 'are'}`} logged. Log what you tried, or choose another reason.`,
        ];
      case 'detail': {
        const words = { missing: detail?.missing ?? '', 'no-such-lead': NO_LEAD, 'same-lead': SAME_LEAD }[fault.kind];
        return [OUTCOME_FIELDS.detail(reason), words];
      }
      case 'note':
        return [OUTCOME_FIELDS.note, 'A few words, please, so that both teams can learn from it.'];
      case 'date':
        return [OUTCOME_FIELDS.date(reason), DATE_FAULTS[fault.kind]];
    }
  };
  return Object.fromEntries(faults.map(sentence));
}

const NO_LEAD = 'There is no lead with this number. It stands on its card, like #12.';
const SAME_LEAD = 'That is this lead itself. Which one is it the same as?';
const DATE_FAULTS = {
  missing: 'When shall it come back? Choose a day, please.',
  past: 'That day is over. Choose one from tomorrow on.',
  'too-far': 'That is more than three years away. Choose an earlier day.',
} as const;

/** What a deal is worth. */
export function dealModal(lead: Lead): ModalView {
  return modal({
    callbackId: DEAL_FORM,
    title: 'Deal',
    metadata: lead.id,
    blocks: [
      section(md`*${leadName(lead)}*: there may be a deal in it. What is it worth, if you can tell?`),
      ...valueInputs(lead),
    ],
  });
}

/** What helped, so that both teams can do it again. */
export function wonModal(lead: Lead): ModalView {
  return modal({
    callbackId: WON_FORM,
    title: 'Won',
    submit: 'Won',
    metadata: lead.id,
    blocks: [
      section(md`🏆 *${leadName(lead)}* is a customer. What made it work?`),
      ...valueInputs(lead),
      checkboxesInput(OUTCOME_FIELDS.helped, 'What helped?', choices(HELPED), { optional: true }),
      checkboxesInput(OUTCOME_FIELDS.wrong, 'What was hard?', choices(WENT_WRONG), { optional: true }),
      textInput(OUTCOME_FIELDS.note, 'In a line of your own', { optional: true, maxLength: 300 }),
    ],
  });
}

/** What went wrong, so that it can be mended. */
export function lostModal(lead: Lead): ModalView {
  return modal({
    callbackId: LOST_FORM,
    title: 'Lost',
    submit: 'Lost',
    metadata: lead.id,
    blocks: [
      section(md`*${leadName(lead)}* won’t buy. What can both teams learn from it?`),
      checkboxesInput(OUTCOME_FIELDS.wrong, 'What went wrong?', choices(WENT_WRONG)),
      checkboxesInput(OUTCOME_FIELDS.helped, 'What was good all the same?', choices(HELPED), { optional: true }),
      textInput(OUTCOME_FIELDS.note, 'In a line of your own', { optional: true, maxLength: 300 }),
    ],
  });
}

const valueInputs = ({ value }: Lead): KnownBlock[] => [
  numberInput(OUTCOME_FIELDS.amount, 'Worth', {
    optional: true,
    min: 1,
    max: MOST_WORTH,
    initial: value?.amount,
    hint: 'Without cents. The channel reads it when the deal is won; leave it empty if it should not.',
  }),
  selectInput(
    OUTCOME_FIELDS.currency,
    'Currency',
    CURRENCIES.map((code) => ({ value: code, text: code })),
    { optional: true, initial: value?.currency },
  ),
];

/** Above this it is a slip of the finger, and JavaScript would begin to round. */
export const MOST_WORTH = 1_000_000_000_000;

export const CURRENCIES: readonly string[] = (
  'EUR USD GBP CHF PLN SEK NOK DKK CZK HUF RON BGN TRY UAH ILS AED SAR ' +
  'ZAR INR JPY CNY HKD SGD KRW AUD NZD CAD MXN BRL CLP COP ARS'
).split(' ');

const choices = (list: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(list).map(([value, text]) => ({ value, text }));
