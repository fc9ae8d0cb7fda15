import type { ScheduledPart, ScheduledRun } from '../core/scheduled.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Pairings } from './service.ts';
import { PAIRING } from './setup.ts';
import { ACTIONS } from './setup-blocks.ts';

/** What became of telling somebody; as the engine wants to hear it. */
type Told =
  | { readonly kind: 'told' }
  | { readonly kind: 'not-asked'; readonly because: 'turn' | 'one-sided' | 'break' };

/** What the engine of rituals calls. */
export interface PairingKind {
  readonly kind: string;
  readonly setup: string;
  readonly setupAction: string;
  snapshot(): Promise<unknown>;
  prompt(slot: ScheduledPart): Promise<Told>;
  remind(slot: ScheduledPart): Promise<Told>;
  changed(tx: Tx, round: ScheduledRun, what: 'opened' | 'slot' | 'closed'): Promise<void>;
}

/** Pairing as the engine knows it: it says when, and who is there. Messages are work of their own, with the round's time. */
export const pairingKind = (pairings: Pick<Pairings, 'asks' | 'askAgain' | 'close'>): PairingKind => ({
  kind: PAIRING,
  setup: '/baton pairing',
  setupAction: ACTIONS.change,
  snapshot: async () => ({}),
  async prompt(slot) {
    const asked = await pairings.asks(slot);
    return 'isAsked' in asked ? { kind: 'told' } : { kind: 'not-asked', because: asked.because };
  },
  async remind(slot) {
    await pairings.askAgain(slot);
    return { kind: 'told' };
  },
  async changed(tx, { occurrence }, what) {
    if (what === 'closed') await pairings.close(tx, occurrence.id);
  },
});
