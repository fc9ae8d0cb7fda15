import type { ScheduledPart } from './scheduled.ts';

/** Why somebody isn't asked; as the engine of rituals records it. */
export type NotAsked = 'turn' | 'one-sided' | 'too-few' | 'nothing';

/** Whether somebody has a part in a run. */
export type Asked = { readonly isAsked: true } | { readonly because: NotAsked };

/** What the engine of rituals calls. */
export interface SelfAskingKind {
  readonly kind: string;
  readonly setup: string;
  readonly setupAction: string;
  snapshot(): Promise<unknown>;
  prompt(
    part: ScheduledPart,
  ): Promise<{ readonly kind: 'told' } | { readonly kind: 'not-asked'; readonly because: NotAsked }>;
  remind(): Promise<{ readonly kind: 'told' }>;
  changed(): Promise<void>;
}

/**
 * A kind of ritual of which the engine says when it is held and who is there. A prompt is no message of its own: what begins asks
 * those who take part, and reminds them. `asks` begins it with the first who is looked at.
 */
export const selfAsking = (
  names: Pick<SelfAskingKind, 'kind' | 'setup' | 'setupAction'>,
  asks: (part: ScheduledPart) => Promise<Asked>,
): SelfAskingKind => ({
  ...names,
  snapshot: async () => ({}),
  async prompt(part) {
    const asked = await asks(part);
    return 'isAsked' in asked ? { kind: 'told' } : { kind: 'not-asked', because: asked.because };
  },
  remind: async () => ({ kind: 'told' }),
  changed: async () => {},
});
