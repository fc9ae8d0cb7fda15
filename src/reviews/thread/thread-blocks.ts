import type { KnownBlock } from '@slack/types';
import { actions, context, header, section } from '../../blockkit/blocks.ts';
import { button, type MenuItem, overflow } from '../../blockkit/elements.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import { quote } from '../../blockkit/rich-text.ts';
import type { LeadStory } from '../../core/lead-story.ts';
import { counted, dateTimeText, hoursText } from '../../core/time-text.ts';
import type { Side } from '../../core/verdict.ts';
import { agendaLines, type Decision, DISCUSS, itemButtons, itemLines } from '../deciding/agenda-blocks.ts';
import { filterText, STRATUM_WORDS } from '../planning/sample-words.ts';
import { RATE_IN } from '../verdicts/rate-blocks.ts';

import type { ParentView, Progress, ReplyView } from './thread-view.ts';
import type { Step } from './timeline.ts';

export const MY_QUEUE = 'review.queue';
export const MENU = 'review.menu';
export const END = 'review.end';
export const CALL_OFF = 'review.call-off';
export const MORE_TIME = 'review.more-time';
export const RATERS = 'review.raters';

/** What is shown of what was found, once it may be seen. */
export interface Shown {
  readonly results: readonly KnownBlock[];
  /** How a decision reads. */
  readonly decision: Decision;
}

/** The first message of a review: changed in place until it is over, and then with what was found. */
export function parentMessage(view: ParentView, shown: Shown): MessageContent {
  const { review, zone } = view;
  const title = `Lead review ${review.number}`;
  switch (review.state) {
    case 'open':
      return message(`${title}: ${counted(view.leads, 'lead')}, until ${dateTimeText(review.dueAt, zone)}`, [
        header(title),
        section(lines(aboutLine(view), questionedLine(view))),
        section(lines(...view.progress.map(progressLine))),
        ...smallPrint(view),
        actions(button('My queue', MY_QUEUE, { value: review.id, style: 'primary' }), menu(review.id)),
      ]);
    case 'revealed':
      return message(`${title}: what both teams found`, [
        header(title),
        section(revealedLine(view)),
        ...shown.results,
        ...agendaSection(view, shown),
        ...smallPrint(view),
      ]);
    case 'called-off':
      return message(`${title} was called off`, [
        header(title),
        section(
          md`*Called off*${view.by.ended === undefined ? '' : md` by ${view.by.ended}`}. What was said in it is kept nowhere.`,
        ),
      ]);
  }
}

/** One lead in the thread of a review, with how it went until now. */
export function replyMessage(
  view: ReplyView,
  { said = [], decision }: { readonly said?: readonly Mrkdwn[]; readonly decision: Decision },
): MessageContent {
  const { review, lead, leads, story } = view;
  const title = md`*${story?.name ?? 'A lead that is gone'}* (${lead.position} of ${leads})`;
  if (review.state === 'called-off') return message(title, [section(lines(title, md`The review was called off.`))]);
  if (story === undefined) return message(title, [section(title)]);
  if (view.countsAs !== undefined)
    return message(title, [
      section(
        lines(
          title,
          md`It has become one with lead ${view.countsAs} of this review, and counts there with what was said of it. Of somebody who has judged both, what they said last counts.`,
        ),
      ),
    ]);
  const small = [factsLine(story), md`Why this one: ${STRATUM_WORDS[lead.stratum]}`].filter((one) => one !== undefined);
  return message(title, [
    section(lines(title, mergedLine(view, story))),
    ...(story.message === undefined ? [] : [quote(story.message)]),
    section(timelineLine(view, story)),
    context(lines(...small)),
    ...(said.length === 0 ? [] : [section(lines(...said))]),
    ...itemSection(view, decision),
    actions(...buttons(view)),
  ]);
}

const SIDE_NAMES: Readonly<Record<Side, string>> = { sales: 'Sales', marketing: 'Marketing' };

function aboutLine({ review, leads, zone }: ParentView): Mrkdwn {
  const { draw, dueAt } = review;
  const days = draw.size === 0 ? '' : md` of ${when(draw.from, 'date', zone)} to ${when(draw.until, 'date', zone)}`;
  return md`*${counted(leads, 'lead')}*${days}. Sales and marketing judge the same leads, and nobody sees what others say until all are done or ${when(dueAt, 'date-time', zone)}.`;
}

/** What both teams couldn't agree on is looked at first. */
function questionedLine({ questioned = 0 }: ParentView): Mrkdwn | undefined {
  if (questioned === 0) return undefined;
  return questioned === 1
    ? md`It begins with a lead whose rejection marketing questions.`
    : md`It begins with ${questioned} leads whose rejection marketing questions.`;
}

