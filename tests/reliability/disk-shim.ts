import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const SOURCE = fileURLToPath(new URL('./disk-shim.c', import.meta.url));

/** Whether this machine can build the shim; where it can't, only the tests that need it are left out. */
export const hasCompiler = spawnSync('cc', ['--version']).status === 0;
if (!hasCompiler) process.stderr.write('Left out: traces of syncs, as there is no C compiler (cc) here.\n');

/** One thing that a process did, in the order in which it did them. */
export type Step =
  | { readonly is: 'write'; readonly path: string; readonly at: number; readonly bytes: Buffer }
  /** Its file has this size from now on. */
  | { readonly is: 'cut'; readonly path: string; readonly size: number }
  | { readonly is: 'sync'; readonly path: string }
  | { readonly is: 'recv' | 'send'; readonly bytes: Buffer };

/** Stands between one process and its disk. */
export interface DiskShim {
  /** For the environment of the process. */
  readonly env: Readonly<Record<string, string>>;
  /** What it has done so far. */
  trace(): readonly Step[];
  /** From now on its syncs fail. */
  failSyncs(): void;
}

/** Builds the shim for this test. */
export function diskShim(): DiskShim {
  const folder = mkdtempSync(join(tmpdir(), 'baton-shim-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [library, trace, failing] = ['shim.so', 'trace', 'failing'].map((name) => join(folder, name));
  const built = spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', library ?? '', SOURCE, '-ldl'], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The shim could not be built: ${built.stderr}`);
  return {
    env: { LD_PRELOAD: library ?? '', SHIM_TRACE: trace ?? '', SHIM_EIO: failing ?? '' },
    trace: () =>
      existsSync(trace ?? '')
        ? readFileSync(trace ?? '', 'utf8')
            .split('\n')
            .flatMap(stepOf)
        : [],
    failSyncs: () => writeFileSync(failing ?? '', ''),
  };
}

function stepOf(line: string): Step[] {
  const [is = '', what = '', size = '', hex = ''] = line.split(' ');
  switch (is) {
    case 'write':
      return [{ is, path: what, at: Number(size), bytes: Buffer.from(hex, 'hex') }];
    case 'cut':
      return [{ is, path: what, size: Number(size) }];
    case 'sync':
      return [{ is, path: what }];
    case 'recv':
    case 'send':
      return [{ is, bytes: Buffer.from(what, 'hex') }];
    default:
      return [];
  }
}

/** What a client says over a WebSocket; its bytes are masked. Undefined if these bytes aren't a text of less than 64 kB. */
export function textOfFrame(bytes: Buffer): string | undefined {
  const [first, second = 0] = bytes;
  const isMaskedText = first === 0x81 && (second & 0x80) !== 0;
  const short = second & 0x7f;
  if (!isMaskedText || short === 127) return undefined;
  const start = short === 126 ? 4 : 2;
  const mask = bytes.subarray(start, start + 4);
  return Buffer.from(bytes.subarray(start + 4).map((byte, at) => byte ^ (mask[at % 4] ?? 0))).toString();
}
