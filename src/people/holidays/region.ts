/** A country, or a part of one, whose public days off are known. */
export interface Region {
  /** DE, DE-BY, DE-BY-A. */
  readonly code: string;
  /** "Germany, Bayern" */
  readonly name: string;
}

/** What is known of countries: codes and names. */
export interface Atlas {
  readonly countries: ReadonlyMap<string, readonly string[]>;
  /** The states of a country, or the regions of a state (`DE`, `DE-BY`), by the last piece of their code. */
  parts(code: string): ReadonlyMap<string, string>;
}

export type FoundRegion =
  | { readonly kind: 'region'; readonly region: Region }
  | { readonly kind: 'fault'; readonly sentence: string };

/** Finds what a person means by `DE-BY`, `Germany`, `Bayern` or `Germany, Bayern`, in either order; small letters will do. */
export function findRegion(text: string, atlas: Atlas): FoundRegion {
  const typed = text.replace(/\s+/g, ' ').trim();
  const coded = byCode(typed.toUpperCase(), atlas);
  if (coded !== undefined) return { kind: 'region', region: coded };
  const found = byNames(typed.split(',').map(plain).filter(Boolean), atlas);
  const [first, second] = found;
  if (first === undefined) return { kind: 'fault', sentence: unknown(typed, atlas) };
  if (second === undefined) return { kind: 'region', region: first };
  const choices = found.slice(0, 5).map(({ code, name }) => `${code} (${name})`);
  return { kind: 'fault', sentence: `That could be ${choices.join(' or ')}. Write the code, please.` };
}

/** "BW Baden-Württemberg, BY Bayern …": the parts of a region, to choose from; empty if it has none. */
export function partsText(code: string, atlas: Atlas): string {
  return [...atlas.parts(code)].map(([part, name]) => `${code}-${part} ${name}`).join(', ');
}

function byCode(code: string, atlas: Atlas): Region | undefined {
  const [country = '', ...parts] = code.split('-');
  let name = atlas.countries.get(country)?.[0];
  let whole = country;
  for (const part of parts) {
    const known = atlas.parts(whole).get(part);
    if (known === undefined) return undefined;
    name = `${name}, ${known}`;
    whole = `${whole}-${part}`;
  }
  return name === undefined || parts.length > 2 ? undefined : { code: whole, name };
}

function byNames(words: readonly string[], atlas: Atlas): Region[] {
  const [one = '', other, more] = words;
  if (one === '' || more !== undefined) return [];
  const found: Region[] = [];
  for (const [code, names] of atlas.countries) {
    const known = [code, ...names].map(plain);
    if (other === undefined && known.includes(one)) found.push({ code, name: names[0] ?? code });
    const state = other === undefined ? one : known.includes(one) ? other : known.includes(other) ? one : undefined;
    if (state === undefined) continue;
    for (const [part, name] of atlas.parts(code)) {
      // A code of two letters alone means a country, not one of the many states called so.
      const isIt = plain(name) === state || (other !== undefined && plain(part) === state);
      if (isIt) found.push({ code: `${code}-${part}`, name: `${names[0] ?? code}, ${name}` });
    }
  }
  return found;
}

function unknown(typed: string, atlas: Atlas): string {
  const country = typed.split(/[-,]/)[0]?.trim() ?? '';
  const [known] = country === typed ? [] : byNames([plain(country)], atlas);
  if (known === undefined || known.code.includes('-')) {
    return 'I don’t know that country or state. Write a name or a code, such as Germany, DE-BY or US-CA.';
  }
  const parts = [...atlas.parts(known.code)].map(([part, name]) => `${part} ${name}`);
  if (parts.length === 0) return `I know ${known.name}, but no parts of it. Write ${known.code} alone.`;
  return `I know ${known.name}, but not that part of it. Write ${known.code}- and one of: ${parts.join(', ')}.`;
}

const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
