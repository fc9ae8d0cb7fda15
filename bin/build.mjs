// `npm run build`: src/ and the libraries as one module, dist/baton.mjs, with which a start takes half the time. Nothing needs it.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { BUILT, firstLine } from './built.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const OUT = dirname(BUILT);

/** Loaded from where npm has put them: what is native, what is asked for and need not be there, and what few ever need. */
const LEFT_OUT = ['better-sqlite3', 'pg-native', 'date-holidays'];

/** Asks in a way that has no answer in one file. */
const ASKS_WHERE_IT_IS = /^(?!\s*(?:\*|\/\/)).*(?:\bimport\.meta\.(?!url\b)|\b__dirname\b|\b__filename\b)/m;

/** They ask for what Baton has none of: threads that write logs, and paths in traces of errors. */
const MAY_ASK = ['/pino/lib/transport.js', '/thread-stream/index.js', '/undici/index.js'];

const madeFrom = firstLine();
const { output } = await build({
  root: ROOT,
  configFile: false,
  envDir: false,
  publicDir: false,
  logLevel: 'warn',
  // The same files that Node would load.
  resolve: { mainFields: [], conditions: ['node', 'module-sync'] },
  ssr: { noExternal: true, external: LEFT_OUT, resolve: { mainFields: [], conditions: ['node', 'module-sync'] } },
  plugins: [playgroundFromSources(), ownAddresses()],
  build: {
    ssr: 'src/cli.ts',
    write: false,
    target: 'node22',
    // What is thrown is to be found by whoever reads the log.
    minify: false,
    rolldownOptions: { output: { codeSplitting: false, keepNames: true, comments: { legal: false, jsdoc: false } } },
  },
});
if (output.length !== 1) throw new Error(`It is ${output.length} files instead of one.`);
if (firstLine() !== madeFrom) throw new Error('Something was changed while it was read: try again.');
const [{ code }] = output;
// Other starts may read it meanwhile: it is there as a whole, or as it was.
const part = `${BUILT}.${process.pid}`;
mkdirSync(OUT, { recursive: true });
writeFileSync(part, madeFrom + inAscii(code));
renameSync(part, BUILT);

/** See bin/from-sources.mjs. */
function playgroundFromSources() {
  return {
    name: 'playground-from-sources',
    enforce: 'pre',
    resolveId: (source) =>
      source === '../playground/main.ts' ? { id: '../bin/from-sources.mjs', external: true } : undefined,
  };
}

/** A module that asks where it is hears what it would hear if it were not in one file with others. */
function ownAddresses() {
  return {
    name: 'own-addresses',
    transform(code, id) {
      if (id.startsWith('\0')) return undefined;
      if (ASKS_WHERE_IT_IS.test(code) && !MAY_ASK.some((file) => id.endsWith(file))) {
        throw new Error(`${id} asks where it is: see bin/build.mjs.`);
      }
      if (!code.includes('import.meta.url')) return undefined;
      const address = JSON.stringify(relative(OUT, id).replaceAll('\\', '/'));
      return { code: code.replaceAll('import.meta.url', `new URL(${address}, import.meta.url).href`), map: null };
    },
  };
}

/** The same program, of which V8 needs a byte for each character instead of two. */
function inAscii(code) {
  if (/String\.raw`[^`]*[^\p{ASCII}]/u.test(code)) throw new Error('A raw template says something that is not ASCII.');
  return code.replace(/(\\*)([^\p{ASCII}]+)/gu, (_, slashes, text) => {
    // One that stands before such a character in vain would stand before the one of its code.
    const kept = slashes.length % 2 === 0 ? slashes : slashes.slice(1);
    return kept + text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  });
}
