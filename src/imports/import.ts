import type { Instant } from '../core/instants.ts';
import type { Choices } from './choices.ts';
import type { FileFormat } from './csv-file.ts';
import type { Heading } from './mapping.ts';
import type { OrderProof } from './order-proof.ts';
import type { Reading } from './rows.ts';

export type ImportState =
  | 'fetching'
  | 'reading'
  | 'ready'
  | 'running'
  | 'done'
  | 'undoing'
  | 'undone'
  | 'refused'
  | 'dropped';

/** A file of leads, from its arrival until its rows are leads, and what came of it. */
export interface Import {
  readonly id: string;
  readonly workspaceId: string;
  readonly fileName: string;
  /** What Slack calls the file. */
  readonly fileId: string | undefined;
  readonly state: ImportState;
  readonly format: (FileFormat & { readonly orders: readonly OrderProof[] }) | undefined;
  readonly headings: readonly Heading[];
  readonly choices: Choices | undefined;
  /** Why it could not be read. */
  readonly refusal: string | undefined;
  /** Rows with words in them, without the headings. */
  readonly rows: number;
  readonly parts: number;
  /** The part that is worked on next. */
  readonly nextPart: number;
  readonly imported: number;
  readonly refused: number;
  /** Left out because somebody knows them already. */
  readonly known: number;
  readonly createdBy: string | undefined;
  readonly createdAt: Instant;
  readonly startedAt: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly announcedAt: Instant | undefined;
  readonly undoneBy: string | undefined;
  readonly undoneAt: Instant | undefined;
}

/** Rows that become leads in one transaction. */
export const PART_ROWS = 500;

/** So many cards at most, for each is a message in a channel. */
export const MOST_ANNOUNCED = 50;

/** How the rows of an import are read, by what was chosen and what its dates prove. */
export function readingOf({ headings, format, createdAt }: Import, choices: Choices): Reading {
  const { mapping, zone, currency, stages } = choices;
  const proofs = [mapping.createdAt, mapping.endedAt].flatMap((column) => {
    const proof = column === undefined ? undefined : format?.orders[column];
    return proof === undefined ? [] : [proof];
  });
  const [proved, ...others] = new Set(proofs);
  const order = choices.order ?? (others.length === 0 && proved !== 'both' ? proved : undefined);
  return { headings, mapping, order, zone, currency, stages, now: createdAt };
}
