import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import { safeHeaders } from '../../playground/page/guard.ts';
import { buildSite } from '../../playground/page/site.ts';
import { createSiteFiles } from '../../playground/page/site-files.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the playground's built page is served, without a playground behind it. */
    site: string;
  }
}

/** Builds the page once for all browser tests of a run, and serves its files. */
export default async function serveSite(project: TestProject): Promise<() => Promise<void>> {
  const find = createSiteFiles(await buildSite());
  const server = createServer(({ url = '/', headers }, response) => {
    const file = find(URL.parse(url, 'http://localhost')?.pathname ?? '');
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { ...safeHeaders(headers), 'content-type': file.type }).end(file.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The site has no port.');
  project.provide('site', `http://127.0.0.1:${address.port}`);
  return async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
}
