/**
 * Why a text is not JSON, in a sentence that says where to look; undefined if it is. Browsers word and place their
 * errors differently, so only the place is taken from them, where they give one.
 */
export function jsonFault(text: string): string | undefined {
  if (text.trim() === '') return 'There is nothing to send yet: choose a lead above, or write one.';
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const at = placeIn(text, error instanceof Error ? error.message : '');
    return at === undefined
      ? `This is not JSON. ${hint(text, text.length)}`
      : `Line ${lineOf(text, at)} is not JSON. ${hint(text, at)}`;
  }
}

/** How many characters could be read. */
function placeIn(text: string, message: string): number | undefined {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? [];
  if (line !== undefined && column !== undefined) {
    const before = text.split('\n').slice(0, Number(line) - 1);
    return before.reduce((length, { length: more }) => length + more + 1, Number(column) - 1);
  }
  return /end of|unterminated/i.test(message) ? text.trimEnd().length : undefined;
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** What is most often wrong at such a place. */
function hint(text: string, at: number): string {
  const [before, found] = [text.slice(0, at).trimEnd(), text.slice(at).trimStart()[0]];
  if (found === undefined) return 'It ends too early: a bracket or a quotation mark at the end is missing.';
  if (found === "'" || found === '“' || found === '”')
    return `Texts stand between straight quotation marks ("), not ${found}.`;
  if ((found === '}' || found === ']') && before.endsWith(','))
    return 'The comma after the last field is one too many.';
  if (found === '"' && /["\d\w}\]]$/.test(before)) return 'A comma is missing before this field.';
  if (/[a-z_]/i.test(found)) return 'Names and texts stand between quotation marks (").';
  return `Something is missing before ${found}, or it is one too many.`;
}
