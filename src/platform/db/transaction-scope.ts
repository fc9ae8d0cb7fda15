import { AsyncLocalStorage } from 'node:async_hooks';

interface Scope {
  open: boolean;
  readonly hooks: (() => void)[];
}

const scopes = new AsyncLocalStorage<Scope>();

/** The value of a transaction's work, and what is to happen once it has been committed. */
export interface Worked<T> {
  readonly value: T;
  readonly committed: () => void;
}

/** Marks everything that `work` awaits as being inside a transaction. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<Worked<T>> {
  const scope: Scope = { open: true, hooks: [] };
  try {
    const value = await scopes.run(scope, work);
    return { value, committed: () => runHooks(scope.hooks) };
  } finally {
    // A timer or a promise that outlives the transaction inherits the mark; it must not be refused.
    scope.open = false;
  }
}

/** On SQLite the outer handle would wait for ever for the connection that its own transaction holds. */
export function refuseInsideTransaction(): void {
  if (scopes.getStore()?.open) {
    throw new Error('The outer database handle was used inside a transaction: pass tx instead.');
  }
}

/**
 * Runs `work` after the transaction that we are inside has committed, before its caller goes on; drops it on rollback.
 * Throws outside a transaction. An error of `work` is nobody's to handle and ends the process.
 */
export function afterCommit(work: () => void): void {
  const scope = scopes.getStore();
  if (!scope?.open) throw new Error('afterCommit was called outside a transaction: use database.transaction().');
  scope.hooks.push(work);
}

function runHooks(hooks: readonly (() => void)[]): void {
  // Not called directly: the transaction is committed, so a hook that throws must not make it look failed.
  for (const hook of hooks) queueMicrotask(hook);
}
