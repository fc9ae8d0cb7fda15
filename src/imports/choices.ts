import { z } from 'zod';
import { IMPORT_FIELDS, type ImportField } from './columns.ts';
import type { Mapping } from './mapping.ts';
import { IMPORT_STAGES, type ImportStage } from './stages.ts';

/** What somebody has chosen for the rows of a file. */
export interface Choices {
  readonly mapping: Mapping;
  readonly order: 'day-first' | 'month-first' | undefined;
  /** In which dates without an offset are meant. */
  readonly zone: string;
  /** Of amounts without one. */
  readonly currency: string | undefined;
  /** What this CRM's stages mean, by their folded names. */
  readonly stages: ReadonlyMap<string, ImportStage>;
  /** Whom this CRM's owners are here, by their folded names: an address, a name or a Slack id. */
  readonly owners: ReadonlyMap<string, string>;
  /** Whether people who are known already are imported once more. */
  readonly withKnown: boolean;
  /** Whether those outside who follow leads hear of these. */
  readonly isTold: boolean;
}

const columns = z.record(z.string(), z.int().min(0));

const schema = z.object({
  mapping: columns.transform((read): Mapping => {
    const mapping: Partial<Record<ImportField, number>> = {};
    for (const field of IMPORT_FIELDS) {
      const column = read[field];
      if (column !== undefined) mapping[field] = column;
    }
    return mapping;
  }),
  order: z.enum(['day-first', 'month-first']).nullable(),
  zone: z.string(),
  currency: z.string().nullable(),
  stages: z.array(z.tuple([z.string(), z.enum(IMPORT_STAGES)])),
  // Imports that waited before owners could be chosen have none.
  owners: z.array(z.tuple([z.string(), z.string()])).default([]),
  withKnown: z.boolean(),
  isTold: z.boolean(),
});

/** As the database keeps them. */
export const choicesText = ({ order, currency, stages, owners, ...rest }: Choices): string =>
  JSON.stringify({
    ...rest,
    order: order ?? null,
    currency: currency ?? null,
    stages: [...stages],
    owners: [...owners],
  });

export function choicesFrom(text: string): Choices {
  const { order, currency, stages, owners, ...rest } = schema.parse(JSON.parse(text));
  return {
    ...rest,
    order: order ?? undefined,
    currency: currency ?? undefined,
    stages: new Map(stages),
    owners: new Map(owners),
  };
}
