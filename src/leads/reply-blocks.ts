import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message, refusal } from '../blockkit/message.ts';
import { code, type Mrkdwn, md, mention, when } from '../blockkit/mrkdwn.ts';
import { type Duration, type Instant, SECOND } from '../core/instants.ts';
import { durationText } from '../core/time-text.ts';
import { CLAIM } from './card/card-blocks.ts';
import { contactActions } from './card/owner-blocks.ts';
import { CONTACT_WORDS, promiseWords } from './card/status-blocks.ts';
import { type ContactKind, type Lead, leadName, type Stage } from './lead.ts';
import type { PromiseView } from './promises/promise-view.ts';

export const UNDO = 'lead.undo-release';
export const HAND_OVER = 'lead.hand-over';

/** Why something was not done. */
export type Refusal =
  | { readonly kind: 'already-yours' }
  | { readonly kind: 'already-theirs' }
  | { readonly kind: 'taken'; readonly by: string; readonly since: Instant }
  | { readonly kind: 'not-sales' }
  | { readonly kind: 'not-manager' }
  | { readonly kind: 'not-seller' }
  | { readonly kind: 'free-already' }
  | { readonly kind: 'not-yours'; readonly owner: string }
  | { readonly kind: 'reason-needed' }
  | { readonly kind: 'too-late' }
  | { readonly kind: 'not-claimed' }
  | { readonly kind: 'noted-already' }
  | { readonly kind: 'not-qualified' }
  | { readonly kind: 'not-in-teams' }
  | { readonly kind: 'nothing-missing' }
  | { readonly kind: 'not-marketing' }
  | { readonly kind: 'not-held' }
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'offered'; readonly to: string; readonly until: Instant }
  | { readonly kind: 'closed'; readonly stage: Stage };

/** A refusal in a kind sentence that says what to do. */
export function refusalMessage(lead: Lead, why: Refusal, now: Instant, zone: string): MessageContent {
  const words = refusalWords(lead, why, now, zone);
  if (OF_RIGHTS.has(why.kind)) return refusal(words);
  if (why.kind !== 'not-claimed') return message(words);
  return message(words, [section(words), actions(button('Claim', CLAIM, { value: lead.id, style: 'primary' }))]);
}

const OF_RIGHTS: ReadonlySet<Refusal['kind']> = new Set([
  'not-sales',
  'not-manager',
  'not-yours',
  'not-in-teams',
  'not-marketing',
  'offered',
]);

function refusalWords(lead: Lead, why: Refusal, now: Instant, zone: string): Mrkdwn {
  const name = leadName(lead);
  switch (why.kind) {
    case 'already-yours':
      return md`${name} is yours already. The contact is in your messages from Baton.`;
    case 'already-theirs':
      return md`${name} is theirs already.`;
    case 'taken':
      return md`${mention(why.by)} was faster: ${name} has been theirs since ${when(why.since, 'time', zone)} (${agoText(now - why.since)}).`;
    case 'not-sales':
      return md`Only the sales team claims leads. Should you be in it? An admin can add you with ${code('/baton setup')}.`;
    case 'not-manager':
      return md`Only managers of sales assign leads. Ask yours, or claim it yourself if you sell.`;
    case 'not-seller':
      return md`They are not in the sales team, so they can't have ${name}. Choose somebody who is.`;
    case 'free-already':
      return md`${name} is free already, so there is nothing to release.`;
    case 'not-yours':
      return md`${name} is ${mention(why.owner)}'s. Ask them, or a manager of sales.`;
    case 'reason-needed':
      return md`The first minute is over, so the next one should know why. Add a reason: ${code(`/lead release ${lead.number} wrong region`)}`;
    case 'too-late':
      return md`That can't be undone any more: more than a minute has passed, or ${name} has changed since.${lead.owner === undefined ? md` You can claim it again.` : md``}`;
    case 'offered':
      return md`${name} is offered to ${mention(why.to)} until ${when(why.until, 'date-time', zone)}. If they don't take it, it is the next one's turn. A manager of sales can assign it.`;
    case 'not-offered':
      return md`${name} isn't offered to you any more. Its card in the channel shows who has it, or whose turn it is.`;
    case 'not-qualified':
      return md`${name} was never qualified, so no deal is lost. Say why it is not a fit: ${code(`/lead reject ${lead.number}`)}`;
    case 'closed':
      return md`${name} is closed: ${CLOSED[why.stage] ?? 'nobody works on it any more'}. ${code(`/lead show ${lead.number}`)} tells more.`;
    case 'not-in-teams':
      return md`Only the teams of sales and marketing add to leads. Ask one of them, please.`;
    case 'not-marketing':
      return md`Only marketing and managers let ${name} go on as it is. If you sell, ${code(`/lead claim ${lead.number}`)} makes it yours.`;
    case 'not-held':
      return md`${name} is not held back any more: sales has it.`;
    case 'nothing-missing':
      return md`Nothing is missing on ${name} any more.`;
    case 'noted-already':
      return md`That is noted for ${name} already.`;
    case 'not-claimed':
      return md`Nobody has claimed ${name} yet. Claim it first, then say how it went.`;
  }
}

