/**
 * What went over the wire as a reader wants it: forms carry blocks as JSON in a text, so texts that hold an object or a
 * list are opened, however deep they are.
 */
export function readable(value: unknown): unknown {
  if (typeof value === 'string') return opened(value);
  if (Array.isArray(value)) return value.map(readable);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, readable(part)]));
}

/** Why Slack refused a call, one sentence each: what it says besides the code. */
export function reasons(answer: unknown): readonly string[] {
  if (!isObject(answer) || answer.ok === true) return [];
  const { error, needed, response_metadata: more } = answer;
  const messages: unknown[] = isObject(more) && Array.isArray(more.messages) ? more.messages : [];
  return [
    ...(typeof error === 'string' ? [error] : []),
    ...(typeof needed === 'string' ? [`needs the scope ${needed}`] : []),
    ...messages.filter((message) => typeof message === 'string').map((message) => message.replace(/^\[ERROR\] /, '')),
  ];
}

/** In a few words what is inside something that is closed. */
export function summary(value: object): string {
  if (Array.isArray(value)) return value.length === 1 ? '1 item' : `${value.length} items`;
  const keys = Object.keys(value);
  const shown = keys.slice(0, 3).join(', ');
  return keys.length > 3 ? `${shown}, …` : shown;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function opened(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return readable(JSON.parse(text));
  } catch {
    return text;
  }
}
