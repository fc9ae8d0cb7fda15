import { DAY, type Instant } from '../core/instants.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import * as store from './store.ts';

/** Somebody who opens their Home, with the rights of this moment. */
export interface Resident {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  readonly teams: readonly string[];
  readonly manages: readonly string[];
  readonly isAdmin: boolean;
}

/** What one feature shows on somebody's Home: blocks (`B`) under a heading of its own; none if there is nothing to say. */
export type HomeSection<B> = (resident: Resident, now: Instant) => Promise<readonly B[]>;

export interface HomeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly workspaceId: string;
  /** Who this is, or why they may not use Baton, as a sentence. */
  readonly admit: (knock: {
    teamId: string;
    userId: string;
  }) => Promise<{ kind: 'admitted'; actor: Resident } | { kind: 'refused'; sentence: string }>;
}

export type Home<B> = ReturnType<typeof createHomeService<B>>;

/** The kind of the job that shows one person's Home as things are now. */
export const RENDER = 'home.render';

/** Whoever hasn't looked for so long gets their Home drawn when they open it, and not before. */
const KEPT_FOR = 7 * DAY;

export function createHomeService<B>({ database, clock, jobs, workspaceId, admit }: HomeDeps) {
  const sections: HomeSection<B>[] = [];

  return {
    /** What features show, from top to bottom. */
    register(more: readonly HomeSection<B>[]): void {
      sections.push(...more);
    },

    /** Somebody has opened their Home: it is drawn anew, and kept up to date for a while. */
    async opened(personId: string): Promise<void> {
      await database.transaction(async (tx) => {
        await store.markOpened(tx, personId, clock.now());
        await enqueue(tx, personId);
      });
    },

    /** Something has changed that may stand on these people's Homes. */
    async changed(tx: Tx, personIds: readonly string[]): Promise<void> {
      for (const personId of await store.openedSince(tx, personIds, clock.now() - KEPT_FOR))
        await enqueue(tx, personId);
    },

    /** What somebody's Home shows now. */
    async view(personId: string): Promise<HomeContent<B>> {
      const admission = await admit({ teamId: workspaceId, userId: personId });
      if (admission.kind === 'refused') return admission;
      const { actor: resident } = admission;
      const now = clock.now();
      const shown = await Promise.all(sections.map((section) => section(resident, now)));
      return { kind: 'day', resident, now, sections: shown.filter((blocks) => blocks.length > 0) };
    },
  };

  function enqueue(tx: Tx, personId: string): Promise<void> {
    const runAt = clock.now();
    return jobs.enqueue(tx, { kind: RENDER, key: `home:${personId}`, payload: { personId }, runAt, mode: 'latest' });
  }
}

export type HomeContent<B> =
  | { readonly kind: 'refused'; readonly sentence: string }
  | {
      readonly kind: 'day';
      readonly resident: Resident;
      readonly now: Instant;
      readonly sections: readonly (readonly B[])[];
    };
