import type { Reader } from '../surface.ts';

/** Where on this page a message's permanent address leads: to its thread. Undefined for any other address. */
export function placeOfMessage(href: string, { id, office }: Pick<Reader, 'id' | 'office'>): string | undefined {
  const [, channel = '', seconds, micros] = PERMALINK.exec(href) ?? [];
  if (!office.channels.some((one) => one.id === channel)) return undefined;
  return `#${new URLSearchParams({ as: id, in: channel, thread: `${seconds}.${micros}` }).toString()}`;
}

const PERMALINK = /^https:\/\/[\w-]+\.slack\.com\/archives\/(\w+)\/p(\d{10})(\d{6})$/;
