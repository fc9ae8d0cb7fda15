import type { HttpHandler } from './handler.ts';

export interface Route {
  /** A GET route answers HEAD too. */
  readonly method: 'GET' | 'POST';
  /** Exact, with `:name` for one whole segment: `/hooks/:endpoint`. */
  readonly path: string;
  readonly handle: HttpHandler;
}

export type Match =
  | { readonly kind: 'found'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  | { readonly kind: 'wrong-method'; readonly allow: readonly string[] }
  | { readonly kind: 'nowhere' };

const LONGEST_PATH = 1_000;

/** Throws when two routes have the same method and shape: the second could never be reached. */
export function createRouter(routes: readonly Route[]): (method: string, url: string) => Match {
  const known = routes.map((route) => ({ route, segments: route.path.split('/') }));
  refuseDuplicates(routes);

  return (method, url) => {
    const path = pathOf(url);
    if (path.length > LONGEST_PATH) return { kind: 'nowhere' };
    const segments = path.split('/');
    const allow: string[] = [];
    for (const { route, segments: pattern } of known) {
      const params = match(pattern, segments);
      if (params === undefined) continue;
      const allowed = route.method === 'GET' ? ['GET', 'HEAD'] : [route.method];
      if (allowed.includes(method)) return { kind: 'found', route, params };
      allow.push(...allowed);
    }
    return allow.length > 0 ? { kind: 'wrong-method', allow } : { kind: 'nowhere' };
  };
}

/** The path of a request target, without its query. */
export function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

function match(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = Object.create(null);
  for (const [at, expected] of pattern.entries()) {
    const given = segments[at] ?? '';
    if (!expected.startsWith(':')) {
      if (given !== expected) return undefined;
      continue;
    }
    const value = decode(given);
    if (value === undefined || value === '') return undefined;
    params[expected.slice(1)] = value;
  }
  return params;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    // `%E0%A4%A` names nothing of ours.
    return undefined;
  }
}

function refuseDuplicates(routes: readonly Route[]): void {
  const seen = new Set<string>();
  for (const { method, path } of routes) {
    const shape = `${method} ${path.replace(/:[^/]+/g, ':')}`;
    if (seen.has(shape)) throw new Error(`Two routes answer ${method} ${path}.`);
    seen.add(shape);
  }
}