/** How a lead can have ended. */
const CLOSED: Partial<Record<Stage, string>> = {
  customer: 'it was won',
  lost: 'it was lost',
  rejected: 'it was not a fit',
  recycled: 'it comes back one day',
};

/** Two who press at once are less than a second apart. */
const agoText = (duration: Duration): string => (duration < SECOND ? 'just now' : `${durationText(duration)} ago`);

export const claimedMessage = (lead: Lead): MessageContent =>
  message(md`${leadName(lead)} is yours. The contact is in your messages from Baton.`);

export const assignedMessage = (lead: Lead, to: string): MessageContent =>
  message(md`${leadName(lead)} is ${mention(to)}'s now. They have the contact in their messages.`);

/** A released lead, which can be had back for a minute. */
export function releasedMessage(lead: Lead): MessageContent {
  const words = md`${leadName(lead)} is free again.`;
  const value = `${lead.id}:${lead.lastEvent}`;
  return message(words, [
    section(words),
    context(md`Undo works for one minute, as long as nobody else claims it.`),
    actions(button('Undo', UNDO, { value })),
  ]);
}

export const releaseUndoneMessage = (lead: Lead): MessageContent => message(md`${leadName(lead)} is yours again.`);

/** What a logged contact meant for the promise. */
export function contactedMessage(
  lead: Lead,
  how: ContactKind,
  promise: PromiseView | undefined,
  now: Instant,
): MessageContent {
  const [kept] = promiseWords(promise, now);
  const noted = md`${CONTACT_WORDS[how]}: noted for ${leadName(lead)}`;
  return message(kept === undefined ? md`${noted}.` : md`${noted}, ${kept}.`);
}

/** The four kinds of contact, for who didn't say which. */
export function howMessage(lead: Lead): MessageContent {
  const words = md`How did it go with ${leadName(lead)}?`;
  return message(words, [section(words), contactActions(lead.id)]);
}

export const unknownLeadMessage = (reference: string): MessageContent =>
  message(
    reference === ''
      ? md`Which lead? Add its number, or a company: ${code('/lead show 12')}, ${code('/lead show acme')}. ${code('/lead list')} shows those that wait.`
      : md`I know no lead “${reference}” that you may see. Its number is on its card: ${code('/lead show 12')}. ${code('/lead search')} looks by words, ${code('/lead list')} shows those that wait.`,
  );

export const noFreeLeadMessage = (): MessageContent => message('No lead is waiting. Well done.');

export const notSetUpMessage = (): MessageContent =>
  message(md`Baton isn't set up yet. An admin can do that in a minute: ${code('/baton setup')}.`);
