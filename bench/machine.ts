import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { isPinned } from './process.ts';
import { median } from './rounds.ts';

const SYNCS = 200;
const PAGE = Buffer.alloc(4_096, 1);

/** What figures depend on besides the programs. */
export async function machineFacts(folder: string): Promise<string> {
  const model = cpus()[0]?.model ?? 'unknown';
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  const pinned = isPinned ? 'each program on the first core, senders and Slack on the second' : 'not pinned to cores';
  return [
    `Machine: ${cpus().length} cores (${model}), ${memory} GiB, Linux ${release()}, Node ${process.versions.node}; ${pinned}.`,
    `A synced write of 4 KiB takes ${median(syncs(folder)).toFixed(3)} ms here. Load before the run: ${loadavg()[0]?.toFixed(1)}.`,
    '',
  ].join('\n');
}

function syncs(folder: string): number[] {
  const file = openSync(join(folder, 'synced'), 'w');
  const took = Array.from({ length: SYNCS }, (_, at) => {
    const startedAt = performance.now();
    writeSync(file, PAGE, 0, PAGE.length, at * PAGE.length);
    fsyncSync(file);
    return performance.now() - startedAt;
  });
  closeSync(file);
  return took;
}
