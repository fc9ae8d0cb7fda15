import type { IncomingMessage } from 'node:http';
import { isRecord, type Json, parseJson } from './json.ts';

const LARGEST_BODY = 8_000_000;

/** The bytes of a request as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY) throw new Error('The request is too large for this Slack.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A call's arguments, from the query and a form or JSON body; undefined if the body is neither. */
export function readArguments(url: URL, contentType: string, body: string): Json | undefined {
  const query = Object.fromEntries(url.searchParams);
  if (body === '') return query;
  if (contentType.startsWith('application/json')) {
    const parsed = parseJson(body);
    return isRecord(parsed) ? { ...query, ...parsed } : undefined;
  }
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return undefined;
  return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
}
