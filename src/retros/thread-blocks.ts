import type { KnownBlock } from '@slack/types';
import { actions, context, header, section } from '../blockkit/blocks.ts';
import { button, type MenuItem, overflow } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { joined, lines, type Mrkdwn, md, when } from '../blockkit/mrkdwn.ts';
import { dateTimeText } from '../core/time-text.ts';
import { isRunning, type Retro, RUNNING_PHASES, type RunningPhase } from './retro.ts';
import type { ParentView } from './thread-view.ts';
import { VOTE_NOW } from './voting/vote-blocks.ts';

/** Opens the form of a card; the value is the retro's id. */
export const ADD_CARD = 'retro.add-card';
export const MY_PART = 'retro.my-part';
const MENU = 'retro.menu';
export const WHO = 'retro.who';
export const MORE_TIME = 'retro.more-time';
export const GO_ON = 'retro.go-on';
export const HAND_OVER = 'retro.hand-over';
export const CALL_OFF = 'retro.call-off';

/** The first message of a retro: changed in place from phase to phase. `parts` is what cards, votes and decisions show there. */
export function parentMessage(view: ParentView, parts: readonly KnownBlock[] = []): MessageContent {
  const { retro } = view;
  const title = `Retro ${retro.number ?? ''}`.trim();
  if (retro.phase === 'called-off')
    return message(`${title} was called off`, [
      header(title),
      section(
        md`*Called off*${view.by.ended === undefined ? '' : md` by ${view.by.ended}`}. Cards that nobody has seen yet wait for the next one.`,
      ),
    ]);
  if (!isRunning(retro))
    return message(`${title} is closed`, [
      header(title),
      section(md`${periodLine(retro)} *Closed* ${when(retro.closedAt ?? 0, 'date-time', retro.zone)}.`),
      ...parts,
      ...smallPrint(view),
    ]);
  const until = dateTimeText(retro.phaseDueAt ?? 0, retro.zone);
  return message(`${title}: ${WHAT[retro.phase].toLowerCase()} until ${until}`, [
    header(title),
    section(lines(periodLine(retro), phaseLine(retro), stepsLine(view, retro.phase), lateLine(retro))),
    ...parts,
    ...smallPrint(view),
    actions(...buttons(retro), menu(retro)),
  ]);
}

type Running = Retro & { readonly phase: RunningPhase };

/** What people do in a phase, as its deadline says it. */
export const WHAT: Readonly<Record<RunningPhase, string>> = {
  collecting: 'Write',
  voting: 'Vote',
  deciding: 'Decide',
};

const periodLine = ({ periodFrom, periodUntil, zone }: Retro): Mrkdwn =>
  md`Sales and marketing look back at ${when(periodFrom, 'date', zone)} to ${when(periodUntil ?? periodFrom, 'date', zone)}.`;

function phaseLine({ phase, phaseDueAt, zone }: Running): Mrkdwn {
  const until = when(phaseDueAt ?? 0, 'date-time', zone);
  switch (phase) {
    case 'collecting':
      return md`*Write your cards* until ${until}, earlier if all are finished. Nobody sees them before.`;
    case 'voting':
      return md`*Vote* until ${until}, earlier if all have voted. Nobody sees the votes before.`;
    case 'deciding':
      return md`*Decide* until ${until}, in the thread, earlier once every topic is done.`;
  }
}

/** "Write → *Vote* → Decide · 2 of 6 have voted" */
function stepsLine({ asked, done }: ParentView, phase: RunningPhase): Mrkdwn {
  const steps = RUNNING_PHASES.map((one, at) => {
    const text = `${at + 1} ${WHAT[one]}`;
    return one === phase ? md`*${text}*` : md`${text}`;
  });
  const count =
    phase === 'deciding' ? undefined : `${done} of ${asked} ${phase === 'collecting' ? 'finished' : 'voted'}`;
  return md`${joined(steps, ' → ')}${count === undefined ? '' : ` · ${count}`}`;
}

/** RETRO-5 */
const lateLine = ({ lateSince, zone }: Retro): Mrkdwn | undefined =>
  lateSince === undefined
    ? undefined
    : md`_This step should have begun ${when(lateSince, 'date-time', zone)}. I was offline, so it has its whole time from now on._`;

function buttons({ id, phase }: Running) {
  switch (phase) {
    case 'collecting':
      return [
        button('Add a card', ADD_CARD, { value: id, style: 'primary' }),
        button('My part', MY_PART, { value: id }),
      ];
    case 'voting':
      return [button('Vote', VOTE_NOW, { value: id, style: 'primary' })];
    case 'deciding':
      return [];
  }
}

const EARLIER: Readonly<Record<RunningPhase, string>> = {
  collecting: 'Show the cards now',
  voting: 'End the vote now',
  deciding: 'Close it now',
};

function menu(retro: Running) {
  const { id, phase } = retro;
  // The phase that somebody sees goes with what they press: whoever is second doesn't end the next one, too.
  const item = (actionId: string, text: string): MenuItem => ({ actionId, value: `${id} ${phase}`, text });
  return overflow(MENU, [
    ...(phase === 'deciding' ? [] : [item(WHO, 'Who is done?')]),
    item(MORE_TIME, 'Another deadline'),
    item(GO_ON, EARLIER[phase]),
    item(HAND_OVER, 'Hand it over'),
    item(CALL_OFF, 'Call it off'),
  ]);
}

function smallPrint({ retro, out, by }: ParentView): KnownBlock[] {
  const pieces = [
    ...(by.facilitator === undefined
      ? [md`Nobody looks after it; every manager can`]
      : [md`Looked after by ${by.facilitator}`]),
    ...(retro.occurrenceId === undefined ? [] : [md`Held by schedule`]),
    ...(retro.isAnonymous ? [md`Cards name nobody`] : []),
    ...(out > 0 ? [md`${out} not this time`] : []),
    ...(by.ended === undefined ? [] : [md`Closed by ${by.ended}`]),
  ];
  return [context(joined(pieces, ' · '))];
}
