import { section } from '../blockkit/blocks.ts';
import { selectInput, textInput } from '../blockkit/inputs.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { md } from '../blockkit/mrkdwn.ts';
import { REASON_KEYS, REASONS } from '../core/lead-reasons.ts';
import { GRADES, LEAD_PARTS, type Side, VERDICT_KINDS, VERDICT_WORDS, type VerdictKind } from '../core/verdict.ts';
import type { Form } from './form.ts';

export const SAY_MORE = 'review.say-more';

/** Ids of the fields. Each tells at once what is in it, so that nothing is lost with a window that is closed. */
export const MORE_FIELDS = {
  grade: 'review.grade',
  reason: 'review.reason',
  part: 'review.part',
  note: 'review.note',
  next: 'review.next',
} as const satisfies Readonly<Record<keyof Form, string>>;

/** More about a verdict: nothing of it must be said. */
export function moreModal(
  lead: { readonly id: string; readonly name: string },
  { verdict, side, form }: { readonly verdict: VerdictKind; readonly side: Side; readonly form: Form },
): ModalView {
  return modal({
    callbackId: SAY_MORE,
    title: VERDICT_WORDS[verdict],
    submit: 'Send',
    metadata: `${verdict} ${lead.id}`,
    blocks: [
      section(md`*${lead.name}*: whatever you like to add. What you type is kept, also if you close this window.`),
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
        hint: 'The situation, its effect, your wish. Both teams read it.',
      }),
      textInput(MORE_FIELDS.next, `What do you need from ${OTHER[side]} next time?`, {
        ...OPEN,
        maxLength: 500,
        initial: form.next,
        hint: `It becomes an ask: somebody in ${OTHER[side]} answers.`,
      }),
    ],
  });
}

/** Which verdict of which lead a window is about; undefined for what is none. */
export function subjectOf(metadata: string): { readonly verdict: VerdictKind; readonly leadId: string } | undefined {
  const [word, leadId = ''] = metadata.split(' ');
  const verdict = VERDICT_KINDS.find((kind) => kind === word);
  return verdict && { verdict, leadId };
}

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
