import type { KnownBlock } from '@slack/types';
import { actions, actionsOf, context, divider, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { personInput } from '../../blockkit/inputs.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { bold, channelLink, joined, lines, type Mrkdwn, md, mention, when } from '../../blockkit/mrkdwn.ts';
import { counted } from '../../core/time-text.ts';
import { isOpen, type Lead, leadName } from '../lead.ts';
import { type DueLead, type Duty, type Leave, type LeaveWish, wishText } from './leave.ts';

export const DUTIES = 'lead.duties';
export const DUTIES_BACK = 'lead.duties-back';
export const DUTIES_NEXT = 'lead.duties-next';
export const KEEP = 'lead.keep';
export const HAND_ON = 'lead.hand-on';
export const HAND_ON_FORM = 'lead.hand-on-form';
export const GIVE_BACK = 'lead.give-back';
export const UNDO_GIVE_BACK = 'lead.undo-give-back';

/** Ids of the fields in the form. */
export const HAND_ON_FIELDS = { person: 'person' } as const;

const MOST_ON_A_PAGE = 6;

/** What of somebody's is due before they are back, as the actor sees it. */
interface DutiesView {
  readonly leave: Leave;
  readonly due: readonly DueLead[];
  readonly actor: { readonly id: string };
}

/** Their leads that are due before they are back, but for those that they have just decided to keep. `said` is what was done last. */
export function dutiesModal(
  { leave, due, actor }: DutiesView,
  { page: wished, kept }: Omit<LeaveWish, 'leaveId'>,
  said?: Mrkdwn,
  accessory?: Parameters<typeof section>[1],
): ModalView {
  const left = due.filter(({ lead }) => !kept.includes(lead.number));
  const keeping = due.filter(({ lead }) => kept.includes(lead.number));
  const pages = Math.max(1, Math.ceil(left.length / MOST_ON_A_PAGE));
  const page = Math.min(Math.max(wished, 0), pages - 1);
  const wish = { leaveId: leave.id, page, kept: keeping.map(({ lead }) => lead.number) };
  const isOwn = actor.id === leave.personId;
  return modal({
    callbackId: 'lead.duties-list',
    title: isOwn ? 'Before you go' : 'Due while away',
    metadata: wishText(wish),
    clearOnClose: true,
    blocks: [
      ...(said === undefined ? [] : [section(said, accessory), divider()]),
      section(left.length === 0 ? noneLeft(keeping, leave, isOwn) : someLeft(left.length, leave, isOwn)),
      ...left.slice(page * MOST_ON_A_PAGE, (page + 1) * MOST_ON_A_PAGE).flatMap((one) => rowOf(one, leave)),
      ...(keeping.length === 0 ? [] : [context(keptWords(keeping))]),
      ...pager(wish, pages, keeping.length > 0),
    ],
  });
}

function someLeft(count: number, { personId, zone, backAt }: Leave, isOwn: boolean): Mrkdwn {
  const many = count === 1 ? 'One lead is' : `${count} leads are`;
  const whose = isOwn ? md`*${many} due before you are back*` : md`*${many} due before* ${mention(personId)} *is back*`;
  const stays = isOwn ? 'What you keep stays yours' : 'What they keep stays theirs';
  return lines(md`${whose}, ${when(backAt, 'date-time', zone)}.`, md`${stays}, and its time goes on.`);
}

function noneLeft(keeping: readonly DueLead[], { personId }: Leave, isOwn: boolean): Mrkdwn {
  const nothing = keeping.length === 0 ? 'Nothing' : 'Nothing else';
  return isOwn
    ? md`*${nothing} is due before you are back.* You can close this.`
    : md`*${nothing} is due before* ${mention(personId)} *is back.* You can close this.`;
}

function rowOf({ lead, duty }: DueLead, { id, zone }: Leave): KnownBlock[] {
  const value = `${id} ${lead.id}`;
  return [
    section(lines(bold(leadName(lead)), dutyWords(duty, zone))),
    actionsOf(
      lead.id,
      button('Hand over', HAND_ON, { value, label: `Hand lead ${lead.number} over` }),
      button('Keep', KEEP, { value, label: `Keep lead ${lead.number}` }),
    ),
  ];
}

/** "First contact due Tue 3 Mar, 10:00" */
export function dutyWords({ at, what }: Duty, zone: string): Mrkdwn {
  return md`${WORDS[what]} ${when(at, 'date-time', zone)}`;
}

const WORDS: Readonly<Record<Duty['what'], string>> = {
  'first-contact': 'First contact due',
  'follow-up': 'To be tried again by',
  outcome: 'Outcome due',
  waits: 'Waits until',
  returns: 'Comes back',
};

const MOST_NAMED = 10;

function keptWords(keeping: readonly DueLead[]): Mrkdwn {
  const named = keeping.slice(0, MOST_NAMED).map(({ lead }) => leadName(lead));
  const rest = keeping.length - named.length;
  return md`Kept: ${joined(rest > 0 ? [...named, `${rest} more`] : named, ', ')}`;
}

function pager({ leaveId, page }: LeaveWish, pages: number, isAnyKept: boolean): KnownBlock[] {
  const value = (to: number) => ({ value: `${leaveId} ${to}` });
  const row = [
    ...(page === 0 ? [] : [button('Back', DUTIES_BACK, value(page - 1))]),
    ...(page === pages - 1 ? [] : [button('Next', DUTIES_NEXT, value(page + 1))]),
    ...(isAnyKept ? [button('Ask again', DUTIES, { value: leaveId, label: 'Ask again about what is kept' })] : []),
  ];
  const where = pages === 1 ? [] : [context(md`Page ${page + 1} of ${pages}`)];
  return row.length === 0 ? [] : [...where, actions(...row)];
}

/** Who gets one of them. */
export function handOnModal({ lead, duty }: DueLead, { zone }: Leave, wish: LeaveWish): ModalView {
  const back =
    lead.poolId === undefined ? md`to everybody in ${channelLink(lead.channelId)}` : md`to its pool, for the next turn`;
  return modal({
    callbackId: HAND_ON_FORM,
    title: 'Hand over',
    submit: 'Hand over',
    metadata: `${lead.id} ${wishText(wish)}`,
    clearOnClose: true,
    blocks: [
      section(lines(bold(leadName(lead)), dutyWords(duty, zone))),
      personInput(HAND_ON_FIELDS.person, 'Who takes it?', {
        hint: 'They get the contact at once. Its time goes on as it was.',
      }),
      // What lies on the shelf is nobody's to claim.
      ...(isOpen(lead) ? [context(md`Nobody in mind? Give it back ${back}.`)] : []),
      actions(
        ...(isOpen(lead) ? [button('Give back', GIVE_BACK, { value: `${wish.leaveId} ${lead.id}` })] : []),
        button('To the list', DUTIES_BACK, { value: `${wish.leaveId} ${wish.page}` }),
      ),
    ],
  });
}

export const keptMessage = (lead: Lead, isOwn: boolean): Mrkdwn =>
  isOwn ? md`✅ ${leadName(lead)} stays yours.` : md`✅ ${leadName(lead)} stays theirs.`;

export const handedOnMessage = (lead: Lead, to: string): Mrkdwn =>
  md`✅ ${leadName(lead)} is ${mention(to)}’s now. They have the contact in their messages.`;

export const givenBackMessage = (lead: Lead): Mrkdwn =>
  md`✅ ${leadName(lead)} is free again. Undo works for one minute.`;

/** Takes back that a lead was given back. */
export const undoButton = (leaveId: string, lead: Lead) =>
  button('Undo', UNDO_GIVE_BACK, { value: `${leaveId} ${lead.id}:${lead.lastEvent}` });

/** In a message to who is away on somebody else's word. */
export const dutiesReminder = (leaveId: string, count: number): readonly KnownBlock[] =>
  count === 0
    ? []
    : [
        section(
          md`${counted(count, 'lead')} of yours ${count === 1 ? 'is' : 'are'} due before you are back.`,
          button('Look', DUTIES, { value: leaveId }),
        ),
      ];
