import type { KnownBlock } from '@slack/types';
import { actionsOf, context, section } from '../blockkit/blocks.ts';
import { button, linkButton } from '../blockkit/elements.ts';
import { channelInput, dateInput, personInput } from '../blockkit/inputs.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { channelLink, code, joined, lines, type Mrkdwn, md, mention, when } from '../blockkit/mrkdwn.ts';
import { webUrl } from '../blockkit/urls.ts';
import { isRunning, type Retro, type RunningPhase } from './retro.ts';
import type { RunRefusal } from './retro-running.ts';
import { CALL_OFF, GO_ON, HAND_OVER, MORE_TIME, MY_PART, WHAT } from './thread-blocks.ts';
import { titleOf } from './turns/turn-blocks.ts';

export const RUN_FIELDS = { due: 'retro.due', facilitator: 'retro.facilitator', channel: 'retro.new-channel' } as const;
/** Its form carries the retro, and the channel in which it can’t stand any more. */
export const MOVE = 'retro.move';
export const OPEN_THREAD = 'retro.open-thread';

/** Who of those who take part is done with the phase; only whoever looks after a retro reads it. */
export function whoMessage(
  retro: Retro,
  { asked, done, out }: Readonly<Record<'asked' | 'done' | 'out', readonly string[]>>,
): MessageContent {
  const waiting = asked.filter((id) => !done.includes(id));
  const line = (what: string, some: readonly string[]): Mrkdwn | false =>
    some.length > 0 && md`*${what}*: ${joined(some.map(mention), ', ')}`;
  const did = retro.phase === 'voting' ? 'Have voted' : 'Finished writing';
  return message(`${titleOf(retro)}: who is done`, [
    section(lines(line(did, done), line('Not yet', waiting), line('Not this time', out))),
    context(md`Only you see this. Who is finished may have written nothing, and that is fine.`),
  ]);
}

/** What each step is called when it is ended before its time. */
const SOONER: Readonly<
  Record<RunningPhase, { readonly title: string; readonly submit: string; readonly what: string }>
> = {
  collecting: {
    title: 'Show the cards?',
    submit: 'Show them',
    what: 'everybody sees the cards now, and nobody writes any more.',
  },
  voting: {
    title: 'End the vote?',
    submit: 'End it',
    what: 'everybody sees the result now, and nobody votes any more.',
  },
  deciding: { title: 'Close it?', submit: 'Close it', what: 'what is decided by now is what it came to.' },
};

/** Asks whether to end a phase before its time. */
export const goOnModal = (retro: Retro & { readonly phase: RunningPhase }, notYet: number): ModalView =>
  modal({
    callbackId: GO_ON,
    title: SOONER[retro.phase].title,
    submit: SOONER[retro.phase].submit,
    metadata: `${retro.id} ${retro.phase}`,
    blocks: [
      section(md`*${titleOf(retro)}*: ${SOONER[retro.phase].what} That can’t be taken back.`),
      ...(notYet > 0 && retro.phase !== 'deciding'
        ? [context(md`${notYet === 1 ? 'One is' : `${notYet} are`} not done yet.`)]
        : []),
    ],
  });

export const moreTimeModal = (retro: Retro & { readonly phase: RunningPhase }, dueOn: string): ModalView =>
  modal({
    callbackId: MORE_TIME,
    title: 'Another deadline',
    metadata: `${retro.id} ${retro.phase}`,
    blocks: [
      section(md`*${titleOf(retro)}*, step “${WHAT[retro.phase]}”: it ends when the office closes that day.`),
      dateInput(RUN_FIELDS.due, 'Until which day?', { initial: dueOn }),
    ],
  });

export const handOverModal = (retro: Retro & { readonly phase: RunningPhase }): ModalView =>
  modal({
    callbackId: HAND_OVER,
    title: 'Hand it over',
    submit: 'Hand over',
    metadata: `${retro.id} ${retro.phase}`,
    blocks: [
      section(md`*${titleOf(retro)}*: whoever looks after it gives more time, goes on, and sees who is done.`),
      personInput(RUN_FIELDS.facilitator, 'To whom?', { initial: retro.facilitatorId }),
    ],
  });

