import { DAY, type Duration } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Choices } from './choices.ts';
import {
  type Record as FileRecord,
  FileRefused,
  formatOf,
  MOST_COLUMNS,
  type OpenFile,
  recordsOf,
} from './csv-file.ts';
import { type Import, PART_ROWS } from './import.ts';
import { type Heading, headingsOf, usualMapping } from './mapping.ts';
import { type OrderProof, withCell } from './order-proof.ts';
import * as partsStore from './parts-store.ts';
import { EXPIRE, expireKey, type ImportsDeps } from './ports-service.ts';
import * as store from './store.ts';

/** What nobody has begun with goes after so long. */
const KEPT_FOR: Duration = 7 * DAY;
/** A part is kept as one value. */
const MOST_CHARACTERS = 1_000_000;

/** A file on its way in. */
export interface Given {
  readonly workspaceId: string;
  readonly fileName: string;
  readonly fileId?: string;
  readonly createdBy?: string;
  readonly gesture?: string | undefined;
}

/** What a file is read with unless somebody chooses otherwise. */
export type FirstChoices = Pick<Choices, 'zone'>;

export type Kept = { readonly kind: 'kept' } | { readonly kind: 'refused'; readonly sentence: string };

/** Keeps the rows of a file until somebody says what becomes of them. */
export function createKeeping({ database, clock, ids, jobs }: ImportsDeps) {
  return {
    /** A file that is to be read; the same gesture gives the same one. */
    take: (given: Given, state: 'fetching' | 'reading'): Promise<Import> =>
      database.transaction(async (tx) => {
        const its = newImport(ids.next(), given, state, clock.now());
        if (!(await store.insertImport(tx, its, given.gesture))) {
          const before = given.gesture === undefined ? undefined : await store.findByGesture(tx, given.gesture);
          if (before === undefined) throw new Error('An import was made and is not there');
          return before;
        }
        const runAt = its.createdAt + KEPT_FOR;
        const payload = { workspaceId: its.workspaceId, importId: its.id };
        await jobs.enqueue(tx, { kind: EXPIRE, key: expireKey(its.id), payload, runAt, mode: 'once' });
        return its;
      }),

    /** Reads a file and keeps its rows, part by part, so that it never is in memory as a whole. */
    async read({ id }: Pick<Import, 'id'>, open: OpenFile, { zone }: FirstChoices): Promise<Kept> {
      // A death has left a part of it, or all.
      await database.transaction((tx) => partsStore.deleteParts(tx, id));
      try {
        await keep(id, open, zone);
        return { kind: 'kept' };
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
        await refuse(id, error.message);
        return { kind: 'refused', sentence: error.message };
      }
    },

    refuse,
  };

  async function keep(id: string, open: OpenFile, zone: string): Promise<void> {
    const format = await formatOf(open);
    const { encoding, separator } = format;
    let headings: readonly Heading[] | undefined;
    let orders: OrderProof[] = [];
    let [parts, rows, characters] = [0, 0, 0];
    let part: FileRecord[] = [];
    for await (const record of recordsOf(open, format)) {
      if (headings === undefined) {
        headings = headingsFrom(record);
        orders = headings.map(() => undefined);
        continue;
      }
      part.push(record);
      rows += 1;
      for (const [at, cell] of record.cells.entries()) {
        characters += cell.length;
        if (at < orders.length) orders[at] = withCell(orders[at], cell);
      }
      if (part.length >= PART_ROWS || characters >= MOST_CHARACTERS) await flush();
    }
    if (part.length > 0) await flush();
    if (headings === undefined || rows === 0) throw new FileRefused('The file has headings and no rows.');
    const mapping = usualMapping(headings);
    const choices: Choices = {
      mapping,
      order: undefined,
      zone,
      currency: undefined,
      stages: new Map(),
      owners: new Map(),
      withKnown: false,
      isTold: false,
    };
    const known = { format: { encoding, separator, orders }, headings, choices, rows, parts };
    await database.transaction((tx) => store.markReady(tx, id, known));

    async function flush(): Promise<void> {
      const [number, its] = [parts, part];
      await database.transaction((tx: Tx) => partsStore.insertPart(tx, id, number, its));
      parts += 1;
      part = [];
      characters = 0;
    }
  }

  function refuse(id: string, sentence: string): Promise<void> {
    return database.transaction(async (tx) => {
      await store.markRefused(tx, id, sentence, clock.now());
      await partsStore.deleteParts(tx, id);
    });
  }
}

function headingsFrom({ cells }: FileRecord): readonly Heading[] {
  // Excel writes empty columns after the last one that has ever been used.
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  const named = cells.slice(0, last + 1);
  if (named.length > MOST_COLUMNS)
    throw new FileRefused(
      `The file has ${named.length} columns; I read up to ${MOST_COLUMNS}. Leave some out, please.`,
    );
  return headingsOf(named);
}

const newImport = (
  id: string,
  { workspaceId, fileName, fileId, createdBy }: Given,
  state: Import['state'],
  createdAt: number,
): Import => ({
  id,
  workspaceId,
  fileName: fileName.slice(0, 200).toWellFormed(),
  fileId,
  state,
  format: undefined,
  headings: [],
  choices: undefined,
  refusal: undefined,
  rows: 0,
  parts: 0,
  nextPart: 0,
  imported: 0,
  refused: 0,
  known: 0,
  createdBy,
  createdAt,
  startedAt: undefined,
  endedAt: undefined,
  announcedAt: undefined,
  undoneBy: undefined,
  undoneAt: undefined,
});
