import type { Step } from './disk-shim.ts';

/** The least that a disk keeps whole: a page of several may be there in part. */
const SECTOR = 512;

/** What stands in each file, by its path. */
export type Disk = ReadonlyMap<string, Buffer>;

/**
 * What may be on a disk after a cut of its power before each of these steps: everything that was synced until then, and of what
 * was written since any of its sectors, as `survives` says of each.
 */
export function* disksAfterCuts(
  before: Disk,
  steps: readonly Step[],
  cuts: ReadonlySet<number>,
  survives: () => boolean,
): Generator<{ readonly at: number; readonly disk: Disk }> {
  const files = new Map([...before].map(([path, bytes]) => [path, new FileOnDisk(bytes)]));
  for (const [at, step] of steps.entries()) {
    if (cuts.has(at)) yield { at, disk: new Map([...files].map(([path, file]) => [path, file.afterCut(survives)])) };
    if (!('path' in step)) continue;
    const file = files.get(step.path) ?? new FileOnDisk(Buffer.alloc(0));
    files.set(step.path, file);
    if (step.is === 'sync') file.sync();
    else file.change(step);
  }
}

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };

class FileOnDisk {
  #synced: Contents;
  #since: Change[] = [];

  constructor(bytes: Buffer) {
    this.#synced = new Contents(bytes);
  }

  change(change: Change): void {
    this.#since.push(change);
  }

  sync(): void {
    for (const change of this.#since) this.#synced.apply(change);
    this.#since = [];
  }

  afterCut(survives: () => boolean): Buffer {
    const left = new Contents(this.#synced.bytes);
    for (const change of this.#since.flatMap(sectorsOf)) if (survives()) left.apply(change);
    return left.bytes;
  }
}

function sectorsOf(change: Change): Change[] {
  if ('size' in change) return [change];
  const { at, bytes } = change;
  const starts = Array.from({ length: Math.ceil(bytes.length / SECTOR) }, (_, which) => which * SECTOR);
  return starts.map((start) => ({ at: at + start, bytes: bytes.subarray(start, start + SECTOR) }));
}

/** Bytes that grow; what was never written is zero. */
class Contents {
  #room: Buffer;
  #size: number;

  constructor(bytes: Buffer) {
    this.#room = Buffer.from(bytes);
    this.#size = bytes.length;
  }

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#size);
  }

  apply(change: Change): void {
    const isCut = 'size' in change;
    this.#resize(isCut ? change.size : Math.max(this.#size, change.at + change.bytes.length));
    if (!isCut) change.bytes.copy(this.#room, change.at);
  }

  #resize(size: number): void {
    if (size > this.#room.length) this.#room = Buffer.concat([this.bytes], 2 * size);
    if (size < this.#size) this.#room.fill(0, size, this.#size);
    this.#size = size;
  }
}
