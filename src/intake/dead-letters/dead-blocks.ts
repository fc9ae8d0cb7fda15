import { actions, context, divider, section } from '../../blockkit/blocks.ts';
import { button } from '../../blockkit/elements.ts';
import { type ModalView, modal } from '../../blockkit/modal.ts';
import { lines, type Mrkdwn, md, when } from '../../blockkit/mrkdwn.ts';
import type { Instant } from '../../core/instants.ts';

export const OPEN_DEAD = 'intake.open-dead';
export const RETRY = 'intake.retry';
export const RETRY_ALL = 'intake.retry-all';

/** A delivery that made no lead: why, and what its values are called, never what they say. */
export interface DeadRow {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly reason: string;
  readonly paths: readonly string[];
}

const MOST_PATHS = 12;

/** What a form sent that made no lead, newest first. `outcome` is what has just been done about it. */
export function deadModal(
  name: string,
  { endpointId, letters, count }: { endpointId: string; letters: readonly DeadRow[]; count: number },
  outcome?: Mrkdwn,
): ModalView {
  const more = count - letters.length;
  return modal({
    callbackId: 'intake.dead',
    title: 'Not understood',
    blocks: [
      ...(outcome === undefined ? [] : [section(outcome), divider()]),
      section(
        count === 0
          ? md`Everything that *${name}* sent is understood.`
          : md`*${name}* sent these, and they made no lead. Choose its fields, then try again.`,
      ),
      ...letters.map((letter) =>
        section(
          lines(
            md`${when(letter.receivedAt, 'date-time', 'UTC')}: ${letter.reason}.`,
            letter.paths.length > 0 && md`In it: ${pathsText(letter.paths)}`,
          ),
          button('Try again', RETRY, { value: letter.id, label: 'Try to make a lead of this again' }),
        ),
      ),
      ...(more > 0 ? [context(md`And ${more} older ones.`)] : []),
      ...(count > 1 ? [actions(button('Try all again', RETRY_ALL, { value: endpointId }))] : []),
      context(md`What was sent is kept for 30 days.`),
    ],
  });
}

const pathsText = (paths: readonly string[]): string => {
  const shown = paths.slice(0, MOST_PATHS).join(', ');
  return paths.length > MOST_PATHS ? `${shown} …` : shown;
};

export const retriedText = (
  outcome:
    | { readonly kind: 'lead'; readonly number: number }
    | { readonly kind: 'seen'; readonly leads: readonly number[] }
    | { readonly kind: 'dead'; readonly reason: string }
    | { readonly kind: 'early' | 'gone' },
): Mrkdwn => {
  switch (outcome.kind) {
    case 'lead':
      return md`✅ It is lead #${outcome.number} now.`;
    case 'seen': {
      const leads = outcome.leads.map((number) => `#${number}`).join(', ');
      return leads === '' ? md`✅ It is noted.` : md`✅ It is noted on ${leads}.`;
    }
    case 'dead':
      return md`It makes no lead yet: ${outcome.reason}.`;
    case 'early':
      return md`Baton is not set up yet; then it becomes a lead by itself.`;
    case 'gone':
      return md`It is not here any more: somebody else has tried it, or it is older than 30 days.`;
  }
};

export const retriedAllText = ({ leads, dead, left }: { leads: number; dead: number; left: number }): Mrkdwn =>
  md`${leads === 1 ? '1 is a lead now' : `${leads} are leads now`}, ${dead} made none${left > 0 ? `, and ${left} are left: press again` : ''}.`;
