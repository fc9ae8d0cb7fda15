import type { Instant } from '../core/instants.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { Permanent } from '../platform/errors.ts';
import { classOf } from '../platform/slack/client/error-codes.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import type { StandupAsk } from './ports-service.ts';
import { type PromptRows, promptStateMessage } from './prompt-blocks.ts';
import { STANDUP, type StandupDay, type StandupRitual, type StandupTurn } from './ritual.ts';
import type { Standups } from './service.ts';
import { CHANGE } from './setup-blocks.ts';
import { promptKey, remindKey } from './telling-service.ts';

/** What became of telling somebody; as the engine wants to hear it. */
export type Told =
  | { readonly kind: 'told'; readonly also?: (tx: Tx) => Promise<void> }
  | { readonly kind: 'later'; readonly at: Instant }
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'over-budget' }
  | { readonly kind: 'weekly' };

/** What the engine of rituals calls. */
export interface StandupKind {
  readonly kind: string;
  readonly setup: string;
  readonly setupAction: string;
  snapshot(read: Db | Tx, ritual: StandupRitual, teamDate: string): Promise<unknown>;
  prompt(turn: StandupTurn): Promise<Told>;
  remind(turn: StandupTurn): Promise<Told>;
  changed(tx: Tx, day: StandupDay, what: 'opened' | 'slot' | 'closed'): Promise<void>;
  settled(tx: Tx, turn: StandupTurn): Promise<void>;
}

/** Standups as the engine knows them: it keeps the time, this asks. */
export function standupKind<A extends StandupAsk, C>(
  standups: Standups<A, C>,
  messages: Pick<Messages, 'show' | 'standing'>,
  rows: (personId: string) => PromptRows<A>,
): StandupKind {
  const { asking, viewing } = standups;

  return {
    kind: STANDUP,
    setup: '/standup setup',
    setupAction: CHANGE,
    snapshot: standups.snapshot,
    changed: standups.changed,
    settled: standups.settled,

    async prompt(turn) {
      const peace = await asking.prepare(turn);
      return peace === undefined ? tell(turn, promptKey(turn.slot.id), false) : { kind: peace };
    },

    /** After somebody's quiet, if that ends in time. A message of its own: a change of the first one would ring no phone, and neither may a reply in its thread. */
    async remind(turn) {
      const quiet = await asking.quietUntil(turn);
      if (quiet !== undefined) return quiet < turn.slot.closeAt ? { kind: 'later', at: quiet } : { kind: 'told' };
      const key = remindKey(turn.slot.id);
      return (await asking.mayRemind(turn)) ? tell(turn, key, true) : { kind: 'over-budget' };
    },
  };

  async function tell(turn: StandupTurn, key: string, isReminder: boolean): Promise<Told> {
    const state = await viewing.prompt(turn.slot.id, { isReminder });
    const standing = await messages.standing(key, state?.kind === 'asked');
    if (standing.kind === 'later') return standing;
    // They have spoken meanwhile, or are off: that needs no message.
    if (state === undefined || standing.kind === 'unposted') {
      await asking.spare(key);
      return { kind: 'told' };
    }
    const content = promptStateMessage(state, rows(turn.slot.personId));
    try {
      const shown = await messages.show({ key, to: { person: turn.slot.personId }, content });
      if (shown.kind === 'later') return shown;
      return { kind: 'told', also: (tx) => asking.told(tx, turn) };
    } catch (error) {
      if (error instanceof Permanent && isAboutThem(error)) return { kind: 'unreachable', code: error.code };
      throw error;
    }
  }
}

/** To Slack somebody's direct messages are a channel. */
const isAboutThem = ({ code }: Permanent): boolean => ['person', 'channel'].includes(classOf(code) ?? '');
