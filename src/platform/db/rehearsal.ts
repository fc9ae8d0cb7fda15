import type { Database, Tx } from './database.ts';

/** Does something in a transaction that is taken back, whatever comes of it, and answers what it came to: nothing of it is kept, and nobody is told. */
export async function rehearse<T>(database: Pick<Database, 'transaction'>, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await database.transaction(async (tx): Promise<T> => {
      throw new TakenBack(await work(tx));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.value;
    throw error;
  }
}

class TakenBack<T> extends Error {
  override readonly name = 'TakenBack';
  readonly value: T;

  constructor(value: T) {
    super('A rehearsal is taken back.');
    this.value = value;
  }
}
