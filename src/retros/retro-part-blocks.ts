import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../blockkit/message.ts';
import type { Retro } from './retro.ts';
import { type Asked, type ShownTurn, turnMessage } from './turns/turn-blocks.ts';

/** What one part of a retro, such as its cards or its votes, shows in the messages of the whole. */
export interface ShownPart {
  /** In somebody's message, before cards: one thing at a time; undefined if there is nothing (more) of that. */
  readonly firstStep?: (retro: Retro, personId: string) => Promise<readonly KnownBlock[] | undefined>;
  /** In somebody's message: what they have done so far. */
  readonly turnBlocks?: (retro: Retro, personId: string) => Promise<readonly KnownBlock[]>;
  /** In the first message of the thread. */
  readonly parentBlocks?: (retro: Retro) => Promise<readonly KnownBlock[]>;
}

/** Where a message stands in Slack, by its name. */
export type AddressOf = (key: string) => Promise<string | undefined>;

/** What somebody's message needs beside how far they are. */
export interface TurnSurroundings {
  readonly parts: Together;
  /** What people are asked to write about. */
  readonly asks: (format: string) => readonly Asked[];
  /** Where the thread of a retro is. */
  readonly threadOf: (retroId: string) => Promise<string | undefined>;
}

/** Somebody's message, with what the parts show in it. */
export async function turnContent(
  { parts, asks, threadOf }: TurnSurroundings,
  turn: ShownTurn,
  personId: string,
): Promise<MessageContent> {
  const { retro } = turn;
  const isTheirs = turn.kind === 'asked' || turn.kind === 'finished' || turn.kind === 'out';
  return turnMessage(turn, {
    first: turn.kind === 'asked' ? await parts.first(retro, personId) : undefined,
    cards: isTheirs ? await parts.turn(retro, personId) : [],
    asks: asks(retro.format),
    thread: await threadOf(retro.id),
  });
}

/** What all parts show together, in their order. */
export const together = (parts: readonly ShownPart[]) => ({
  async first(retro: Retro, personId: string): Promise<readonly KnownBlock[] | undefined> {
    for (const { firstStep } of parts) {
      const step = await firstStep?.(retro, personId);
      if (step !== undefined) return step;
    }
    return undefined;
  },

  turn: async (retro: Retro, personId: string): Promise<readonly KnownBlock[]> =>
    all(parts.map(({ turnBlocks }) => turnBlocks?.(retro, personId))),

  parent: async (retro: Retro): Promise<readonly KnownBlock[]> =>
    all(parts.map(({ parentBlocks }) => parentBlocks?.(retro))),
});

export type Together = ReturnType<typeof together>;

async function all(some: readonly (Promise<readonly KnownBlock[]> | undefined)[]): Promise<readonly KnownBlock[]> {
  const there = some.filter((one) => one !== undefined);
  return (await Promise.all(there)).flat();
}
