import type { KnownBlock } from '@slack/types';
import { decidedBefore } from '../blockkit/decided-before.ts';
import { dateInput, personInput, selectInput, textInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { md, mention } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import { ACTION_KIND_WORDS, ACTION_KINDS, type ActionView } from '../core/action.ts';
import type { EndRefusal, TopicRefusal } from './refusals.ts';
import type { DecisionWords } from './topic-blocks.ts';
import { OUTCOME_WORDS } from './words.ts';

export const DECIDE_IT = 'meeting.decide-it';

/** Ids of the fields. */
export const DECIDE_FIELDS = { kind: 'kind', text: 'text', owner: 'owner', dueOn: 'dueOn' } as const;

/** What follows from a topic. `place` comes back, with how often something had come of it when this was opened. */
export function decideModal(form: {
  readonly place: string;
  readonly topic: string;
  readonly seen: number;
  readonly kind: string;
  readonly text?: string | undefined;
  readonly owner: string | undefined;
  readonly dueOn: string;
  readonly before: readonly KnownBlock[];
}): ModalView {
  return modal({
    callbackId: DECIDE_IT,
    title: 'Decide',
    submit: 'Decide',
    metadata: `${form.place} ${form.seen}`,
    blocks: [
      quote(form.topic),
      ...form.before,
      selectInput(
        DECIDE_FIELDS.kind,
        'What changes',
        ACTION_KINDS.map((value) => ({ value, text: ACTION_KIND_WORDS[value] })),
        { initial: form.kind },
      ),
      textInput(DECIDE_FIELDS.text, 'What we do', {
        multiline: true,
        maxLength: 300,
        initial: form.text,
        placeholder: 'If a webinar form has no phone number, then it asks for it',
        hint: 'If …, then … is easiest to keep.',
        focus: true,
      }),
      personInput(DECIDE_FIELDS.owner, 'Who does it', {
        optional: true,
        initial: form.owner,
        hint: 'One person. It comes back in their standup; empty if it is nobody’s yet.',
      }),
      dateInput(DECIDE_FIELDS.dueOn, 'By when', { initial: form.dueOn }),
    ],
  });
}

/** Above the form: what was decided about this topic. `isMeanwhile`: while somebody filled it in. */
export const beforeBlocks = (
  decisions: readonly ActionView[],
  isMeanwhile: boolean,
  decision: DecisionWords,
): KnownBlock[] =>
  decidedBefore(
    decisions.map((view) => decision(view)),
    {
      isMeanwhile,
      settled: md`Somebody was faster and has settled it. You can still decide: send it again.`,
    },
  );

export const decidedMessage = (view: ActionView, decision: DecisionWords): MessageContent =>
  message(md`Decided: ${decision(view)}`);

/** Why a topic can't be changed, with what to do. */
export function refusedMessage(why: TopicRefusal): MessageContent {
  switch (why.kind) {
    case 'not-found':
      return message('That topic is not on this agenda any more.');
    case 'not-in-teams':
      return refusal('Only people of sales and marketing settle topics. An admin can add you with /baton setup.');
    case 'not-yours':
      return refusal('Only whoever put it up, managers and admins can change it.');
    case 'over':
      return message(md`Meeting ${why.number} is over. What stayed open is on the agenda of the next one.`);
    case 'meanwhile':
      return why.outcome === 'open'
        ? message('Somebody was faster: it is open again.')
        : message(
            md`${why.by === undefined ? 'Somebody' : mention(why.by)} was faster: it is ${OUTCOME_WORDS[why.outcome]}.`,
          );
  }
}

export const endRefusedMessage = (why: EndRefusal): MessageContent =>
  why === 'not-yours'
    ? refusal('Only those who look after the meetings, managers and admins end one.')
    : message(why === 'over' ? 'It is over already.' : 'That meeting is not here any more.');

export const endedMessage = (number: number): MessageContent =>
  message(md`Meeting ${number} is over. Its minutes are in the thread, and what is open waits for the next one.`);
