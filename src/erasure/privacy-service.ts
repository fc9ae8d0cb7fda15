import { type Duration, type Instant, SECOND } from '../core/instants.ts';
import type { ShownFields } from '../core/shown-fields.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Ids } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import {
  forgottenBefore,
  KEPT,
  type Kept,
  nextNight,
  type Outlook,
  type Privacy,
  type Retention,
} from './retention.ts';
import * as store from './retention-store.ts';
import type { ErasableLead } from './service.ts';

/** The kind of the job that forgets each night what has been kept long enough, and its key. */
export const FORGET = 'erasure.forget';

/** What it needs of leads. */
export interface FadingLeads {
  /** The leads that came longest ago of those to which nothing has happened since `before`, and of which this is kept. */
  untouchedSince(
    read: Db | Tx,
    of: { readonly workspaceId: string; readonly what: Kept; readonly before: Instant; readonly most: number },
  ): Promise<readonly ErasableLead[]>;
  countUntouchedSince(
    read: Db | Tx,
    of: { readonly workspaceId: string; readonly what: Kept; readonly before: Instant },
  ): Promise<number>;
  eraseWords(tx: Tx, leadId: string, shownAt: Instant): Promise<void>;
}

export interface PrivacyDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly workspaceId: string;
  readonly leads: FadingLeads;
  /** Forgets who is behind a lead, everywhere; its messages follow at `shownAt`. */
  readonly erasePerson: (tx: Tx, lead: ErasableLead, shownAt: Instant) => Promise<void>;
  /** When the leads' channels see what of a person; kept with the other settings of leads. */
  readonly shown: {
    find(read: Db | Tx): Promise<ShownFields>;
    save(tx: Tx, shown: ShownFields): Promise<void>;
  };
  /** The zone in which it is night. */
  readonly zone: (read: Db | Tx) => Promise<string>;
}

export type PrivacyService = ReturnType<typeof createPrivacy>;

/** Their messages change one by one, so that a night's work never stands in the way of a new lead. */
const APART: Duration = 3 * SECOND;
/** The rest waits for the next night: so many messages take fifty minutes. */
const MOST_A_NIGHT = 1_000;

/** Forgets by itself what has been kept for long enough; until an admin says how long that is, nothing. */
export function createPrivacy(deps: PrivacyDeps) {
  const { database, clock, ids, jobs, leads, workspaceId } = deps;
  const { db } = database;

  return {
    current: async (): Promise<Privacy> => ({
      retention: await store.findRetention(db, workspaceId),
      shown: await deps.shown.find(db),
    }),

    async outlook(wish: Retention): Promise<Outlook> {
      const zone = await deps.zone(db);
      const at = nextNight(clock.now(), zone);
      const count = async (what: Kept) => {
        const months = wish[what];
        if (months === undefined) return 0;
        return leads.countUntouchedSince(db, { workspaceId, what, before: forgottenBefore(at, months, zone) });
      };
      return { at, zone, persons: await count('person'), words: await count('words') };
    },

    /** What channels see holds at once, and what is forgotten from the next night on. */
    async save(
      by: { readonly id: string; readonly gesture?: string | undefined },
      { retention, shown }: Privacy,
    ): Promise<void> {
      await database.transaction(async (tx) => {
        const now = clock.now();
        const said = { id: ids.next(), workspaceId, by: by.id, at: now, gesture: by.gesture };
        if (!(await store.addRetention(tx, retention, said))) return;
        await deps.shown.save(tx, shown);
        const runAt = nextNight(now, await deps.zone(tx));
        await jobs.enqueue(tx, { kind: FORGET, key: FORGET, payload: {}, runAt, mode: 'latest' });
      });
    },

    /** Forgets what is due, the oldest first; answers when to look again, if anything is ever to be forgotten. */
    async forgetDue(): Promise<Instant | undefined> {
      const zone = await deps.zone(db);
      const wish = await store.findRetention(db, workspaceId);
      let left = MOST_A_NIGHT;
      // Whoever is forgotten is forgotten with what was written.
      for (const what of KEPT) {
        const months = wish[what];
        if (months === undefined) continue;
        const before = forgottenBefore(clock.now(), months, zone);
        const due = await leads.untouchedSince(db, { workspaceId, what, before, most: left });
        for (const lead of due) {
          const shownAt = clock.now() + (MOST_A_NIGHT - left) * APART;
          await database.transaction((tx) =>
            what === 'person' ? deps.erasePerson(tx, lead, shownAt) : leads.eraseWords(tx, lead.id, shownAt),
          );
          left -= 1;
        }
      }
      return KEPT.some((what) => wish[what] !== undefined) ? nextNight(clock.now(), zone) : undefined;
    },
  };
}
