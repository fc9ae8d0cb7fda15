import { context, section } from '../blockkit/blocks.ts';
import { channelInput, multiSelectInput, selectInput } from '../blockkit/inputs.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { ModalValues } from '../blockkit/values.ts';
import { DEMANDED_FIELDS, isDemandedField } from '../core/demands.ts';
import { type Duration, HOUR } from '../core/instants.ts';
import type { Hold, LeadRules } from '../core/lead-rules.ts';
import { workingTimeText } from '../core/time-text.ts';

export const OPEN_HOLD = 'agreements.open-hold';
export const HOLD = 'agreements.hold';

const FIELDS = { fields: 'fields', limit: 'limit', channel: 'channel' } as const;

/** For how many hours of marketing's working time a lead can be held back at most. */
const HOURS = [1, 2, 4, 8, 16, 40] as const;

/** A working day, as most offices have it. */
const USUAL_HOURS = 8;

/** What holds a new lead back, in one line. */
export const holdLine = ({ hold }: Pick<LeadRules, 'hold'>): Mrkdwn =>
  hold === undefined
    ? md`No lead is: sales sees what is missing on its card.`
    : md`New leads without ${hold.fields.map((field) => DEMANDED_FIELDS[field]).join(', ')}, for ${limitText(hold.limit)} at most`;

/** Without what a new lead is held back. Only what marketing sees to from the start can do so: of the rest nobody would see to it. */
export function holdModal({ demands, hold, marketingChannelId }: LeadRules): ModalView {
  const owed = demands.filter(({ stage, team }) => stage === 'new' && team === 'marketing').map(({ field }) => field);
  if (owed.length === 0) {
    return modal({
      callbackId: HOLD,
      title: 'Held back',
      blocks: [
        section(
          md`First say under “What a lead needs” what marketing sees to on a new lead. Any of that can hold a lead back.`,
        ),
      ],
    });
  }
  return modal({
    callbackId: HOLD,
    title: 'Held back',
    blocks: [
      context(
        md`A lead that is held back has no card, rings nobody, and its promise does not run. It goes on as soon as all is there, when marketing or a manager says so, or when its time is up.`,
      ),
      multiSelectInput(
        FIELDS.fields,
        'Without what is a new lead held back?',
        owed.map((field) => ({ value: field, text: DEMANDED_FIELDS[field] })),
        { optional: true, initial: hold?.fields ?? [], hint: 'Left empty: no lead is held back.' },
      ),
      selectInput(
        FIELDS.limit,
        'For how long at most?',
        HOURS.map((hours) => ({ value: `${hours}`, text: limitText(hours * HOUR) })),
        {
          initial: `${(hold?.limit ?? USUAL_HOURS * HOUR) / HOUR}`,
          hint: 'In marketing’s hours. Then sales gets it as it is, and its card says so.',
        },
      ),
      channelInput(FIELDS.channel, 'Where does marketing read of it?', {
        optional: true,
        initial: marketingChannelId,
        hint: 'One message for each lead. Whoever owes what is missing hears of it as well.',
      }),
    ],
  });
}

/** What the form says; undefined if nothing is to hold a lead back. */
export function holdIn(values: ModalValues): Hold | undefined {
  const fields = values.options(FIELDS.fields).filter(isDemandedField);
  const hours = HOURS.find((one) => `${one}` === values.option(FIELDS.limit)) ?? USUAL_HOURS;
  return fields.length === 0 ? undefined : { fields, limit: hours * HOUR };
}

/** Eight hours are what most people call a day; how long theirs is, they know. */
const limitText = (limit: Duration): string =>
  limit === USUAL_HOURS * HOUR ? `${workingTimeText(limit)} (a day)` : workingTimeText(limit);
