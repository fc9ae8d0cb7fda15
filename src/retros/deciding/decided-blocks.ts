import type { KnownBlock } from '@slack/types';
import { actions, context, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { code, lines, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import type { ActionView } from '../../core/action.ts';
import type { Instant } from '../../core/instants.ts';
import { counted } from '../../core/time-text.ts';
import { type NamedTopic, topicName } from '../topics/topic-words.ts';

export const DECIDE = 'retro.decide';
export const NOTHING = 'retro.nothing';

/** How what was decided reads; the feature that has decisions says. */
export interface DecisionLines {
  /** In one line, for everybody. */
  readonly line: (view: ActionView) => Mrkdwn;
  /** What it is to move, and where that stands: no line if it is to move nothing. */
  readonly progress: (view: ActionView) => readonly Mrkdwn[];
}

/** A topic, as its reply shows it. */
export interface ShownTopic {
  readonly topic: NamedTopic;
  readonly item: { readonly retroId: string; readonly topicId: string; readonly position: number };
  readonly decisions: readonly ActionView[];
  /** Whether somebody found that there is nothing to do; who, if they are known. */
  readonly isEnded: boolean;
  readonly endedBy: string | undefined;
  /** Whether it can still be decided. */
  readonly isOpen: boolean;
}

/** The reply about one topic: what it is, what was decided, and how to decide. */
export function topicMessage(view: ShownTopic, how: DecisionLines): MessageContent {
  const { topic, item, isOpen } = view;
  const title = md`${item.position}. ${topicName(topic, LONGEST)}`;
  const value = `${item.retroId} ${item.topicId}`;
  const outcome = outcomeLines(view, how);
  return message(title, [
    section(lines(md`*${title}*`, ...outcome)),
    ...(isOpen
      ? [
          actions(
            button('Decide', DECIDE, {
              value,
              ...(outcome.length === 0 && { style: 'primary' }),
              label: `Decide about topic ${item.position}`,
            }),
            ...(view.isEnded
              ? []
              : [button('Nothing to do', NOTHING, { value, label: `Nothing to do about topic ${item.position}` })]),
          ),
        ]
      : []),
  ]);
}

/** In the first message of the thread: what was decided, or where to decide. */
export function decidedBlocks(
  {
    decisions,
    nothing,
    of,
    left,
    open,
  }: {
    readonly decisions: readonly ActionView[];
    readonly nothing: number;
    readonly of: number;
    /** About how many topics nobody has said anything yet. */
    readonly left: number;
    /** Until when it can be decided; undefined when that is over. */
    readonly open: { readonly until: Instant; readonly zone: string } | undefined;
  },
  { line }: DecisionLines,
): KnownBlock[] {
  if (of === 0) return [];
  const more = decisions.length - MOST_IN_PARENT;
  const title =
    decisions.length === 0 ? (open === undefined ? md`Nothing was decided.` : undefined) : md`*What was decided*`;
  return [
    section(
      lines(
        title,
        open !== undefined && left === of && md`${counted(of, 'topic')} to decide about, in the thread.`,
        ...decisions.slice(0, MOST_IN_PARENT).map((view) => md`✅ ${line(view)}`),
        more > 0 && md`and ${counted(more, 'decision')} more, in the thread`,
        nothing > 0 && md`Nothing to do about ${counted(nothing, 'topic')}.`,
        open !== undefined && left < of && leftText(left, open),
      ),
    ),
  ];
}

/** What is still to be done in the thread. */
const leftText = (left: number, { until, zone }: { readonly until: Instant; readonly zone: string }): Mrkdwn =>
  left > 0
    ? md`${counted(left, 'topic')} ${left === 1 ? 'is' : 'are'} still to be decided, in the thread.`
    : md`Every topic is done, so the retro closes ${when(until, 'date-time', zone)}. Until then more can be decided.`;

/** What earlier decisions have moved, once as a retro begins, for everybody; it rings nobody. */
export function movedMessage(
  { moved, open }: { readonly moved: readonly ActionView[]; readonly open: number },
  { line, progress }: DecisionLines,
): MessageContent {
  const title = moved.length === 0 ? 'What is still to be done' : 'What our decisions have moved';
  const more = moved.length - MOST_MOVED;
  return message(title, [
    section(md`*${title}*`),
    ...moved.slice(0, MOST_MOVED).map((view) => section(lines(line(view), ...progress(view)))),
    context(
      lines(
        more > 0 && md`And ${counted(more, 'decision')} more.`,
        open > 0
          ? md`${counted(open, 'decision')} from before ${open === 1 ? 'is' : 'are'} open. Whose they are says in their own message how they stand. ${code('/retro actions')} lists them.`
          : md`Nothing from before is open.`,
      ),
    ),
  ]);
}

function outcomeLines({ decisions, isEnded, endedBy }: ShownTopic, { line, progress }: DecisionLines): Mrkdwn[] {
  const made = decisions.slice(0, MOST_IN_TOPIC).flatMap((view) => [md`✅ ${line(view)}`, ...progress(view)]);
  const more = decisions.length - MOST_IN_TOPIC;
  return [
    ...made,
    ...(more > 0 ? [md`and ${counted(more, 'decision')} more`] : []),
    ...(isEnded ? [endedBy === undefined ? md`Nothing to do.` : md`Nothing to do, says ${endedBy}.`] : []),
  ];
}

const LONGEST = 200;
const MOST_IN_TOPIC = 5;
const MOST_IN_PARENT = 8;
const MOST_MOVED = 8;
