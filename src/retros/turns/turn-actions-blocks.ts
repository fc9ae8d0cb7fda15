import type { KnownBlock } from '@slack/types';
import { context } from '../../blockkit/blocks.ts';
import { md } from '../../blockkit/mrkdwn.ts';
import type { ActionView } from '../../core/action.ts';
import type { Instant } from '../../core/instants.ts';
import type { Retro } from '../retro.ts';
import type { ShownPart } from '../retro-part-blocks.ts';

/** What somebody has still to do, and how that looks. */
export interface OpenActions {
  /** Oldest first; without what they are still on since then. */
  readonly openOf: (personId: string, keptSince: Instant | undefined) => Promise<readonly ActionView[]>;
  readonly rows: (view: ActionView) => readonly KnownBlock[];
}

/** Before anybody looks back: what became of what they wanted to do, one after the other. */
export const openActionsPart = ({ openOf, rows }: OpenActions): ShownPart => ({
  async firstStep({ startedAt }: Retro, personId) {
    const [first, ...rest] = await openOf(personId, startedAt);
    if (first === undefined) return undefined;
    const more = rest.length === 0 ? [] : [context(md`and ${rest.length} more after this`)];
    return [...rows(first), ...more];
  },
});
