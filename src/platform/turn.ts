/**
 * Lets other work have its turn. SQLite answers each read at once, so that many reads in a row hold up whatever else this process
 * has to do, unless somebody waits in between.
 */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
