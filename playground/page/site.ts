import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartRefused } from '../../src/main.ts';

/** The page's files, by their paths: `/index.html`, `/assets/…`. */
export type Site = ReadonlyMap<string, Buffer>;

const WEB = fileURLToPath(new URL('../web', import.meta.url));
const BUILD = fileURLToPath(new URL('./vite-build.ts', import.meta.url));

/** Builds the page from a folder with an `index.html` and a `gallery.html`. Throws a sentence that says what is wrong. */
export async function buildSite(root = WEB): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-page-'));
  try {
    const fault = await runBuild(root, folder);
    if (fault !== undefined) throw new StartRefused(`The playground’s page cannot be built: ${fault}`);
    const paths = globSync('**/*.*', { cwd: folder });
    return new Map(paths.map((path) => [`/${path.replaceAll('\\', '/')}`, readFileSync(join(folder, path))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runBuild(root: string, folder: string): Promise<string | undefined> {
  const builder = spawn(process.execPath, [BUILD, root, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  builder.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(builder, 'close');
  return code === 0 ? undefined : said.trim() || `the builder ended with ${String(code)}`;
}
