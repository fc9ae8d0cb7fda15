import { z } from 'zod';
import fourLs from './formats/four-ls.json' with { type: 'json' };
import keepFixHandoff from './formats/keep-fix-handoff.json' with { type: 'json' };
import madSadGlad from './formats/mad-sad-glad.json' with { type: 'json' };
import sailboat from './formats/sailboat.json' with { type: 'json' };
import startStopContinue from './formats/start-stop-continue.json' with { type: 'json' };

/** What a column is for, whatever it is called: by that a card finds its column in another format. */
const KINDS = ['good', 'bad', 'next'] as const;

const column = z.strictObject({
  /** Of one column in all formats: cards are stored with it. */
  id: z.string().regex(/^[a-z][a-z-]*$/),
  name: z.string().min(1).max(20),
  /** The question that its cards answer. */
  asks: z.string().min(1).max(75),
  kind: z.enum(KINDS),
});

export type Column = z.output<typeof column>;

const formatSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z-]*$/),
  name: z.string().min(1).max(40),
  columns: z
    .array(column)
    .min(2)
    .max(5)
    .refine((all) => KINDS.every((kind) => all.some((one) => one.kind === kind)), 'has a column of each kind'),
});

/** Into which columns the cards of a retro go. A format is a file in `formats/` and a line here. */
export type Format = z.output<typeof formatSchema>;

/** In the order in which they are offered; the first one is the usual one. */
export const FORMATS: readonly Format[] = z
  .array(formatSchema)
  .parse([keepFixHandoff, startStopContinue, fourLs, madSadGlad, sailboat]);

/** What a retro has unless somebody chooses another. */
export const USUAL_FORMAT = 'keep-fix-handoff';

/** A format by its id; the usual one for an id that is none any more. */
export function formatOf(id: string): Format {
  const found = FORMATS.find((one) => one.id === id) ?? FORMATS[0];
  if (found === undefined) throw new Error('There is no format');
  return found;
}

/** Where a card stands that was written in this column, perhaps for another format: in a column of the same kind then. */
export function columnOf(format: Format, columnId: string): Column {
  const own = format.columns.find(({ id }) => id === columnId);
  const written = FORMATS.flatMap(({ columns }) => columns).find(({ id }) => id === columnId);
  const found = own ?? columnOfKind(format, written?.kind ?? 'bad') ?? format.columns[0];
  if (found === undefined) throw new Error(`Format ${format.id} has no columns`);
  return found;
}

/** The first column of a kind. */
export const columnOfKind = (format: Format, kind: Column['kind']): Column | undefined =>
  format.columns.find((one) => one.kind === kind);

/**
 * A card as somebody types it in one line: `keep: the webinar leads are good`. Without the name of a column it goes where
 * something is to be mended, which is what most cards are about.
 */
export function typedCard(format: Format, typed: string): { readonly column: Column; readonly text: string } {
  const [head, ...rest] = typed.split(':');
  const name = head?.trim().toLowerCase();
  const named = format.columns.find((one) => one.name.toLowerCase() === name || one.id === name);
  const text = rest.join(':').trim();
  if (named !== undefined && text !== '') return { column: named, text };
  return { column: columnOf(format, columnOfKind(format, 'bad')?.id ?? ''), text: typed.trim() };
}
