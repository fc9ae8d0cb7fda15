// Half of what a program of many small modules needs to load is finding them: for each import Node looks whether the file is
// there, follows its links and reads package.json files to learn what kind of module it is. Files of one folder with the same
// ending are of the same kind, so Node is asked about the first only, and a relative import of another is taken at its word.
import { registerHooks } from 'node:module';

// What is loaded by `require` is loaded before: with a hook each of these hundreds of calls takes longer.
await Promise.all([import('@slack/bolt'), import('pg'), import('prom-client')]);

/** What Node has said of a folder's files, by the folder's URL and the ending. */
const formats = new Map();

registerHooks({
  resolve(specifier, context, next) {
    // A `require` finds files without an ending, too: that is Node's business.
    if (!specifier.startsWith('.') || !context.conditions.includes('import')) return next(specifier, context);
    const { href: url } = new URL(specifier, context.parentURL);
    const kind = url.slice(0, url.lastIndexOf('/') + 1) + url.slice(url.lastIndexOf('.'));
    const format = formats.get(kind);
    if (format !== undefined) return { url, format, shortCircuit: true };
    const found = next(specifier, context);
    // A link leads elsewhere, and what isn't plainly a module may be of either kind.
    if (found.url === url && found.format?.startsWith('module')) formats.set(kind, found.format);
    return found;
  },
});
