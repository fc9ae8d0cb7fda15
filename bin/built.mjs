// The program as one file, which `npm run build` makes (bin/build.mjs): a start then needn't find and read a thousand of them. It
// is a cache of the sources and never the truth: its first line says what it was made from, and it runs only while that is what is here.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

// A path: of a thousand files an address each would take as long as their contents.
const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Where the program as one file is, or is to be. */
export const BUILT = `${ROOT}dist/baton.mjs`;

const FIRST_LINE = /^\/\/ Made from .*\n/;

/**
 * What is to stand in the first line now: everything that the file depends on, by its content. Times of files say less than
 * they seem to: an unpacked archive, or a layer of a container, may give other files the same.
 */
export function firstLine() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  for (const file of ['package.json', 'package-lock.json', ...filesIn('bin'), ...filesIn('src')]) {
    hash.update(`\n${file}\n`).update(readFileSync(ROOT + file));
  }
  return `// Made from ${hash.digest('hex')}\n`;
}

/** The built program's address if it was made from exactly what is here, else undefined. */
export function builtFromThis() {
  const line = firstLineOf(BUILT);
  // Whoever has built nothing needn't wait for the look at the sources.
  return line !== undefined && line === firstLine() ? pathToFileURL(BUILT).href : undefined;
}

/** What runs, as src/origin.ts names it, where `builtFromThis` has said `built`. */
export function originOf(built) {
  if (built !== undefined) return 'build';
  return firstLineOf(BUILT) === undefined ? 'sources' : 'changed-sources';
}

function firstLineOf(file) {
  let opened;
  try {
    opened = openSync(file);
    const start = Buffer.alloc(100);
    readSync(opened, start);
    return FIRST_LINE.exec(start.toString())?.[0];
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** All files below a folder, in the same order everywhere, but for hidden ones, which editors leave. */
function filesIn(folder) {
  const entries = readdirSync(ROOT + folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}
