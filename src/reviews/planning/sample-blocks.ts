import type { KnownBlock } from '@slack/types';
import { actions, context, named, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { textInput } from '../../blockkit/inputs.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { channelLink, joined, lines, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import { counted } from '../../core/time-text.ts';
import { SIDES } from '../../core/verdict.ts';
import type { SampleLine, SampleView } from './plan-view.ts';
import { filterText, STRATUM_WORDS } from './sample-words.ts';

/** The leads as they are shown, sent: starts the review. */
export const BEGIN = 'review.begin';
export const OTHERS = 'review.other-leads';
export const LEAVE_OUT = 'review.leave-out';
export const ADD = 'review.add';

/** Each of these has a button of its own; of more leads the rest is listed. */
const WITH_BUTTON = 40;
const LINES_A_BLOCK = 20;

/** The field for numbers is another one whenever something was added, or what was typed would stay in it. */
export const addField = ({ plan }: Pick<SampleView, 'plan'>): string =>
  `${ADD}.${plan.added.length}.${plan.leftOut.length}`;

/** The leads of a review before it starts: some can be left out, others drawn, more added. */
export function sampleModal(view: SampleView): ModalView {
  const { id, leads } = view;
  return modal({
    callbackId: BEGIN,
    title: 'Review these?',
    submit: 'Start',
    close: 'Back',
    metadata: id,
    blocks: [
      section(aboutLines(view)),
      actions(button('Other leads', OTHERS, { value: id, label: 'Draw other leads of the same kind' })),
      ...leads
        .slice(0, WITH_BUTTON)
        .map((lead) =>
          section(
            leadLine(lead),
            button('Remove', LEAVE_OUT, { value: `${lead.number}`, label: `Remove ${lead.name}` }),
          ),
        ),
      ...restBlocks(leads.slice(WITH_BUTTON)),
      named(
        addField(view),
        textInput(ADD, 'Add leads', {
          optional: true,
          maxLength: 500,
          placeholder: '12, 15',
          live: true,
          hint: 'By number. They come on top.',
        }),
      ),
    ],
  });
}

function aboutLines({ plan, leads, raters, dueAt, zone, away }: SampleView): Mrkdwn {
  const sides = SIDES.map((side) => md`${raters.filter((one) => one.side === side).length} of ${side}`);
  const filters = plan.drawn === undefined ? '' : filterText(plan.drawn.draw);
  return lines(
    md`*${counted(leads.length, 'lead')}*, judged by ${joined(sides, ' and ')}, until ${when(dueAt, 'date-time', zone)}, in ${channelLink(plan.more.channelId)}.`,
    fewerLine(plan, leads.length),
    filters !== '' && md`Only ${filters}.`,
    plan.more.isAnonymous && md`Nobody is named in the end.`,
    away.length > 0 && md`Away today: ${away.join(', ')}.`,
    md`A removed lead is replaced by another one of its kind, if there is one.`,
  );
}

const fewerLine = ({ form }: SampleView['plan'], found: number): Mrkdwn | false =>
  found < form.size && md`There are no more that fit: you asked for ${form.size}.`;

const leadLine = ({ name, source, stratum }: SampleLine): Mrkdwn =>
  source === undefined
    ? md`*${name}* · ${STRATUM_WORDS[stratum]}`
    : md`*${name}* · ${STRATUM_WORDS[stratum]} · ${source}`;

function restBlocks(rest: readonly SampleLine[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  for (let at = 0; at < rest.length; at += LINES_A_BLOCK)
    blocks.push(context(lines(...rest.slice(at, at + LINES_A_BLOCK).map(leadLine))));
  return blocks;
}
