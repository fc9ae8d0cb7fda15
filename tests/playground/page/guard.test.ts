import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { play } from './play.ts';

interface Answer {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
}

/** A request with headers that a browser wouldn't let a page choose. */
function ask(url: string, method: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode, headers: answer.headers });
    });
    asking.once('error', reject);
    asking.end();
  });
}

/** What becomes of a WebSocket that is opened from somewhere. */
function knock(url: string, options: { origin?: string; headers?: Record<string, string> }): Promise<string> {
  const socket = new WebSocket(url.replace('http', 'ws'), options);
  return new Promise((resolve) => {
    socket.once('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.once('error', (error) => resolve(error.message));
  });
}

const FORBIDDEN = 'Unexpected server response: 403';

describe('another page in the same browser cannot drive the playground', () => {
  it('refuses a WebSocket whose origin is another page, or nobody', async () => {
    const { url } = await play();
    for (const origin of ['null', 'http://evil.example', 'http://localhost:1', url.replace('http', 'https')]) {
      expect(await knock(`${url}/wire`, { origin })).toBe(FORBIDDEN);
    }
    expect(await knock(`${url}/wire`, {})).toBe(FORBIDDEN);
    expect(await knock(`${url}/elsewhere`, { origin: url })).toBe(FORBIDDEN);
    expect(await knock(`${url}/wire`, { origin: url })).toBe('open');
  });

  it('refuses a POST whose origin is another page, and knows none of its own', async () => {
    const { url } = await play();
    for (const headers of [{}, { origin: 'null' }, { origin: 'http://evil.example' }]) {
      expect(await ask(url, 'POST', headers)).toMatchObject({ status: 403 });
    }
    expect(await ask(url, 'POST', { origin: url })).toMatchObject({ status: 405 });
  });

  it('answers to no other name of this machine', async () => {
    const { url } = await play();
    const host = `rebound.example:${new URL(url).port}`;
    expect(await ask(url, 'GET', { host })).toMatchObject({ status: 403 });
    expect(await knock(`${url}/wire`, { origin: `http://${host}`, headers: { host } })).toBe(FORBIDDEN);
    expect(await ask(url, 'GET', { host: `127.0.0.1:${new URL(url).port}` })).toMatchObject({ status: 200 });
  });

  it('can be framed by nobody and runs no foreign script', async () => {
    const { url } = await play();
    const { headers } = await ask(url, 'GET', {});
    expect(headers['x-frame-options']).toBe('DENY');
    for (const rule of [
      "default-src 'none'",
      "script-src 'self';",
      "frame-ancestors 'none'",
      `connect-src 'self' ${url.replace('http', 'ws')};`,
    ]) {
      expect(headers['content-security-policy']).toContain(rule);
    }
  });
});

describe('files', () => {
  it('come with their types, and not again while they are the same', async () => {
    const { url } = await play();
    const page = await fetch(url);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('Baton playground');
    const script = await fetch(`${url}/assets/index-1.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const again = await ask(url, 'GET', { 'if-none-match': page.headers.get('etag') ?? '' });
    expect(again).toMatchObject({ status: 304 });
    expect(await (await fetch(`${url}/gallery`)).text()).toContain('Gallery');
    expect((await fetch(`${url}/assets/../../package.json`)).status).toBe(404);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
  });

  it('give the gallery every golden view', async () => {
    const { url } = await play();
    const views: unknown = await (await fetch(`${url}/views.json`)).json();
    expect(views).toMatchObject({ 'lead-card.open': { blocks: expect.any(Array) } });
  });
});
