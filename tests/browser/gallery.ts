import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import { type Json, record, records } from '../../playground/server/json.ts';

/** The golden views but for the notifications, by name. */
export const GOLDEN: ReadonlyMap<string, Json> = new Map(
  globSync('tests/views/*.json')
    .toSorted()
    .map((path) => [basename(path, '.json'), record(JSON.parse(readFileSync(path, 'utf8')))] as const)
    .filter(([name]) => !name.endsWith('.notifications')),
);

export const blocksOf = (view: Json): Json[] => records(view.blocks);

export interface Seen {
  readonly name: string;
  /** Its words, and what stands in its fields. */
  readonly words: string;
  /** How many pixels it is wider than the room that it has. */
  readonly over: number;
}

/** What can be read of each view on the gallery. */
export async function readAll(page: Page): Promise<ReadonlyMap<string, Seen>> {
  const seen: Seen[] = await page.locator('.specimen').evaluateAll((specimens) =>
    specimens.map((specimen) => {
      const fields = [...specimen.querySelectorAll('input, textarea')];
      const entered = fields.flatMap((field) => [field.value, field.placeholder]);
      return {
        name: specimen.id,
        words: [specimen.innerText, ...entered].join('\n'),
        over: specimen.scrollWidth - specimen.clientWidth,
      };
    }),
  );
  return new Map(seen.map((one) => [one.name, one]));
}
