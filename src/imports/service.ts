import type { Tx } from '../platform/db/database.ts';
import type { Choices } from './choices.ts';
import { createChoosing } from './choosing-service.ts';
import { createTally, type DryRun } from './dry-run.ts';
import { type Import, MOST_ANNOUNCED } from './import.ts';
import { createKeeping, type Given } from './keeping-service.ts';
import { LEFT_OUT_AT_ONCE, type LEFT_OUT_COLUMNS } from './left-out.ts';
import * as partsStore from './parts-store.ts';
import {
  ANNOUNCE,
  announceKey,
  FETCH,
  fetchKey,
  type ImportsDeps,
  ROWS,
  rowsKey,
  TELL,
  tellKey,
  UNDO,
  undoKey,
} from './ports-service.ts';
import { wordsOf } from './rows.ts';
import { createSorting } from './sorting-service.ts';
import { stageCalled } from './stages.ts';
import * as store from './store.ts';
import { replaceWords } from './words-store.ts';
import { createWorking } from './working-service.ts';

export type Imports = ReturnType<typeof createImportsService>;

/** Why an import can't be undone. */
export type UndoOutcome =
  | { readonly kind: 'undoing' }
  | { readonly kind: 'not-done' }
  /** Something has happened to one of its leads. */
  | { readonly kind: 'touched'; readonly number: number }
  /** Those outside who follow leads have heard of them. */
  | { readonly kind: 'told' };

export type AnnounceOutcome =
  | { readonly kind: 'announced'; readonly cards: number }
  | { readonly kind: 'too-many'; readonly cards: number }
  | { readonly kind: 'nothing' };

export type StartOutcome = 'started' | 'not-set-up' | 'not-ready';

const UNDONE_AT_ONCE = 500;
const MOST_LISTED = 20;

