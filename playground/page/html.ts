/** Finished HTML. Only `html` makes it, so a raw string cannot pass for markup. */
export class Html {
  readonly source: string;

  constructor(parts: TemplateStringsArray, pieces: readonly Piece[]) {
    this.source = parts.reduce((built, part, at) => built + sourceOf(pieces[at - 1]) + part);
  }
}

/** What a template may hold: strings are escaped; false and undefined show nothing. */
export type Piece = Html | string | number | false | undefined | readonly Piece[];

/** Markup in which everything that is put in is escaped, unless it is markup itself. Attributes must be in double quotes. */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html => new Html(parts, pieces);

function sourceOf(piece: Piece): string {
  if (piece instanceof Html) return piece.source;
  if (piece === false || piece === undefined) return '';
  if (typeof piece === 'number') return String(piece);
  if (typeof piece === 'string') return escaped(piece);
  return piece.map(sourceOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
