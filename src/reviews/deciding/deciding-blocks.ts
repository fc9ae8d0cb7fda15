import type { InputBlock, KnownBlock } from '@slack/types';
import { section } from '../../blockkit/blocks.ts';
import { decidedBefore } from '../../blockkit/decided-before.ts';
import { dateInput, personInput, selectInput, textInput } from '../../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { lines, md, mention } from '../../blockkit/mrkdwn.ts';
import { ACTION_KIND_WORDS, ACTION_KINDS, type ActionView } from '../../core/action.ts';
import type { Decision } from './agenda-blocks.ts';

export const DISCUSS_IT = 'review.discuss-it';
export const DECIDE_IT = 'review.decide-it';

/** Ids of the fields. */
export const FIELDS = {
  line: 'line',
  kind: 'kind',
  text: 'text',
  owner: 'owner',
  dueOn: 'dueOn',
  metric: 'metric',
} as const;

/** Somebody would like to discuss a lead. */
export const discussModal = (form: {
  readonly place: string;
  readonly name: string;
  readonly line: string | undefined;
  readonly isBlind: boolean;
  readonly isAnonymous: boolean;
}): ModalView =>
  modal({
    callbackId: DISCUSS_IT,
    title: 'Discuss this lead',
    submit: 'Put it up',
    metadata: form.place,
    blocks: [
      section(md`*${form.name}* is on the agenda once you send this.`),
      textInput(FIELDS.line, 'What about?', {
        optional: true,
        multiline: true,
        maxLength: 300,
        initial: form.line,
        placeholder: 'They fit on paper. What made the call go wrong?',
        hint: whoReadsIt(form),
        focus: true,
      }),
    ],
  });

function whoReadsIt({ isBlind, isAnonymous }: { readonly isBlind: boolean; readonly isAnonymous: boolean }): string {
  if (isBlind)
    return isAnonymous
      ? 'Nobody reads it before the review is revealed, and never your name: it is deleted then.'
      : 'Nobody reads it before the review is revealed.';
  return isAnonymous
    ? 'Everybody in the thread reads it, and never your name: it is kept nowhere, so you can’t change it later.'
    : 'Everybody in the thread reads it.';
}

/** What follows from a lead. `place` comes back, with how often something had been decided when this was opened. */
export function decideModal(form: {
  readonly place: string;
  readonly name: string;
  readonly seen: number;
  readonly kind: string;
  readonly text?: string | undefined;
  readonly owner: string | undefined;
  readonly dueOn: string;
  /** What was decided before, or meanwhile. */
  readonly before: KnownBlock[];
  /** What it is to move, as far as anything is measured. */
  readonly metric?: readonly InputBlock[];
}): ModalView {
  return modal({
    callbackId: DECIDE_IT,
    title: 'Decide',
    submit: 'Decide',
    metadata: `${form.place} ${form.seen}`,
    blocks: [
      ...form.before,
      selectInput(
        FIELDS.kind,
        'What changes',
        ACTION_KINDS.map((value) => ({ value, text: ACTION_KIND_WORDS[value] })),
        { initial: form.kind },
      ),
      textInput(FIELDS.text, 'What we do', {
        multiline: true,
        maxLength: 300,
        initial: form.text,
        placeholder: 'If a demo form has no company, then it asks for it',
        hint: `If …, then … is easiest to keep. It is about leads like ${form.name}.`,
        focus: true,
      }),
      personInput(FIELDS.owner, 'Who does it', {
        optional: true,
        initial: form.owner,
        hint: 'One person. It comes back in their standup; empty if it is nobody’s yet.',
      }),
      dateInput(FIELDS.dueOn, 'By when', { initial: form.dueOn }),
      ...(form.metric ?? []),
    ],
  });
}

/** Above the form: what was decided about this lead. `isMeanwhile`: while somebody filled it in. */
export const beforeBlocks = (
  decisions: readonly ActionView[],
  isMeanwhile: boolean,
  decision: Decision,
): KnownBlock[] =>
  decidedBefore(
    decisions.map((view) => decision(view)),
    {
      isMeanwhile,
      settled: md`Somebody was faster: there is nothing to change, they say. You can still decide.`,
    },
  );

export const markedMessage = (name: string, isBlind: boolean): MessageContent =>
  message(
    isBlind
      ? md`${name} is on the agenda. The others read that once the review is revealed.`
      : md`${name} is on the agenda.`,
  );

export const decidedMessage = (name: string, view: ActionView, decision: Decision): MessageContent =>
  message(md`Decided about ${name}: ${decision(view)}`);

export const endedMessage = (name: string): MessageContent =>
  message(md`Nothing to change about ${name}. If you think again, press Decide.`);

export const endedAlreadyMessage = (name: string, by: string): MessageContent =>
  message(md`${mention(by)} has said of ${name} that there is nothing to change.`);

export const meanwhileMessage = (name: string, decisions: readonly ActionView[], decision: Decision): MessageContent =>
  message(lines(md`Somebody was faster with ${name}.`, ...decisions.map((view) => md`✅ ${decision(view)}`)));

/** Why something can't be put up or decided, with what to do. */
export function refusedMessage(
  why:
    | { readonly kind: 'not-found' | 'not-in-teams' }
    | { readonly kind: 'called-off' | 'still-blind'; readonly number: number },
): MessageContent {
  switch (why.kind) {
    case 'not-found':
      return message('That lead is not in this review any more.');
    case 'not-in-teams':
      return refusal('Only people of sales and marketing discuss and decide. An admin can add you with /baton setup.');
    case 'called-off':
      return message(md`Review ${why.number} was called off, so nothing is decided in it.`);
    case 'still-blind':
      return message(
        md`Review ${why.number} is not revealed yet. Decide once everybody has judged, or its time is over.`,
      );
  }
}
