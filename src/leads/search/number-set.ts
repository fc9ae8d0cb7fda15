/** Numbers of a block that follow each other. Of more, PostgreSQL would move the text of a common word out of its row, and each time write it whole. */
const BLOCK = 1_024;
const WORDS_OF_BLOCK = BLOCK / 32;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Uint8Array(128).map((_, code) => Math.max(0, LETTERS.indexOf(String.fromCharCode(code))));

/** In which block a number of a lead is, and the two letters that stand for it there. */
export function placeOfNumber(number: number): { block: number; pair: string } {
  const rest = number % BLOCK;
  return { block: Math.floor(number / BLOCK), pair: `${LETTERS[rest >> 6]}${LETTERS[rest & 63]}` };
}

/** The text of a block without one of its numbers. */
export function withoutPair(text: string, pair: string): string {
  return (text.match(/../g) ?? []).filter((one) => one !== pair).join('');
}

/** A set of numbers of leads, a bit for each: what many thousand leads say is compared in a moment. */
export interface NumberSet {
  readonly size: number;
  has(number: number): boolean;
  /** In no order. */
  numbers(): readonly number[];
  /** Those that are in the other as well. */
  within(other: NumberSet): NumberSet;
  /** Those that are in either. */
  along(other: NumberSet): NumberSet;
  /** Bits by block; for other sets. */
  readonly bits: ReadonlyMap<number, Uint32Array>;
}

/** What rows of the index say together; a number may be said by several. */
export function setOfBlocks(rows: readonly { readonly block: number; readonly leads: string }[]): NumberSet {
  const bits = new Map<number, Uint32Array>();
  for (const { block, leads } of rows) {
    const words = wordsOf(bits, block);
    for (let at = 0; at + 1 < leads.length; at += 2) {
      const rest = ((VALUES[leads.charCodeAt(at)] ?? 0) << 6) | (VALUES[leads.charCodeAt(at + 1)] ?? 0);
      words[rest >> 5] = (words[rest >> 5] ?? 0) | (1 << (rest & 31));
    }
  }
  return numberSet(bits);
}

export function setOfNumbers(numbers: readonly number[]): NumberSet {
  const bits = new Map<number, Uint32Array>();
  for (const number of numbers) {
    const words = wordsOf(bits, Math.floor(number / BLOCK));
    const rest = number % BLOCK;
    words[rest >> 5] = (words[rest >> 5] ?? 0) | (1 << (rest & 31));
  }
  return numberSet(bits);
}

function wordsOf(bits: Map<number, Uint32Array>, block: number): Uint32Array {
  const known = bits.get(block) ?? new Uint32Array(WORDS_OF_BLOCK);
  bits.set(block, known);
  return known;
}

function numberSet(bits: ReadonlyMap<number, Uint32Array>): NumberSet {
  return {
    bits,
    size: [...bits.values()].reduce((sum, words) => sum + words.reduce((some, word) => some + bitsIn(word), 0), 0),
    has(number) {
      const rest = number % BLOCK;
      return (((bits.get(Math.floor(number / BLOCK))?.[rest >> 5] ?? 0) >>> (rest & 31)) & 1) === 1;
    },
    numbers: () => [...bits].flatMap(([block, words]) => numbersIn(block * BLOCK, words)),
    within(other) {
      const both = [...bits].flatMap(([block, words]): [number, Uint32Array][] => {
        const others = other.bits.get(block);
        return others === undefined ? [] : [[block, words.map((word, at) => word & (others[at] ?? 0))]];
      });
      return numberSet(new Map(both));
    },
    along(other) {
      const either = new Map(bits);
      for (const [block, words] of other.bits) {
        const own = either.get(block);
        either.set(block, own === undefined ? words : words.map((word, at) => word | (own[at] ?? 0)));
      }
      return numberSet(either);
    },
  };
}

function numbersIn(first: number, words: Uint32Array): number[] {
  const numbers: number[] = [];
  for (const [at, word] of words.entries()) {
    for (let rest = word; rest !== 0; rest &= rest - 1) numbers.push(first + at * 32 + 31 - Math.clz32(rest & -rest));
  }
  return numbers;
}

/** How many bits of 32 are set (Hacker's Delight, 5-1). */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
