import type { FileLead, ReadRow } from './rows.ts';
import type { ImportStage } from './stages.ts';
import { type CountedWord, createWordCount, type WordKind } from './words.ts';

/** Rows that have the same thing the matter. */
export interface RefusedRows {
  readonly heading: string | undefined;
  readonly sentence: string;
  readonly count: number;
  /** The first few of them. */
  readonly rows: readonly number[];
}

/** What an import would come to. Nothing of it is written. */
export interface DryRun {
  readonly rows: number;
  /** So many would become leads. */
  readonly good: number;
  /** Somebody knows them already: as a lead, or from an earlier row of the file. */
  readonly known: number;
  readonly twice: number;
  readonly refused: number;
  /** The most frequent first. */
  readonly why: readonly RefusedRows[];
  /** Of the good ones: how many say when they came, how many are over, and how many could be announced. */
  readonly dated: number;
  readonly ended: number;
  readonly announceable: number;
  /** Of the good ones: how many have an owner whom Slack knows, and how many name one whom it doesn't. */
  readonly owned: number;
  readonly unknownOwners: number;
  /** What stands in the columns of stages and owners, and what it means here. */
  readonly words: Readonly<Record<WordKind, readonly CountedWord[]>>;
  /** The first good one, as it would be. */
  readonly sample: FileLead | undefined;
}

const FIRST_ROWS = 3;

/** Adds up what the rows of a file come to, one after the other. */
export function createTally() {
  const why = new Map<string, { heading: string | undefined; sentence: string; count: number; rows: number[] }>();
  const sum = { rows: 0, good: 0, known: 0, twice: 0, refused: 0, dated: 0, ended: 0, announceable: 0, owned: 0 };
  const words = { stage: createWordCount(), owner: createWordCount() };
  let unknownOwners = 0;
  let sample: FileLead | undefined;

  return {
    refuse({ heading, sentence, row }: Extract<ReadRow, { kind: 'refused' }>): void {
      sum.rows += 1;
      sum.refused += 1;
      const key = `${heading ?? ''}\n${sentence}`;
      const same = why.get(key) ?? { heading, sentence, count: 0, rows: [] };
      same.count += 1;
      if (same.rows.length < FIRST_ROWS) same.rows.push(row);
      why.set(key, same);
    },

    /** What a row's CRM calls its stage, wherever the row ends. */
    saysStage(word: string, stage: ImportStage | undefined): void {
      words.stage.add(word, stage);
    },

    leaveOut(because: 'known' | 'twice'): void {
      sum.rows += 1;
      sum[because] += 1;
    },

    take(lead: FileLead, ownerId: string | undefined): void {
      sum.rows += 1;
      sum.good += 1;
      if (lead.createdAt !== undefined) sum.dated += 1;
      if (lead.stage === 'customer' || lead.stage === 'lost' || lead.stage === 'rejected') sum.ended += 1;
      if (lead.stage === 'new' || lead.stage === 'accepted') sum.announceable += 1;
      if (lead.owner !== undefined) words.owner.add(lead.owner, ownerId);
      if (ownerId !== undefined) sum.owned += 1;
      else if (lead.owner !== undefined) unknownOwners += 1;
      sample ??= lead;
    },

    result: (): DryRun => ({
      ...sum,
      unknownOwners,
      why: [...why.values()].toSorted((a, b) => b.count - a.count),
      words: { stage: words.stage.result(), owner: words.owner.result() },
      sample,
    }),
  };
}
