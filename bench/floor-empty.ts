/** A program that imports what Baton imports (EMPTY_LIBRARIES), says so, and does nothing. */
import { enableCompileCache } from 'node:module';

enableCompileCache();
// Node writes the cache when a process ends by itself.
process.once('SIGTERM', () => process.exit());
const libraries: unknown = JSON.parse(process.env.EMPTY_LIBRARIES ?? '[]');
if (Array.isArray(libraries)) await Promise.all(libraries.map((name) => import(String(name))));
process.stdout.write('ready\n');
setInterval(() => {}, 1_000_000);