/** Leads out of files: kept, looked at, imported, and taken back. */
export function createImportsService(deps: ImportsDeps) {
  const { database, clock, jobs, leads, channelOf } = deps;
  const { db } = database;
  const { step } = createWorking(deps);
  const keeping = createKeeping(deps);

  return {
    ...keeping,
    ...createChoosing(deps, tell),
    step,

    /** A file that somebody has given in Slack: it is fetched there, and read, by whoever works. */
    async fetch(given: Given & { readonly fileId: string }, zone: string): Promise<void> {
      const its = await keeping.take(given, 'fetching');
      await database.transaction(async (tx) => {
        if (its.state === 'fetching') await enqueue(tx, FETCH, fetchKey(its.id), its, { zone });
      });
    },

    /** Whoever gave it in Slack sees how it is now. */
    async askTell(workspaceId: string, id: string): Promise<void> {
      const its = await store.findImport(db, workspaceId, id);
      if (its?.createdBy !== undefined) await database.transaction((tx) => tell(tx, its));
    },

    /** One page of the rows that were left out; undefined if there is no such import. */
    async leftOutPage(workspaceId: string, id: string, page: number) {
      const its = await store.findImport(db, workspaceId, id);
      return its && { its, page, rows: await partsStore.pageOfLeftOut(db, id, page, LEFT_OUT_AT_ONCE) };
    },

    /** Everything that its message shows; what it says of words is kept, so that somebody can say what they mean. */
    async look(workspaceId: string, id: string) {
      const seen = await view(workspaceId, id);
      const words = seen?.dryRun?.result.words;
      if (words !== undefined)
        await database.transaction(async (tx) => {
          // Who drops it or begins meanwhile waits for us, or has been here before.
          if (await store.moveImport(tx, id, ['ready'], { state: 'ready' })) await replaceWords(tx, id, words);
        });
      return seen;
    },

    view,

    find: (workspaceId: string, id: string) => store.findImport(db, workspaceId, id),

    list: (workspaceId: string) => store.listImports(db, workspaceId, MOST_LISTED),

    /** Changes what was chosen, while nobody has begun. */
    choose: (id: string, choices: Choices) => database.transaction((tx) => store.saveChoices(tx, id, choices)),

    /** What an import would come to with what is chosen. Reads its rows, and writes nothing. */
    dryRun,

    /** Somebody has given the word: whoever works goes on with it until all of its rows are leads. */
    async start(workspaceId: string, id: string): Promise<StartOutcome> {
      if ((await channelOf(workspaceId)) === undefined) return 'not-set-up';
      return database.transaction(async (tx) => {
        const its = await store.findImport(tx, workspaceId, id);
        if (its === undefined || !(await store.markRunning(tx, id, clock.now()))) return 'not-ready';
        await enqueue(tx, ROWS, rowsKey(id), its);
        await tell(tx, its);
        return 'started';
      });
    },

    /** Nothing of the file is kept any more; false if it has begun. */
    drop: (workspaceId: string, id: string): Promise<boolean> =>
      database.transaction(async (tx) => {
        const its = await store.findImport(tx, workspaceId, id);
        const to = { state: 'dropped', ended_at: clock.now() } as const;
        if (its === undefined || !(await store.moveImport(tx, id, WAITING, to))) return false;
        await partsStore.deleteParts(tx, id);
        await tell(tx, its);
        return true;
      }),

    /** How many cards announcing it would post; undefined if it can't be announced (any more). */
    async announceable(its: Import): Promise<{ cards: number; isAllowed: boolean } | undefined> {
      if (its.state !== 'done' || its.announcedAt !== undefined) return undefined;
      const cards = await leads.countAnnounceable(db, its.id);
      return { cards, isAllowed: cards > 0 && cards <= MOST_ANNOUNCED };
    },

    /** Takes all of its leads back, while nobody has touched any of them. */
    undo: (workspaceId: string, id: string, by: string | undefined): Promise<UndoOutcome> =>
      database.transaction(async (tx): Promise<UndoOutcome> => {
        const its = await store.findImport(tx, workspaceId, id);
        if (its?.state !== 'done') return { kind: its?.state === 'undoing' ? 'undoing' : 'not-done' };
        if (its.choices?.isTold) return { kind: 'told' };
        const number = await leads.touchedOf(tx, id);
        if (number !== undefined) return { kind: 'touched', number };
        const to = { state: 'undoing', undone_by: by ?? null, undone_at: clock.now() } as const;
        if (!(await store.moveImport(tx, id, ['done'], to))) return { kind: 'not-done' };
        await enqueue(tx, UNDO, undoKey(id), its);
        await tell(tx, its);
        return { kind: 'undoing' };
      }),

    /** Goes on taking back: so many at a time. Who is claimed meanwhile stays. */
    async undoStep(workspaceId: string, id: string): Promise<'more' | 'over'> {
      const its = await store.findImport(db, workspaceId, id);
      if (its?.state !== 'undoing') return 'over';
      if ((await leads.withdraw(database, id, UNDONE_AT_ONCE)) > 0) return 'more';
      await database.transaction((tx) => store.moveImport(tx, id, ['undoing'], { state: 'undone' }));
      return 'over';
    },

    /** The rows that were left out, and why, by number. */
    async *leftOut(id: string): AsyncGenerator<Record<(typeof LEFT_OUT_COLUMNS)[number], string | number>> {
      for (let after = 0; ; ) {
        const some = await partsStore.listLeftOut(db, id, { after, most: UNDONE_AT_ONCE });
        for (const { row, heading = '', sentence } of some) yield { row, column: heading, why: sentence };
        const last = some.at(-1);
        if (last === undefined) return;
        after = last.row;
      }
    },

    /** How many cards it posts; it is done once, by whoever works. */
    announce: (workspaceId: string, id: string, by: string | undefined): Promise<AnnounceOutcome> =>
      database.transaction(async (tx): Promise<AnnounceOutcome> => {
        const its = await store.findImport(tx, workspaceId, id);
        const cards = its?.state === 'done' ? await leads.countAnnounceable(tx, id) : 0;
        if (its === undefined || cards === 0) return { kind: 'nothing' };
        if (cards > MOST_ANNOUNCED) return { kind: 'too-many', cards };
        if (!(await store.markAnnounced(tx, id, clock.now()))) return { kind: 'nothing' };
        await enqueue(tx, ANNOUNCE, announceKey(id), its, { by: by ?? null });
        return { kind: 'announced', cards };
      }),

    /** Goes on with it: each lead once. */
    announceStep: (workspaceId: string, id: string, by: string | undefined): Promise<void> =>
      leads.announce(workspaceId, id, by, MOST_ANNOUNCED),
  };

  /** Everything that its message shows. */
  async function view(workspaceId: string, id: string) {
    const its = await store.findImport(db, workspaceId, id);
    if (its === undefined) return undefined;
    const { choices } = its;
    const isWaiting = its.state === 'ready' && choices !== undefined;
    return {
      its,
      dryRun: isWaiting ? { choices, result: await dryRun(its, choices) } : undefined,
      cards: its.state === 'done' && its.announcedAt === undefined ? await leads.countAnnounceable(db, id) : 0,
    };
  }

  async function dryRun(its: Import, choices: Choices): Promise<DryRun> {
    const sort = createSorting(deps, its, choices);
    const tally = createTally();
    const stageColumn = choices.mapping.stage;
    for (let part = 0; part < its.parts; part += 1) {
      const records = (await partsStore.findPart(db, its.id, part)) ?? [];
      for (const { cells } of records) {
        const word = stageColumn === undefined ? undefined : wordsOf(cells[stageColumn] ?? '', 'stage');
        if (word !== undefined) tally.saysStage(word, stageCalled(word, choices.stages));
      }
      for (const row of await sort(db, records)) {
        if (row.kind === 'refused') tally.refuse(row);
        else if (row.kind === 'known') tally.leaveOut(row.number === undefined ? 'twice' : 'known');
        else tally.take(row.lead, row.ownerId);
      }
    }
    return tally.result();
  }

  async function tell(tx: Tx, its: Import): Promise<void> {
    if (its.createdBy !== undefined) await enqueue(tx, TELL, tellKey(its.id), its);
  }

  function enqueue(tx: Tx, kind: string, key: string, its: Import, more: object = {}): Promise<void> {
    const payload = { workspaceId: its.workspaceId, importId: its.id, ...more };
    return jobs.enqueue(tx, { kind, key, payload, runAt: clock.now(), mode: 'latest' });
  }
}

const WAITING = ['fetching', 'reading', 'ready'] as const;
