import type { InputBlock, KnownBlock } from '@slack/types';
import { section } from '../../blockkit/blocks.ts';
import { decidedBefore } from '../../blockkit/decided-before.ts';
import { dateInput, personInput, textInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { lines, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import type { ActionView } from '../../core/action.ts';
import type { Instant } from '../../core/instants.ts';
import type { RetroPhase } from '../retro.ts';

export const DECIDE_IT = 'retro.decide-it';

/** Ids of the fields; what it is to move has those of the feature that measures. */
export const DECIDING_FIELDS = {
  text: 'text',
  owner: 'owner',
  dueOn: 'dueOn',
  metric: 'metric',
  target: 'target',
} as const;

/** What follows from a topic. `place` comes back, with how often something had been decided when this was opened. */
export const decideModal = (form: {
  readonly place: string;
  readonly title: string;
  readonly seen: number;
  readonly text?: string | undefined;
  readonly owner: string | undefined;
  readonly dueOn: string;
  /** What was decided before, or meanwhile. */
  readonly before: readonly KnownBlock[];
  /** What it is to move, and how far. */
  readonly aim: readonly InputBlock[];
}): ModalView =>
  modal({
    callbackId: DECIDE_IT,
    title: 'Decide',
    submit: 'Decide',
    metadata: `${form.place} ${form.seen}`,
    blocks: [
      section(md`*${form.title}*`),
      ...form.before,
      textInput(DECIDING_FIELDS.text, 'What we do', {
        multiline: true,
        maxLength: 300,
        initial: form.text,
        placeholder: 'If a webinar lead asks for a demo, then sales calls the same day',
        hint: 'If …, then … is easiest to keep.',
        focus: true,
      }),
      personInput(DECIDING_FIELDS.owner, 'Who does it', {
        optional: true,
        initial: form.owner,
        hint: 'Somebody of the other team is asked first. Empty if it is nobody’s yet.',
      }),
      dateInput(DECIDING_FIELDS.dueOn, 'By when', { initial: form.dueOn }),
      ...form.aim,
    ],
  });

/** Above the form: what was decided about this topic. `isMeanwhile`: while somebody filled it in. */
export const beforeBlocks = (
  decisions: readonly ActionView[],
  isMeanwhile: boolean,
  line: (view: ActionView) => Mrkdwn,
): KnownBlock[] =>
  decidedBefore(
    decisions.map((view) => line(view)),
    {
      isMeanwhile,
      settled: md`Somebody was faster: there is nothing to do, they say. You can still decide.`,
    },
  );

/** `closes` is when the retro closes by itself, where that was the last topic. */
export const decidedMessage = (decision: Mrkdwn, closes?: Closes): MessageContent =>
  message(lines(md`Decided: ${decision}`, closes && lastTopicText(closes)));

export const endedMessage = (closes?: Closes): MessageContent =>
  message(lines('Nothing to do, then. If you think again, press Decide.', closes && lastTopicText(closes)));

interface Closes {
  readonly at: Instant;
  /** Of who reads it. */
  readonly zone: string;
}

const lastTopicText = ({ at, zone }: Closes): Mrkdwn =>
  md`That was the last topic, so the retro closes ${when(at, 'date-time', zone)}. Until then you can still decide more.`;

export const meanwhileMessage = (decisions: readonly Mrkdwn[]): MessageContent =>
  message(lines('Somebody was faster.', ...decisions.map((decision) => md`✅ ${decision}`)));

/** Why something can't be decided, with what to do. */
export function refusedMessage(
  why:
    | { readonly kind: 'not-found' | 'not-in-teams' }
    | { readonly kind: 'not-now'; readonly retro: { readonly number: number | undefined; readonly phase: RetroPhase } },
): MessageContent {
  switch (why.kind) {
    case 'not-found':
      return message('That topic is not in this retro any more.');
    case 'not-in-teams':
      return refusal('Only people of sales and marketing decide. An admin can add you with /baton setup.');
    case 'not-now': {
      const name = `Retro ${why.retro.number ?? ''}`.trim();
      return message(
        why.retro.phase === 'called-off'
          ? `${name} was called off, so nothing is decided in it.`
          : `${name} is closed. Write a card for the next one, please: /retro add.`,
      );
    }
  }
}
