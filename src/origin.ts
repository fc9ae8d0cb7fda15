/**
 * What of the program runs, as bin/baton.mjs found it: the one file of `npm run build`, or the sources; `changed-sources` where that
 * file was made from others and is left alone.
 */
export type Origin = 'build' | 'sources' | 'changed-sources';
