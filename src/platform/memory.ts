import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects all garbage, and gives the room that V8 had reserved for it back to the machine. Nothing else runs meanwhile: about a
 * tenth of a second, so it is for the moment after a start, which leaves far more garbage than anything that follows. V8 does
 * it by itself only once its old generation has been collected, which in a program that has little to do may be days later.
 */
export function giveMemoryBack(): void {
  // Read when a context is made, so that only the one below has it.
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  // The flavour that also lets go of the young generation's room.
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}

/**
 * Leaves WebAssembly as it is when it is compiled first. The only one we run is what reads answers over HTTP in Node's `fetch`: after
 * three answers V8 would compile it anew with its optimizing compiler, which takes 100 ms of processor time and 14 MB, for
 * calls that take no less time then. For the moment before the first call, and after TypeScript has been read, which is done by WebAssembly, too.
 */
export function leaveWasmAsItIs(): void {
  setFlagsFromString(`--wasm-tiering-budget=${2 ** 31 - 1}`);
}
