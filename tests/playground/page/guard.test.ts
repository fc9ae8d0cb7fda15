import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
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

describe('another page in the same browser cannot drive the playground', () => {
  it('refuses a POST whose origin is another page, or nobody', async () => {
    const { url, stage } = await play();
    const before = stage.clock.now();
    for (const headers of [
      {},
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { origin: 'http://localhost:1' },
    ]) {
      expect(await ask(`${url}/play/time?to=1h`, 'POST', headers)).toMatchObject({ status: 403 });
    }
    expect(stage.clock.now() - before).toBeLessThan(60_000);
    expect(await ask(`${url}/play/time`, 'POST', { origin: url })).toMatchObject({ status: 303 });
  });

  it('answers to no other name of this machine', async () => {
    const { url } = await play();
    const host = `rebound.example:${new URL(url).port}`;
    expect(await ask(url, 'GET', { host })).toMatchObject({ status: 403 });
    expect(await ask(`${url}/play/lead`, 'POST', { host, origin: `http://${host}` })).toMatchObject({ status: 403 });
    expect(await ask(url, 'GET', { host: `127.0.0.1:${new URL(url).port}` })).toMatchObject({ status: 200 });
  });

  it('can be framed by nobody and runs no foreign script', async () => {
    const { url } = await play();
    const { headers } = await ask(url, 'GET', {});
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});
