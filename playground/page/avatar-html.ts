import { type Html, html } from './html.ts';
import type { Reader } from './reader.ts';

const COLOURS = 7;

/** A square with somebody's initials; the same person always has the same colour. */
export function avatarHtml(person: string, reader: Reader, isBot = false): Html {
  if (isBot) return html`<span class="avatar bot" aria-hidden="true"></span>`;
  const name = reader.nameOf(person);
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase());
  const sum = Buffer.from(person).reduce((total, byte) => (total * 83 + byte) % 9_973, 0);
  return html`<span class="avatar a${sum % COLOURS}" aria-hidden="true">${initials}</span>`;
}
