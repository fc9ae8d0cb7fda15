import { textOf } from '../core/field-text.ts';
import { parseExpression } from './mapping/mapping-expression.ts';
import type { Trail } from './mapping/mapping-path.ts';

/** Something that arrived in a delivery: how a mapping calls it, and what was there. */
export interface Arrived {
  /** An expression of the mapping language. */
  readonly path: string;
  readonly sample: string;
  /** The keys and indexes that lead to it. */
  readonly trail: Trail;
}

const MOST = 90;
const DEEPEST = 8;
/** By which of its values one element of a list is told from the others, best first. */
const IDENTITIES = [['field', 'ref'], ['ref'], ['key'], ['name'], ['label'], ['question'], ['id']] as const;

/** The paths of all values that a field could hold, in the order in which they came; at most ninety. */
export function arrivedIn(payload: unknown): Arrived[] {
  const found: Arrived[] = [];
  walk(payload, '', []);
  return found;

  function walk(value: unknown, path: string, trail: Trail): void {
    if (found.length >= MOST || trail.length > DEEPEST) return;
    const sample = value === '' ? undefined : textOf(value);
    if (sample !== undefined) {
      // What the language can't say again, such as a name with both kinds of quotation marks, can't be chosen.
      if (path !== '' && parseExpression(path).kind === 'ok') found.push({ path, sample, trail });
    } else if (Array.isArray(value)) {
      for (const [at, element] of value.entries()) {
        walk(element, `${path}[${selector(value, element, at)}]`, [...trail, at]);
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, child] of Object.entries(value)) walk(child, joined(path, name), [...trail, name]);
    }
  }
}

function joined(path: string, name: string): string {
  const isPlain = /^[\p{L}\p{N}_$-]+(?: [\p{L}\p{N}_$-]+)*$/u.test(name);
  if (!isPlain) return `${path}[${quoted(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

/** A list of answers may come in another order the next time. */
function selector(list: readonly unknown[], element: unknown, at: number): string {
  for (const names of IDENTITIES) {
    const value = inside(element, names);
    const isOnly = value !== undefined && list.filter((other) => inside(other, names) === value).length === 1;
    if (isOnly) return `${names.join('.')}=${quoted(value)}`;
  }
  return String(at);
}

function inside(value: unknown, names: readonly string[]): string | undefined {
  let found = value;
  for (const name of names) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.getOwnPropertyDescriptor(found, name)?.value;
  }
  return typeof found === 'string' && found !== '' ? found : undefined;
}

const quoted = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);
