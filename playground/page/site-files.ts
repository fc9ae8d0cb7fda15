import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Site } from './site.ts';

export interface FileAnswer {
  readonly type: string;
  readonly tag: string;
  readonly body: Buffer;
}

/** Finds what the page asks for by its path. */
export function createSiteFiles(site: Site): (path: string) => FileAnswer | undefined {
  const files = new Map(
    [...site].map(([path, body]) => [path, { type: typeOf(path), tag: tagOf(body), body }] as const),
  );
  return (path) => (path === '/views.json' ? goldenViews() : files.get(PAGES[path] ?? path));
}

const PAGES: Readonly<Record<string, string>> = { '/': '/index.html', '/gallery': '/gallery.html' };

const GOLDEN = new URL('../../tests/views/', import.meta.url);

/** Every view of the suite, as it is now; undefined where there are no tests. */
function goldenViews(): FileAnswer | undefined {
  if (!existsSync(GOLDEN)) return undefined;
  const names = readdirSync(GOLDEN).filter((name) => name.endsWith('.json'));
  const views = names.map((name) => [name.slice(0, -'.json'.length), readFileSync(new URL(name, GOLDEN), 'utf8')]);
  const text = `{${views.map(([name, view]) => `${JSON.stringify(name)}:${view}`).join(',')}}`;
  const body = Buffer.from(text);
  return { type: typeOf('.json'), tag: tagOf(body), body };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

const typeOf = (path: string): string => TYPES[extname(path) || path] ?? 'application/octet-stream';

const tagOf = (body: Buffer): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
