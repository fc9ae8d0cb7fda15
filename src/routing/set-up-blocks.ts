import { actions, context, divider, section } from '../blockkit/blocks.ts';
import { button, overflow } from '../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { bold, channelLink, code, joined, lines, type Mrkdwn, md, mention } from '../blockkit/mrkdwn.ts';
import type { Calendar } from '../core/calendar.ts';
import { conditionsSentence } from '../core/conditions.ts';
import { workingTimeText } from '../core/time-text.ts';
import { formatWeeklyHours } from '../core/weekly-hours.ts';
import type { Pool } from './pool.ts';
import type { Rule, Rules } from './rules.ts';
import { type Preview, turnWords } from './turn-words.ts';

export const OPEN_ROUTING = 'routing.open';
export const ADD_RULE = 'routing.add-rule';
export const CHANGE_RULE = 'routing.change-rule';
export const RAISE_RULE = 'routing.raise-rule';
export const REMOVE_RULE = 'routing.remove-rule';
export const ADD_POOL = 'routing.add-pool';
export const CHANGE_POOL = 'routing.change-pool';
export const SHARES = 'routing.shares';
export const REMOVE_POOL = 'routing.remove-pool';
export const TRY_IT = 'routing.try';
const MENU = 'routing.menu';

/** The rules in order, and the pools. `said` is what has just been done. */
export function routingModal(
  { pools, rules }: { readonly pools: readonly Pool[]; readonly rules: Rules },
  said?: Mrkdwn,
): ModalView {
  const names = new Map(pools.map(({ id, name }) => [id, name]));
  return modal({
    callbackId: 'routing.overview',
    title: 'Routing',
    // It may lie on the form that led here, which is out of date by then.
    clearOnClose: true,
    blocks: [
      ...(said === undefined ? [] : [section(said)]),
      section(md`*Rules*: the first that holds decides.`),
      ...rules.map((rule, at) => section(ruleWords(rule, at, names), ruleMenu(rule, at))),
      context(md`A lead for which none holds goes to its channel, and everybody there who sells may claim it.`),
      divider(),
      section(md`*Pools*: people who take leads in turn.`),
      ...(pools.length === 0
        ? [context(md`None yet. Add one, then a rule that names it.`)]
        : pools.map((pool) => section(poolWords(pool, names), poolMenu(pool)))),
      actions(button('Add a rule', ADD_RULE), button('Add a pool', ADD_POOL), button('Try it', TRY_IT)),
    ],
  });
}

function ruleWords(
  { conditions, channelId, poolId, calendar }: Rule,
  at: number,
  names: ReadonlyMap<string, string>,
): Mrkdwn {
  const to = [
    ...(channelId === undefined ? [] : [channelLink(channelId)]),
    ...(poolId === undefined ? [md`everybody`] : [md`pool ${names.get(poolId) ?? 'that is gone'}`]),
    ...(calendar === undefined ? [] : [md`in the hours ${hoursText(calendar)}`]),
  ];
  return md`${at + 1}. If ${conditionsSentence(conditions)}: ${joined(to, ', ')}`;
}

const hoursText = ({ weekly, zone }: Calendar): string => `${formatWeeklyHours(weekly)} (${zone})`;

const ruleMenu = ({ id }: Rule, at: number) =>
  overflow(MENU, [
    { actionId: CHANGE_RULE, value: id, text: 'Change' },
    ...(at === 0 ? [] : [{ actionId: RAISE_RULE, value: `${id}:${at}`, text: 'Move up' }]),
    { actionId: REMOVE_RULE, value: id, text: 'Remove' },
  ]);

const MOST_MENTIONED = 12;

function poolWords(pool: Pool, names: ReadonlyMap<string, string>): Mrkdwn {
  const shown = pool.members
    .slice(0, MOST_MENTIONED)
    .map(({ personId, weight }) => (weight === 1 ? mention(personId) : md`${mention(personId)} ×${weight}`));
  const rest = pool.members.length - shown.length;
  const caps = [
    ...(pool.mostOpen === undefined ? [] : [`at most ${pool.mostOpen} open`]),
    ...(pool.mostADay === undefined ? [] : [`at most ${pool.mostADay} a day`]),
  ];
  const next = pool.nextPoolId === undefined ? [] : [md`then ${names.get(pool.nextPoolId) ?? 'a pool that is gone'}`];
  return lines(
    md`${bold(pool.name)}: ${joined(rest > 0 ? [...shown, `${rest} more`] : shown, ', ')}`,
    joined(
      [`${workingTimeText(pool.timeout)} to take it`, ...caps, ...next, md`in the end ${mention(pool.lastId)}`],
      ' · ',
    ),
  );
}

const poolMenu = ({ id, name }: Pool) =>
  overflow(
    MENU,
    [
      { actionId: CHANGE_POOL, value: id, text: 'Change' },
      { actionId: SHARES, value: id, text: 'Shares and caps' },
      { actionId: REMOVE_POOL, value: id, text: 'Remove' },
    ],
    {
      title: `Pool ${name}`,
      text: 'Go on? A pool that is removed takes no leads any more; rules that name it then say everybody.',
      yes: 'Go on',
      no: 'Cancel',
    },
  );

/** Where a lead would go, and why. */
export function previewModal(preview: Preview, zone: string): ModalView {
  const { rules, rule, channelId, calendar, pool, turn } = preview;
  const tried = rules.slice(0, rule ?? rules.length).map(({ sentence, holds }, at) => {
    return md`${holds ? '✅' : '▫️'} ${at + 1}. ${sentence}`;
  });
  const where = channelId === undefined ? md`the channel of its form` : channelLink(channelId);
  return modal({
    callbackId: 'routing.tried',
    title: 'Where would it go?',
    clearOnClose: true,
    blocks: [
      section(
        tried.length === 0
          ? md`There are no rules.`
          : lines(...tried, rule === undefined && md`No rule holds, so it goes as without rules.`),
      ),
      section(
        lines(
          md`*Card*: ${where}`,
          md`*Turn*: ${pool === undefined ? 'everybody in the channel' : `pool ${pool}`}`,
          calendar !== undefined &&
            md`*Hours*: ${hoursText(calendar)}, unless the promise that it gets has hours of its own`,
        ),
      ),
      ...(turn === undefined ? [] : [section(md`${turnWords(turn, zone)}`)]),
      context(md`Nothing was sent, and nobody’s turn was taken.`),
      actions(button('Try another', TRY_IT), button('Back', OPEN_ROUTING)),
    ],
  });
}

export const notAdminMessage = (): MessageContent =>
  refusal(
    md`Only workspace admins set up routing. Ask one of them, please, or type ${code('/lead why 12')} to see why a lead is whose it is.`,
  );

export const goneMessage = (): MessageContent =>
  message('That rule or pool is not here any more. Somebody else may have removed it.');
