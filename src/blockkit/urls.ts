import { ELEMENT } from './limits.ts';

/** An address of a web page that a button may open. Only `webUrl` makes one. */
export type WebUrl = string & { readonly __webUrl: true };

/** The address if it is a web page's (http or https) and not too long for Slack; `undefined` for all else. */
export function webUrl(text: string): WebUrl | undefined {
  const url = parsed(text, ['http:', 'https:']);
  return url !== undefined && url.length <= ELEMENT.buttonUrl.max ? (url as WebUrl) : undefined;
}

/** The address if words may be linked to it: a web page, an e-mail address or a telephone number. */
export function linkUrl(text: string): string | undefined {
  return parsed(text, ['http:', 'https:', 'mailto:', 'tel:']);
}

function parsed(text: string, protocols: readonly string[]): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!protocols.includes(url.protocol)) return undefined;
  // These end an address in Slack's markup, and not every part of a URL comes back with them encoded.
  return url.href.replace(/[<>|\s]/g, encodeURIComponent);
}
