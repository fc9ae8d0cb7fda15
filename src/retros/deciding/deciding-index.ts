import type { KnownBlock } from '@slack/types';
import type { JobKind } from '../../platform/jobs/job.ts';
import type { MessageOwner } from '../../platform/message-owner.ts';
import type { Listeners } from '../../platform/slack/listeners/listeners.ts';
import type { RetroActor } from '../ports-service.ts';
import type { Retro } from '../retro.ts';
import { decidedBlocks } from './decided-blocks.ts';
import { type DecidingMessages, decidingJobs } from './deciding-jobs.ts';
import type { DecidingDeps } from './deciding-ports-service.ts';
import { createDeciding, type Deciding } from './deciding-service.ts';
import { decidingListeners, type RetroDecisionWords } from './deciding-slack.ts';
import { createDecidingTelling, movedPlaceOf, topicPlaceOf } from './deciding-telling-service.ts';
import { worthBlocks } from './worth-blocks.ts';
import { createWorth } from './worth-service.ts';
import { worthListeners } from './worth-slack.ts';

interface DecidingPartDeps extends DecidingDeps, Pick<DecidingMessages, 'messages' | 'reply'> {
  readonly words: RetroDecisionWords;
}

/** How a retro ends: what is decided, what earlier decisions have moved, and whether it was worth their time. To be created after the vote. */
export function createDecidingPart(deps: DecidingPartDeps): {
  readonly deciding: Deciding;
  readonly listeners: Listeners<RetroActor>;
  readonly jobs: readonly JobKind[];
  readonly messageOwner: MessageOwner;
  readonly parentBlocks: (retro: Retro) => Promise<readonly KnownBlock[]>;
} {
  const { database, clock, messages, retros, words, reply } = deps;
  const telling = createDecidingTelling(deps);
  const deciding = createDeciding(deps, telling);
  const worth = createWorth(deps);
  retros.onPhase(deciding.onPhase);
  retros.onBack(deciding.onBack);
  retros.onThread(deciding.threadOf);
  const { actions, views } = decidingListeners(deciding, words);
  return {
    deciding,
    listeners: { actions: { ...actions, ...worthListeners(worth).actions }, ...(views && { views }) },
    jobs: decidingJobs(deciding, { messages, db: database.db, clock, how: words, reply }),
    messageOwner: {
      drivenBy: ({ key, state }) =>
        state === 'blocked' || (topicPlaceOf(key) ?? movedPlaceOf(key)) === undefined ? undefined : key,
      async redo(tx, messageKey) {
        const place = topicPlaceOf(messageKey);
        if (place !== undefined) return telling.topic(tx, place);
        const moved = movedPlaceOf(messageKey);
        if (moved !== undefined) await telling.moved(tx, moved);
      },
    },
    async parentBlocks(retro) {
      if (retro.phase !== 'deciding' && retro.phase !== 'closed') return [];
      const decided = await deciding.decidedIn(retro.id);
      return [
        ...decidedBlocks({ ...decided, open: openUntil(retro) }, words),
        ...(retro.phase === 'closed' ? worthBlocks(retro.id, await worth.of(retro.id)) : []),
      ];
    },
  };
}

const openUntil = ({ phase, phaseDueAt, zone }: Retro) =>
  phase === 'deciding' && phaseDueAt !== undefined ? { until: phaseDueAt, zone } : undefined;