export const moveModal = (retro: Retro): ModalView =>
  modal({
    callbackId: MOVE,
    title: 'Another channel',
    metadata: `${retro.id} ${retro.channelId ?? ''}`,
    blocks: [
      section(md`*${titleOf(retro)}* goes on there, with a new thread. What was written and voted so far counts.`),
      channelInput(RUN_FIELDS.channel, 'Where to?'),
    ],
  });

export const callOffModal = (retro: Retro & { readonly phase: RunningPhase }): ModalView =>
  modal({
    callbackId: CALL_OFF,
    title: 'Call it off?',
    submit: 'Call it off',
    metadata: `${retro.id} ${retro.phase}`,
    blocks: [
      section(
        md`*${titleOf(retro)}* ends now, without a result. Cards that nobody has seen yet wait for the next one. That can’t be taken back.`,
      ),
    ],
  });

/** What was done, in one line for whoever did it. */
export const doneMessage = (text: Mrkdwn): MessageContent => message(text);

export const refusedMessage = (why: RunRefusal): MessageContent =>
  why.kind === 'not-yours' ? refusal(refusedSentence(why)) : message(refusedSentence(why));

/** Why a retro stays as it is. */
export function refusedSentence(why: RunRefusal): Mrkdwn {
  switch (why.kind) {
    case 'not-found':
      return md`I can’t find that retro any more.`;
    case 'not-yours':
      return md`Only whoever looks after a retro, managers and admins can do that. Ask one of them, please.`;
    case 'over':
      return md`That retro is over already.`;
    case 'due-in-the-past':
      return md`That day is over. Choose today or a later one.`;
    case 'due-too-late':
      return md`Within 60 days, please.`;
    case 'not-taking-part':
      return md`They don’t take part in it. Choose somebody who does, or a manager.`;
    case 'elsewhere':
      return md`Somebody has moved that retro to another channel already.`;
    case 'moved-on':
      return md`${why.by === undefined ? 'It has just gone on by itself' : `${why.by} was faster`}: ${titleOf(why.retro)} is in step “${isRunning(why.retro) ? WHAT[why.retro.phase] : ''}” by now, and you have changed nothing.`;
  }
}

/** What runs, and what came before. */
export function listMessage(
  {
    runs,
    ended,
    isMine,
    mayStart,
  }: {
    readonly runs: Retro | undefined;
    readonly ended: readonly Retro[];
    readonly isMine: boolean;
    readonly mayStart: boolean;
  },
  addresses: ReadonlyMap<string, string>,
): MessageContent {
  const title = runs === undefined ? 'No retro runs' : `${titleOf(runs)} runs`;
  return message(title, [
    ...(runs === undefined ? [section(md`No retro runs.`)] : rowBlocks(runs, isMine, addresses.get(runs.id))),
    ...ended.map((retro) => endedBlock(retro)),
    context(
      lines(
        md`${code('/retro add')} writes a card for the next one, any day.`,
        mayStart
          ? md`${code('/retro start')} begins one, ${code('/retro setup')} holds them by themselves.`
          : md`Managers and admins begin one.`,
      ),
    ),
  ]);
}

function rowBlocks(retro: Retro, isMine: boolean, address: string | undefined): KnownBlock[] {
  const url = address === undefined ? undefined : webUrl(address);
  const row = [
    ...(isMine ? [button('My part', MY_PART, { value: retro.id, style: 'primary' })] : []),
    ...(url === undefined ? [] : [linkButton('Open', OPEN_THREAD, url, { label: `Open ${titleOf(retro)}` })]),
  ];
  const what = isRunning(retro) ? WHAT[retro.phase] : '';
  return [
    section(
      md`*${titleOf(retro)}*${retro.channelId === undefined ? '' : md` in ${channelLink(retro.channelId)}`}: ${what.toLowerCase()} until ${when(retro.phaseDueAt ?? 0, 'date-time', retro.zone)}`,
    ),
    ...(row.length === 0 ? [] : [actionsOf(retro.id, ...row)]),
  ];
}

const endedBlock = (retro: Retro): KnownBlock =>
  context(
    md`${titleOf(retro)} ${retro.phase === 'called-off' ? 'was called off' : 'closed'} ${when(retro.closedAt ?? 0, 'date', retro.zone)}`,
  );
