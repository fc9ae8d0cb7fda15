// The program from src/, as it stands there.
import { originOf } from './built.mjs';

await import('./resolve-quickly.mjs');
export const { run } = await import('../src/cli.ts');

/**
 * What the built program has in the place of the playground, which is not built: the same command once more, from the sources,
 * of which the playground imports many. Its copy of them then is the only one that does something.
 */
export const runPlayground = () => run(process.argv, originOf());
