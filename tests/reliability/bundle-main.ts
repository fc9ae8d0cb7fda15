/** A program: writes `baton-main.ts` and all that it loads as one file into the folder that it is given. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

/** What is native stays where it is, as does what finds files by its own place. */
const inPlace: Plugin = {
  name: 'in-place',
  enforce: 'pre',
  resolveId(id) {
    if (id !== 'better-sqlite3') return null;
    return { id: pathToFileURL(createRequire(import.meta.url).resolve(id)).href, external: true };
  },
  transform(code, id) {
    return code.includes('import.meta.url')
      ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      : null;
  },
};

const [, , outDir] = process.argv;
if (outDir === undefined) throw new Error('Where to?');
await build({
  configFile: false,
  logLevel: 'error',
  root: import.meta.dirname,
  plugins: [inPlace],
  ssr: { noExternal: true },
  build: { ssr: 'baton-main.ts', outDir, minify: false, rolldownOptions: { output: { entryFileNames: 'main.mjs' } } },
});
