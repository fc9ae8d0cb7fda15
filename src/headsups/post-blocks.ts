import type { KnownBlock } from '@slack/types';
import { actions, context, header, section } from '../blockkit/blocks.ts';
import { button, type MenuItem, overflow } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { quote } from '../blockkit/rich-text.ts';
import { dayText } from '../core/day-text.ts';
import type { CampaignTerms, HeadsUp, ProcessTerms } from './heads-up.ts';
import { type HeadsUpView, nameIn } from './heads-up-view.ts';

export const CLEAR = 'heads-up.clear';
export const CONCERN = 'heads-up.concern';
export const EDIT = 'heads-up.edit';
export const WITHDRAW = 'heads-up.withdraw';
const MENU = 'heads-up.menu';

/** More concerns than that are read on the agenda. */
const MOST_CONCERNS = 5;

/** The message of a heads-up, the same for everybody; who has said what isn't in it. */
export function headsUpMessage(view: HeadsUpView): MessageContent {
  const { headsUp } = view;
  const { id, withdrawn } = headsUp;
  if (withdrawn !== undefined) return withdrawnMessage(view, withdrawn.by);
  const item = (actionId: string, text: string): MenuItem => ({ actionId, value: id, text });
  const menu = overflow(MENU, [item(EDIT, 'Edit'), item(WITHDRAW, 'Withdraw')]);
  return message(titleOf(headsUp), [
    ...contentBlocks(view),
    context(md`Is this clear to you? ${countsWords(view)}`, ...smallPrint(view)),
    actions(...answerButtons(headsUp), menu),
  ]);
}

/** What it says and what concerns there are, for a message that has something of its own beside it. */
export function contentBlocks(view: HeadsUpView): readonly KnownBlock[] {
  const { headsUp } = view;
  const { terms } = headsUp;
  return [
    header(titleOf(headsUp)),
    section(factsWords(view)),
    ...(terms.kind === 'campaign' ? campaignWords(terms) : processWords(terms)),
    ...concerns(view),
  ];
}

/** Clear, or a concern. */
export const answerButtons = ({ id, number }: HeadsUp) => [
  button('Clear', CLEAR, { value: id, style: 'primary', label: `Heads-up ${number} is clear` }),
  button('Concern', CONCERN, { value: id, label: `Raise a concern about heads-up ${number}` }),
];

/** `Heads-up: Spring webinar` */
export const titleOf = ({ terms }: Pick<HeadsUp, 'terms'>): string =>
  terms.kind === 'campaign' ? `Heads-up: ${terms.title}` : `New way of working: ${terms.title}`;

/** "starts Mon 30 Nov", "started Mon 2 Nov", "starts today" */
export function startText({ headsUp: { terms }, today }: HeadsUpView): string {
  const { startsOn, kind } = terms;
  const isCampaign = kind === 'campaign';
  if (startsOn === today) return isCampaign ? 'starts today' : 'holds from today';
  if (startsOn > today) return `${isCampaign ? 'starts' : 'holds from'} ${dayText(startsOn)}`;
  return `${isCampaign ? 'started' : 'holds since'} ${dayText(startsOn)}`;
}

/** "4 clear · 1 concern · 3 not yet", "3 are asked" */
export function countsWords({ answers, waiting }: HeadsUpView): Mrkdwn {
  if (answers.length === 0) return waiting === 1 ? md`1 is asked` : md`${waiting} are asked`;
  const concerned = answers.filter(({ answer }) => answer === 'concern').length;
  const clear = answers.length - concerned;
  const counts = [
    ...(clear === 0 ? [] : [`${clear} clear`]),
    ...(concerned === 0 ? [] : [concerned === 1 ? '1 concern' : `${concerned} concerns`]),
    ...(waiting === 0 ? [] : [`${waiting} not yet`]),
  ];
  return joined(counts, ' · ');
}

function factsWords(view: HeadsUpView): Mrkdwn {
  const { headsUp } = view;
  const { terms } = headsUp;
  const expected = terms.kind === 'campaign' ? terms.expected : undefined;
  const start = startText(view);
  return joined(
    [
      md`*${start.charAt(0).toUpperCase()}${start.slice(1)}*`,
      ...(expected === undefined ? [] : [`about ${expected} ${expected === 1 ? 'lead' : 'leads'} expected`]),
      md`announced by ${nameIn(view, headsUp.by)}`,
    ],
    ' · ',
  );
}

const campaignWords = ({ audience, promise, talk }: CampaignTerms): readonly KnownBlock[] => [
  ...said(md`*Who it is for*`, audience),
  ...said(md`*What we promise them*`, promise),
  ...said(md`*What to say when you call*`, talk),
];

const processWords = ({ doing, why }: ProcessTerms): readonly KnownBlock[] => [
  ...said(md`*What we do from then on*`, doing),
  ...(why === undefined ? [] : said(md`*Why*`, why)),
];

const said = (title: Mrkdwn, words: string): readonly KnownBlock[] => [section(title), quote(words)];

/** What people have said, without who. */
function concerns({ answers }: HeadsUpView): readonly KnownBlock[] {
  const lines = answers.flatMap((one) => (one.answer === 'concern' ? [one.line] : []));
  if (lines.length === 0) return [];
  return [section(md`*Concerns*`), ...lines.slice(-MOST_CONCERNS).map(quote)];
}

function smallPrint(view: HeadsUpView): readonly Mrkdwn[] {
  const { number, changed, terms } = view.headsUp;
  return [
    ...(changed === undefined ? [] : [md`Changed by ${nameIn(view, changed.by)} since it was announced.`]),
    terms.kind === 'campaign' ? md`Heads-up ${number}. The cards of its leads link here.` : md`Heads-up ${number}.`,
  ];
}

function withdrawnMessage(view: HeadsUpView, by: string): MessageContent {
  const { headsUp } = view;
  return message(`Withdrawn: ${titleOf(headsUp)}`, [
    section(md`~${titleOf(headsUp)}~`),
    context(md`Heads-up ${headsUp.number} was withdrawn by ${nameIn(view, by)}. There is nothing to do.`),
  ]);
}
