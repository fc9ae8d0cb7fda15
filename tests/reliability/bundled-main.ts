import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUNDLER = fileURLToPath(new URL('./bundle-main.ts', import.meta.url));

/** `baton-main.ts` as one file: whoever starts it hundreds of times waits half as long for it as for its thousand modules. */
export interface BundledMain {
  readonly path: string;
  dispose(): void;
}

export async function bundleMain(): Promise<BundledMain> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-main-'));
  const bundler = spawn(process.execPath, [BUNDLER, folder], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
  let complained = '';
  bundler.stderr.on('data', (chunk: Buffer) => {
    complained += chunk.toString();
  });
  const [code] = await once(bundler, 'close');
  if (code !== 0) throw new Error(`The main of the tests could not be bundled: ${complained}`);
  return { path: join(folder, 'main.mjs'), dispose: () => rmSync(folder, { recursive: true, force: true }) };
}
