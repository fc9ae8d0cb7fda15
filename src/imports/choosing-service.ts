import type { Tx } from '../platform/db/database.ts';
import type { Choices } from './choices.ts';
import { foldedName, type ImportField } from './columns.ts';
import { examplesOf } from './examples.ts';
import type { Import } from './import.ts';
import { movedTo } from './mapping.ts';
import * as partsStore from './parts-store.ts';
import type { ImportsDeps } from './ports-service.ts';
import type { ImportStage } from './stages.ts';
import * as store from './store.ts';
import type { WordKind } from './words.ts';
import { listWords } from './words-store.ts';

/** What somebody says about one page of columns; `order` and `currency` are asked on the first one. */
export interface ColumnsSaid {
  /** By the number of the column: what it fills in, or nothing. */
  readonly fields: ReadonlyMap<number, ImportField | undefined>;
  readonly format?: Pick<Choices, 'order' | 'currency'>;
}

type Waiting = Import & { readonly choices: Choices };

/** What somebody chooses of a file before it is imported. Once it has begun all of it answers undefined. */
export function createChoosing({ database, ownerCalled }: ImportsDeps, tell: (tx: Tx, its: Import) => Promise<void>) {
  const { db } = database;

  return {
    /** A file that waits, and what stands in its first rows, by column. */
    async columns(workspaceId: string, id: string) {
      const its = waiting(await store.findImport(db, workspaceId, id));
      return its && { its, examples: examplesOf((await partsStore.findPart(db, id, 0)) ?? []) };
    },

    chooseColumns: (workspaceId: string, id: string, { fields, format }: ColumnsSaid) =>
      change(workspaceId, id, (choices) => ({ ...choices, ...format, mapping: movedTo(choices.mapping, fields) })),

    /** The words of a column of stages or owners, with what each means so far. */
    async words(workspaceId: string, id: string, kind: WordKind) {
      const its = waiting(await store.findImport(db, workspaceId, id));
      return its && { its, words: await listWords(db, id, kind) };
    },

    /** A word of which nothing is said is read as usual. */
    chooseStages: (workspaceId: string, id: string, said: ReadonlyMap<string, ImportStage | undefined>) =>
      change(workspaceId, id, (choices) => ({ ...choices, stages: merged(choices.stages, said) })),

    /** Answers the words whose person doesn't sell; then nothing is chosen. */
    async chooseOwners(
      workspaceId: string,
      id: string,
      said: ReadonlyMap<string, string | undefined>,
    ): Promise<{ readonly kind: 'chosen' | 'gone' } | { readonly kind: 'refused'; readonly words: readonly string[] }> {
      const words: string[] = [];
      for (const [word, person] of said) {
        if (person !== undefined && (await ownerCalled(db, workspaceId, person)) === undefined) words.push(word);
      }
      if (words.length > 0) return { kind: 'refused', words };
      const its = await change(workspaceId, id, (choices) => ({ ...choices, owners: merged(choices.owners, said) }));
      return { kind: its === undefined ? 'gone' : 'chosen' };
    },
  };

  /** Its new choices are looked at anew, by whoever works. */
  function change(workspaceId: string, id: string, to: (choices: Choices) => Choices): Promise<Waiting | undefined> {
    return database.transaction(async (tx) => {
      const its = waiting(await store.findImport(tx, workspaceId, id));
      if (its === undefined) return undefined;
      const choices = to(its.choices);
      if (!(await store.saveChoices(tx, id, choices))) return undefined;
      await tell(tx, its);
      return { ...its, choices };
    });
  }
}

const waiting = (its: Import | undefined): Waiting | undefined =>
  its?.state === 'ready' && its.choices !== undefined ? { ...its, choices: its.choices } : undefined;

/** What was said before, and what is said now, by folded words. */
function merged<T>(before: ReadonlyMap<string, T>, said: ReadonlyMap<string, T | undefined>): ReadonlyMap<string, T> {
  const after = new Map(before);
  for (const [word, meaning] of said) {
    if (meaning === undefined) after.delete(foldedName(word));
    else after.set(foldedName(word), meaning);
  }
  return after;
}
