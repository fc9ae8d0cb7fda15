import { describe, expect, it } from 'vitest';
import { textAnswer } from '../../../src/platform/http/handler.ts';
import { createRouter, type Route } from '../../../src/platform/http/router.ts';

const handle = async () => textAnswer(200, '');
const hooks: Route = { method: 'POST', path: '/hooks/:endpoint', handle };
const health: Route = { method: 'GET', path: '/healthz', handle };
const find = createRouter([hooks, health]);

describe('routes', () => {
  it('are found by method and path, whatever the query', () => {
    expect(find('POST', '/hooks/web%20form?x=/y')).toEqual({
      kind: 'found',
      route: hooks,
      params: { endpoint: 'web form' },
    });
    expect(find('GET', '/healthz')).toMatchObject({ kind: 'found', route: health });
    expect(find('HEAD', '/healthz')).toMatchObject({ kind: 'found', route: health });
  });

  it.each([
    '/',
    '',
    '*',
    '/hooks',
    '/hooks/',
    '/hooks/a/b',
    '/HEALTHZ',
    '/healthz/',
    'http://x/healthz',
    '/hooks/%',
    '/__proto__',
    '//',
  ])('“%s” is nowhere', (url) => {
    expect(find('GET', url)).toEqual({ kind: 'nowhere' });
    expect(find('POST', url)).toEqual({ kind: 'nowhere' });
  });

  it.each(['TRACE', 'PUT', 'OPTIONS', 'POST'])('%s is not a method of a GET route', (method) => {
    expect(find(method, '/healthz')).toEqual({ kind: 'wrong-method', allow: ['GET', 'HEAD'] });
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'a parameter may be called %s without reaching a prototype',
    (name) => {
      const match = find('POST', `/hooks/${name}`);
      expect(match).toMatchObject({ kind: 'found', params: { endpoint: name } });
      if (match.kind === 'found') expect(Reflect.get(match.params, 'toString')).toBeUndefined();
    },
  );

  it('of one shape cannot be declared twice', () => {
    expect(() => createRouter([hooks, { ...hooks, path: '/hooks/:name' }])).toThrow(
      'Two routes answer POST /hooks/:name.',
    );
  });
});
