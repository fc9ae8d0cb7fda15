import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../../blockkit/message.ts';
import type { Check } from '../../platform/check.ts';
import type { JobKind } from '../../platform/jobs/job.ts';
import type { MessageOwner } from '../../platform/message-owner.ts';
import type { Listeners } from '../../platform/slack/listeners/listeners.ts';
import type { Messages, Shown } from '../../platform/slack/messages/messages.ts';
import type { Retro, RetroThread } from '../retro.ts';
import type { RetroActor } from '../service.ts';
import { countBlocks, uncountedBlocks } from './card-blocks.ts';
import { cardChecks } from './card-checks-service.ts';
import { createCardOffers } from './card-offers-service.ts';
import type { CardsDeps } from './cards-ports-service.ts';
import { type Cards, createCards } from './cards-service.ts';
import { cardListeners } from './cards-slack.ts';
import { revealJobs } from './reveal-jobs.ts';
import { createRevealing, revealKey, revealPlaceOf } from './reveal-service.ts';
import { scrubJobs } from './scrub-jobs.ts';

interface CardPartDeps extends CardsDeps {
  readonly messages: Messages;
  /** Shows something in the thread of a retro; undefined where its channel can't be used. */
  readonly reply: (retro: RetroThread, key: string, content: MessageContent) => Promise<Shown | undefined>;
}

/** The part of a retro that is its cards: written unseen, and shown at once. */
export function createCardPart({ messages, reply, ...deps }: CardPartDeps): {
  readonly cards: Cards;
  readonly listeners: Listeners<RetroActor>;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwner: MessageOwner;
  readonly turnBlocks: (retro: Retro, personId: string) => Promise<readonly KnownBlock[]>;
} {
  const { database } = deps;
  const { db } = database;
  const cards = createCards(deps);
  const offers = createCardOffers(deps, cards);
  const revealing = createRevealing(deps, cards);
  return {
    cards,
    listeners: cardListeners(cards, offers),
    jobs: [...revealJobs(revealing, { messages, reply }), ...scrubJobs(deps)],
    checks: cardChecks(deps),
    messageOwner: {
      drivenBy({ key, state }) {
        const retroId = state === 'blocked' ? undefined : revealPlaceOf(key);
        return retroId === undefined ? undefined : revealKey(retroId);
      },
      async redo(tx, messageKey) {
        const retroId = revealPlaceOf(messageKey);
        if (retroId !== undefined) await revealing.ask(tx, retroId);
      },
    },
    async turnBlocks(retro, personId) {
      if (retro.isAnonymous) return uncountedBlocks(retro);
      const written = await cards.countOwn(db, retro.id, personId);
      return countBlocks(retro, written, (await offers.of({ id: personId, workspaceId: retro.workspaceId })).length);
    },
  };
}
