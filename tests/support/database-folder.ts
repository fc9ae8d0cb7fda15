import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A fresh folder for databases. They live in memory where there is room for all of a run: each commit would wait for the
 * disk, and nothing of what these tests say is about the disk. Those that are have folders of their own.
 */
export const databaseFolder = (prefix: string): string => mkdtempSync(join(place, prefix));

const MEMORY = '/dev/shm';
const ENOUGH = 4 * 1024 ** 3;
const place = existsSync(MEMORY) && roomIn(MEMORY) > ENOUGH ? MEMORY : tmpdir();

function roomIn(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
