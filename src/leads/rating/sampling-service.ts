import type { Instant } from '../../core/instants.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { nextTurn } from '../../platform/turn.ts';
import { type Drawable, type SampleableLead, type SampleFilter, sampleable } from './sampling.ts';
import * as store from './sampling-store.ts';

/** So many entries are read at once. */
const PAGE = 2000;
/** So many entries of a window are looked at, the newest: a year of a large company is more than a sample needs. */
const MOST_ENTRIES = 60_000;
/** From so many leads a sample is as good as from all. */
const MOST_LEADS = 2000;
/** So many leads: other work gets its turn in between. SQLite takes some thirty thousand values in one query. */
const AT_ONCE = 500;

/** Leads to draw a sample from. */
export function createSampling() {
  return {
    /**
     * The leads that came within a window, or to which something happened in it, as far as they can be judged: no test, no spam,
     * nothing merged away, forgotten, held back or only history. At most two thousand, those of the newest entries; and those
     * about whose rejection a question waits, however old it is.
     */
    async toDrawFrom(
      read: Db | Tx,
      workspaceId: string,
      window: { readonly from: Instant; readonly until: Instant },
      filter: SampleFilter = {},
    ): Promise<SampleableLead[]> {
      const met = new Set<string>();
      const found: SampleableLead[] = [];
      await meet(await store.listQuestioned(read, workspaceId, AT_ONCE));
      let after: store.Mark | undefined;
      for (let entries = 0; entries < MOST_ENTRIES && found.length < MOST_LEADS; entries += PAGE) {
        await nextTurn();
        const marks = await store.listMarks(read, window, after, PAGE);
        await meet(marks.map(({ leadId }) => leadId));
        after = marks.at(-1);
        if (marks.length < PAGE) break;
      }
      return found.slice(0, MOST_LEADS);

      async function meet(leadIds: readonly string[]): Promise<void> {
        const fresh = [...new Set(leadIds)].filter((id) => !met.has(id));
        for (const id of fresh) met.add(id);
        for (const ids of chunks(fresh)) {
          await nextTurn();
          const leads = await store.listDrawable(read, workspaceId, { ids }, filter);
          found.push(...(await known(read, leads)).filter(({ rep }) => fits(filter.reps, rep)));
        }
      }
    },

    /** Those of the leads with these numbers that can be judged. */
    async toDrawByNumber(read: Db | Tx, workspaceId: string, numbers: readonly number[]): Promise<SampleableLead[]> {
      const leads: Drawable[] = [];
      for (const some of chunks(numbers))
        leads.push(...(await store.listDrawable(read, workspaceId, { numbers: some })));
      return known(read, leads);
    },
  };

  async function known(read: Db | Tx, leads: readonly Drawable[]): Promise<SampleableLead[]> {
    const all: SampleableLead[] = [];
    for (const some of chunks(leads)) {
      await nextTurn();
      const said = await store.listDrawnBy(
        read,
        some.map(({ id }) => id),
      );
      all.push(...some.map((lead) => sampleable(lead, said.get(lead.id))));
    }
    return all;
  }
}

const fits = (wanted: readonly string[] | undefined, value: string | undefined): boolean =>
  wanted === undefined || (value !== undefined && wanted.includes(value));

function chunks<T>(all: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < all.length; start += AT_ONCE) parts.push(all.slice(start, start + AT_ONCE));
  return parts;
}
