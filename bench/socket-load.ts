import { setTimeout as pause } from 'node:timers/promises';
import type { LoadResult } from './http-load.ts';

/** When a call was made isn't asked of these. */
type CallsResult = Omit<LoadResult, 'sentAt'>;

/** Resolves after how many milliseconds it was answered. */
type Call = () => Promise<number>;

/** Makes every call as soon as one of so many workers is free. */
export async function closedCalls(workers: number, calls: readonly Call[]): Promise<CallsResult> {
  const took: number[] = [];
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let call = calls[next++]; call !== undefined; call = calls[next++]) took.push(await call());
    }),
  );
  return { took, total: performance.now() - startedAt };
}

/** Makes so many calls a second, whether the ones before have been answered or not. */
export async function openCalls(perSecond: number, calls: readonly Call[]): Promise<CallsResult> {
  const startedAt = performance.now();
  const answers: Promise<number>[] = [];
  for (const [at, call] of calls.entries()) {
    const wait = startedAt + (at * 1_000) / perSecond - performance.now();
    if (wait > 0) await pause(wait);
    answers.push(call());
  }
  return { took: await Promise.all(answers), total: performance.now() - startedAt };
}
