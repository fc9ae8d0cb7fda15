import type { KnownBlock } from '@slack/types';
import { isKnownBlock } from '../blockkit/charts.ts';
import type { Instant } from '../core/instants.ts';
import type { TurnState } from './turn.ts';
import type { DrawTurn } from './turn-blocks.ts';

/** On somebody's Home: the same that their message of the round says, as long as there is something that they can do about it. */
export async function homeRows(turn: TurnState, now: Instant, draw: DrawTurn): Promise<readonly KnownBlock[]> {
  if (now >= turn.untilAt || !waits(turn)) return [];
  return ((await draw(turn)).blocks ?? []).filter(isKnownBlock);
}

function waits(turn: TurnState): boolean {
  switch (turn.kind) {
    case 'paired':
    case 'met':
      return true;
    case 'skipped':
      return turn.canReturn;
    case 'alone':
    case 'over':
      return false;
  }
}
