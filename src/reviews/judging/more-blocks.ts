import { context, section } from '../../blockkit/blocks.ts';
import { selectInput, textInput } from '../../blockkit/inputs.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { md } from '../../blockkit/mrkdwn.ts';
import { REASON_KEYS, REASONS } from '../../core/lead-reasons.ts';
import { GRADES, LEAD_PARTS, type Side, VERDICT_KINDS, VERDICT_WORDS, type VerdictKind } from '../../core/verdict.ts';
import { type InReview, whoReads } from '../verdicts/rate-blocks.ts';
import type { Form } from './form.ts';
import { type SpotValue, spotIn, spotValue } from './spot-value.ts';

export const SAY_MORE = 'review.say-more';

/** Ids of the fields. Each tells at once what is in it, so that nothing is lost with a window that is closed. */
export const MORE_FIELDS = {
  grade: 'review.grade',
  reason: 'review.reason',
  part: 'review.part',
  note: 'review.note',
  next: 'review.next',
} as const satisfies Readonly<Record<keyof Form, string>>;

interface MoreOf {
  readonly verdict: VerdictKind;
  readonly side: Side;
  readonly form: Form;
  /** The review in which it is said; undefined for what everybody sees at once. */
  readonly within?: InReview | undefined;
}

/** More about a verdict: nothing of it must be said. */
export function moreModal(
  lead: { readonly id: string; readonly name: string },
  { verdict, side, form, within }: MoreOf,
): ModalView {
  const when = within === undefined ? 'at-once' : within.isAnonymous ? 'unnamed' : 'revealed';
  return modal({
    callbackId: SAY_MORE,
    title: VERDICT_WORDS[verdict],
    submit: 'Send',
    metadata: `${verdict} ${within === undefined ? lead.id : spotValue({ ...within, leadId: lead.id })}`,
    blocks: [
      section(md`*${lead.name}*: whatever you like to add. What you type is kept, also if you close this window.`),
      ...(within === undefined ? [] : [context(whoReads(within))]),
      selectInput(MORE_FIELDS.grade, 'How well does it fit?', grades, { ...OPEN, initial: form.grade }),
      ...(verdict === 'good'
        ? []
        : [selectInput(MORE_FIELDS.reason, 'Why?', reasons, { ...OPEN, initial: form.reason })]),
      selectInput(MORE_FIELDS.part, 'What was wrong or missing?', parts, { ...OPEN, initial: form.part }),
      textInput(MORE_FIELDS.note, verdict === 'good' ? 'What helped?' : 'What went wrong?', {
        ...OPEN,
        maxLength: 300,
        initial: form.note,
        placeholder: FRAMES[verdict],
        hint: `The situation, its effect, your wish. ${READ_BY[when]}`,
      }),
      textInput(MORE_FIELDS.next, `What do you need from ${OTHER[side]} next time?`, {
        ...OPEN,
        maxLength: 500,
        initial: form.next,
        hint: ASKED[when](OTHER[side]),
      }),
    ],
  });
}

/** Which verdict of which lead a window is about; undefined for what is none. */
export function subjectOf(metadata: string): Subject | undefined {
  const [word, ...rest] = metadata.split(' ');
  const verdict = VERDICT_KINDS.find((kind) => kind === word);
  const spot = spotIn(rest.join(' '));
  return verdict && { verdict, leadId: spot?.leadId ?? rest[0] ?? '', spot };
}

interface Subject {
  readonly verdict: VerdictKind;
  readonly leadId: string;
  /** Where it is said in a review. */
  readonly spot: SpotValue | undefined;
}

/** Who reads a line, and when. */
const READ_BY = {
  'at-once': 'Both teams read it.',
  revealed: 'Both teams read it after that.',
  unnamed: 'Both teams read it after that, without a name.',
} as const;

/** What becomes of what they need of the other team. */
const ASKED: Readonly<Record<keyof typeof READ_BY, (of: Side) => string>> = {
  'at-once': (of) => `It becomes an ask: somebody in ${of} answers.`,
  revealed: (of) => `It becomes an ask after that: somebody in ${of} answers.`,
  unnamed: () => 'It stands with the results, without a name.',
};

const OPEN = { optional: true, live: 'as-typed' } as const;

const OTHER: Readonly<Record<Side, Side>> = { sales: 'marketing', marketing: 'sales' };

const GRADE_WORDS: Readonly<Record<(typeof GRADES)[number], string>> = {
  1: '1, not at all',
  2: '2, hardly',
  3: '3, partly',
  4: '4, well',
  5: '5, very well',
};

const grades = GRADES.map((grade) => ({ value: String(grade), text: GRADE_WORDS[grade] }));
const reasons = REASON_KEYS.map((key) => ({ value: key, text: REASONS[key].words }));
const parts = Object.entries(LEAD_PARTS).map(([value, text]) => ({ value, text }));

/** A gentle frame for the line. */
const FRAMES: Readonly<Record<VerdictKind, string>> = {
  good: 'On the call they knew the price, so we met the same week. More of that!',
  not: 'On the call they expected a free tool, so it ended soon. I’d wish for …',
  unsure: 'They never answered, so I know nothing of their need. I’d wish for …',
};
