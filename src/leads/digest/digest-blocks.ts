import type { KnownBlock } from '@slack/types';
import { actions, context, divider, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { cleanLine, cut } from '../../blockkit/escape.ts';
import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { code, joined, lines, type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import type { ActionView } from '../../core/action.ts';
import type { Instant } from '../../core/instants.ts';
import { countedStage, type StageWords } from '../../core/lead-stages.ts';
import { counted, workingTimeText } from '../../core/time-text.ts';
import { VERDICT_WORDS } from '../../core/verdict.ts';
import { SHOW } from '../card/card-blocks.ts';
import { type Lead, leadName } from '../lead.ts';
import { maskedMessage } from '../masking.ts';
import type { CampaignDigest, RejectedFor, SettledFor } from './digest.ts';

/** Whoever presses it reads this each week from then on, or no more. */
export const WEEKLY = 'lead.weekly-digest';

/** More campaigns than that are for a report. */
const MOST_CAMPAIGNS = 8;
const MOST_NOTES = 3;
const MOST_DECIDED = 3;
const MOST_WON = 5;
const MOST_CALLS = 8;
const LONGEST_NOTE = 200;

interface Happened {
  readonly from: Instant;
  readonly campaigns: readonly (CampaignDigest & { readonly open: number; readonly decided: readonly ActionView[] })[];
  /** The company's own for stages. */
  readonly words?: StageWords | undefined;
}

/** What became of marketing's leads, campaign by campaign; in reps' own words, without what identifies a prospect. */
export function whatHappenedMessage(
  { from, campaigns, words = {} }: Happened,
  zone: string,
  /** Whether its reader gets it each week. */
  isWeekly = false,
): MessageContent {
  const since = md`since ${when(from, 'date', zone)}`;
  if (campaigns.length === 0)
    return message(md`Nothing has happened to a lead ${since}. ${code('/lead search')} finds those from before.`);
  const shown = campaigns.slice(0, MOST_CAMPAIGNS);
  const more = campaigns.length - shown.length;
  return message(md`What happened to your leads ${since}`, [
    section(md`*What happened to your leads ${since}*`),
    ...shown.flatMap((one) => [divider(), section(campaignLines(one, words))]),
    ...(more === 0 ? [] : [context(md`And ${counted(more, 'campaign')} more with fewer leads.`)]),
    actions(
      isWeekly
        ? button('Stop each week', WEEKLY, { value: 'off' })
        : button('Send me each week', WEEKLY, { value: 'on' }),
    ),
  ]);
}

function campaignLines(one: Happened['campaigns'][number], words: StageWords): Mrkdwn {
  const { campaign, came, firstContact, qualified, upheld, overturned, judged, won, lost, open } = one;
  const figures = [
    `${came} came`,
    firstContact === undefined ? undefined : `first contact after ${workingTimeText(firstContact)} (median)`,
    countedStage(qualified, 'qualified', words),
    lost === 0 ? undefined : countedStage(lost, 'lost', words),
    `${open} still open`,
  ].filter((figure) => figure !== undefined);
  const questions = upheld + overturned;
  return lines(
    md`*${campaign ?? 'No campaign'}*`,
    joined(figures, ' · '),
    won.length > 0 &&
      md`🏆 ${words.customer ?? 'Won'}: ${joined(won.slice(0, MOST_WON).map(wonWords), ', ')}${won.length > MOST_WON ? md` and ${won.length - MOST_WON} more` : md``}`,
    ...one.rejected.map(rejectedLine),
    judged.good + judged.not > 0 &&
      md`🔎 Judged: ${judged.good} × ${VERDICT_WORDS.good}, ${judged.not} × ${VERDICT_WORDS.not}`,
    ...one.decided.slice(0, MOST_DECIDED).map(decidedWords),
    one.decided.length > MOST_DECIDED && md`and ${counted(one.decided.length - MOST_DECIDED, 'more decision')}`,
    questions > 0 &&
      md`⚖️ ${counted(questions, 'question')} of yours settled: ${upheld} upheld, ${overturned} overturned (${joined(one.settled.map(settledWords), '; ')})`,
  );
}

function decidedWords({ action, names }: ActionView): Mrkdwn {
  const { number, text, owner, state } = action;
  const who = owner === undefined ? 'nobody does it yet' : (names.get(owner) ?? 'somebody');
  const how = state === 'open' ? who : state;
  const what = text === '' ? md`` : md` ${cut(cleanLine(text), LONGEST_NOTE)}`;
  return md`${state === 'done' ? '✅' : '📌'} *Decision ${number}*${what} · ${how}`;
}

/** So few in a week that shares would say nothing. */
const settledWords = ({ reason, upheld, overturned }: SettledFor): string =>
  `${reason}: ${[upheld > 0 && `${upheld} upheld`, overturned > 0 && `${overturned} overturned`].filter(Boolean).join(', ')}`;

const wonWords = (lead: Lead): Mrkdwn =>
  lead.owner === undefined ? md`${leadName(lead)}` : md`${leadName(lead)} by ${mention(lead.owner.personId)}`;

function rejectedLine({ reason, count, notes }: RejectedFor): Mrkdwn {
  const words = notes
    .slice(0, MOST_NOTES)
    .map(({ lead, note }) => maskedMessage({ ...lead.fields, message: cut(note, LONGEST_NOTE) }))
    .filter((note) => note !== undefined);
  const said =
    words.length === 0
      ? md``
      : md`: ${joined(
          words.map((word) => md`“${word}”`),
          ', ',
        )}`;
  return md`↩️ ${count} × ${reason}${said}`;
}

type CallReason = 'back' | 'wrote' | 'due' | 'active' | 'shelf';

const WHY: Readonly<Record<CallReason, string>> = {
  back: 'came back this week',
  wrote: 'wrote again this week, and nobody has contacted them since',
  due: 'due today',
  active: 'something happened since your last contact',
  shelf: 'comes back today',
};

/** A rep's leads that are worth a call today; nothing if none is. */
export function worthACallRows(
  calls: readonly { readonly lead: Lead; readonly why: CallReason }[],
): readonly KnownBlock[] {
  if (calls.length === 0) return [];
  const more = calls.length - MOST_CALLS;
  return [
    section(md`*Worth a call today*`),
    divider(),
    ...calls
      .slice(0, MOST_CALLS)
      .map(({ lead, why }) =>
        section(lines(md`*${leadName(lead)}*`, md`${WHY[why]}`), button('Details', SHOW, { value: lead.id })),
      ),
    ...(more > 0 ? [context(md`And ${more} more. ${code('/lead mine')} lists all that are yours.`)] : []),
  ];
}

export const worthACallMessage = (calls: Parameters<typeof worthACallRows>[0]): MessageContent =>
  calls.length === 0
    ? message(
        md`Nothing is due today, and nothing has come back. ${code('/lead list')} shows leads that wait for somebody.`,
      )
    : message('Worth a call today', worthACallRows(calls));

/** What comes of choosing to read it each week. */
export function weeklyReply(kind: 'on' | 'off' | 'not-in-teams'): MessageContent {
  switch (kind) {
    case 'on':
      return message(
        'You read it on the first morning of each week on which you work, if anything has happened. The message has a button to stop that.',
      );
    case 'off':
      return message(
        md`You don’t read it each week any more. ${code('/lead mine campaigns')} shows it whenever you ask.`,
      );
    case 'not-in-teams':
      return refusal('Only the teams of sales and marketing read what happened to leads. Ask one of them, please.');
  }
}