/** "Sales: 9 of 16 judged · Ana, Ben" */
export function progressLine({ side, raters, judged, of }: Progress): Mrkdwn {
  const how = of > 0 && judged >= of ? 'all judged' : `${judged} of ${of} judged`;
  return md`*${SIDE_NAMES[side]}*: ${how} · ${raters.join(', ')}`;
}

function revealedLine({ review, leads, zone, by }: ParentView): Mrkdwn {
  const at = when(review.revealedAt ?? review.dueAt, 'date-time', zone);
  const early = by.ended === undefined ? '' : md`, ended by ${by.ended}`;
  return md`*${counted(leads, 'lead')}*, revealed ${at}${early}. Each is below, with what both teams found.`;
}

function smallPrint({ review, by }: ParentView): KnownBlock[] {
  const filters = filterText(review.draw);
  const pieces = [
    ...(by.started === undefined ? [] : [md`Started by ${by.started}`]),
    ...(review.occurrenceId === undefined ? [] : [md`Held by schedule`]),
    ...(filters === '' ? [] : [md`Only ${filters}`]),
    ...(review.isAnonymous ? [md`Nobody is named`] : []),
  ];
  return pieces.length === 0 ? [] : [context(joined(pieces, ' · '))];
}

function menu(reviewId: string) {
  const item = (actionId: string, text: string): MenuItem => ({ actionId, value: reviewId, text });
  return overflow(MENU, [
    item(MORE_TIME, 'Another deadline'),
    item(RATERS, 'Change who judges'),
    item(END, 'End it now'),
    item(CALL_OFF, 'Call it off'),
  ]);
}

function mergedLine({ parts = [] }: ReplyView, { mergedFrom }: LeadStory): Mrkdwn | undefined {
  if (parts.length > 0)
    return parts.length === 1
      ? md`Lead ${parts[0] ?? ''} of this review has become one with it: what was said of that one counts here.`
      : md`Leads ${parts.join(', ')} of this review have become one with it: what was said of them counts here.`;
  return mergedFrom === undefined ? undefined : md`Lead ${mergedFrom} has become one with it.`;
}

/** "Received 2 Mar at 09:12 → claimed after 12 min → first contact after 25 min → Not a fit: No budget after 3 h" */
function timelineLine({ steps, zone }: ReplyView, story: LeadStory): Mrkdwn {
  const has = (kind: Step['kind']) => steps.some((step) => step.kind === kind);
  const parts = [
    md`Received ${when(story.receivedAt, 'date-time', zone)}`,
    ...(has('claimed') || has('ended') ? [] : [md`not claimed`]),
    ...steps.map((step) => md`${STEP_WORDS[step.kind](story)} after ${hoursText(step.after)}`),
    ...(has('contacted') || has('ended') ? [] : [md`no contact yet`]),
    ...(story.outcome === undefined ? [md`now: ${story.stage}`] : []),
    ...(story.outcome !== undefined && !has('ended') ? [md`*${story.outcome.words}*`] : []),
  ];
  const back =
    story.returns === 0 ? '' : md`. It came back ${story.returns === 1 ? 'once' : counted(story.returns, 'time')}.`;
  const working = steps.length === 0 ? md`` : md` (working time)`;
  return md`${joined(parts, ' → ')}${working}${back}`;
}

const STEP_WORDS: Readonly<Record<Step['kind'], (story: LeadStory) => Mrkdwn>> = {
  claimed: () => md`claimed`,
  contacted: () => md`first contact`,
  ended: ({ outcome }) => md`*${outcome?.words ?? 'ended'}*`,
};

function factsLine({ facts, contactName, isErased }: LeadStory): Mrkdwn | undefined {
  const { source, campaign, persona, region, score } = facts;
  const known = [source, campaign, persona, region, score === undefined ? undefined : `score ${score}`, contactName];
  const all = [...known, isErased ? 'its person is forgotten' : undefined].filter((fact) => fact !== undefined);
  return all.length === 0 ? undefined : joined(all, ' · ');
}

function buttons({ review, lead, item }: ReplyView) {
  const value = `${review.id} ${lead.leadId}`;
  const label = `lead ${lead.position} of the review`;
  return [
    ...(review.state === 'open' ? [button('Rate', RATE_IN, { value, style: 'primary', label: `Rate ${label}` })] : []),
    ...(review.state === 'open'
      ? [button('Discuss', DISCUSS, { value, label: `Discuss ${label}` })]
      : itemButtons(value, label, item)),
  ];
}

function agendaSection({ agenda, review }: ParentView, { decision }: Shown): KnownBlock[] {
  const about = agendaLines(agenda, { isAnonymous: review.isAnonymous, decision });
  return about.length === 0 ? [] : [section(lines(...about))];
}

function itemSection({ item, review }: ReplyView, decision: Decision): KnownBlock[] {
  if (item === undefined) return [];
  return [section(lines(...itemLines(item, { isAnonymous: review.isAnonymous, decision })))];
}
