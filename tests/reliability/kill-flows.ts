import { readdirSync } from 'node:fs';
import type { Flow } from './kill-flow.ts';

const FOLDER = new URL('flows/', import.meta.url);

/** Every story of `flows/`, by the name of its file: a new one is told without anybody remembering it. */
export const flows: ReadonlyMap<string, Flow> = new Map(
  await Promise.all(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.ts'))
      .map(async (file): Promise<[string, Flow]> => {
        const { flow }: { flow: Flow } = await import(new URL(file, FOLDER).pathname);
        return [file.replace(/\.ts$/, ''), flow];
      }),
  ),
);
