import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { section } from '../blockkit/blocks.ts';
import type { MessageContent } from '../blockkit/message.ts';
import { lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { PACK_SECTIONS } from '../core/datum.ts';
import type { Instant } from '../core/instants.ts';
import type { Db } from '../platform/db/database.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import { defineJob, later } from '../platform/jobs/job.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import type { Messages, Shown } from '../platform/slack/messages/messages.ts';
import type { Retro, RetroThread } from './retro.ts';
import { parentKey } from './retro-telling-service.ts';
import type { Retros } from './service.ts';

/** The figures that both teams look at. */
export interface PackShown {
  /** By section, each as a message. */
  messages(
    of: PackOf,
    look: { readonly isReactable: boolean },
  ): Promise<readonly { readonly section: string; readonly content: MessageContent }[]>;
  /** Each section in one line; undefined where there is nothing to say. */
  summary(of: PackOf): Promise<Mrkdwn | undefined>;
}

interface PackOf {
  readonly workspaceId: string;
  /** Under this name it is found or made once: what was shown stays. */
  readonly key: string;
  readonly window: { readonly from: Instant; readonly until: Instant };
}

const PACK = 'retros.pack';
const packKey = (retroId: string): string => `retro.pack:${retroId}`;

interface PackDeps {
  readonly messages: Messages;
  readonly db: Db;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly now: () => Instant;
  readonly pack: PackShown;
  /** Shows something in the thread of a retro; undefined where its channel can't be used. */
  readonly reply: (retro: RetroThread, key: string, content: MessageContent) => Promise<Shown | undefined>;
}

/** The figures of its weeks in the thread of a retro: frozen at its start, to be reacted to as long as cards are written. */
export function packPart(retros: Retros, { messages, db, jobs, now, pack, reply }: PackDeps) {
  const enqueue = (tx: Parameters<typeof jobs.enqueue>[0], retroId: string): Promise<void> =>
    jobs.enqueue(tx, { kind: PACK, key: packKey(retroId), payload: { retroId }, runAt: now(), mode: 'latest' });
  retros.onPhase(async (tx, retro, from) => {
    if (from === 'gathering' || from === 'collecting') await enqueue(tx, retro.id);
  });
  retros.onBack(enqueue);
  retros.onThread(async (_tx, retroId) => PACK_SECTIONS.map((part) => `${packKey(retroId)}:${part}`));

  const owner: MessageOwner = {
    drivenBy: ({ key, state }) => (state === 'blocked' ? undefined : packOf(key) && packKey(packOf(key) ?? '')),
    async redo(tx, messageKey) {
      const retroId = packOf(messageKey);
      if (retroId !== undefined) await enqueue(tx, retroId);
    },
  };
  const jobKinds: readonly JobKind[] = [
    defineJob({
      kind: PACK,
      payload: z.strictObject({ retroId: z.string() }),
      async handle({ payload: { retroId } }) {
        const retro = await retros.find(db, retroId);
        const of = retro && figuresOf(retro);
        if (retro === undefined || of === undefined) return undefined;
        const isNew = (await messages.find(db, parentKey(retroId)))?.ts === undefined;
        // Of one that is over before its thread stands nothing more is told.
        if (isNew && retro.phaseDueAt === undefined) return undefined;
        const look = { isReactable: retro.phase === 'collecting' };
        for (const { section: part, content } of await pack.messages(of, look)) {
          const key = `${packKey(retroId)}:${part}`;
          const shown = await reply(retro, key, content);
          if (shown === undefined) return undefined;
          if (shown.kind === 'later') return later(shown.at);
        }
        return undefined;
      },
    }),
  ];
  return {
    jobs: jobKinds,
    messageOwner: owner,
    /** In short at the top; the whole is in the thread. */
    async parentBlocks(retro: Retro): Promise<readonly KnownBlock[]> {
      const of = figuresOf(retro);
      const summary = of && (await pack.summary(of));
      return summary === undefined ? [] : [section(lines(md`*What happened* (more in the thread)`, summary))];
    },
  };
}

const figuresOf = ({ id, workspaceId, periodFrom: from, periodUntil: until }: Retro): PackOf | undefined =>
  until === undefined ? undefined : { workspaceId, key: `retro:${id}`, window: { from, until } };

/** The retro whose figures this shows; undefined for any other message. */
const packOf = (key: string): string | undefined => /^retro\.pack:([^:]+):[^:]+$/.exec(key)?.[1];
