import { type Duration, SECOND } from '../../../core/instants.ts';
import { Transient } from '../../errors.ts';
import { guardedFetch } from './guarded-fetch.ts';

interface DownloadOptions {
  readonly token: string;
  readonly slackApiUrl: string;
  readonly fetch: typeof globalThis.fetch;
}

/** A file takes longer than an answer. */
const PATIENCE: Duration = 60 * SECOND;

/** What stands at a file's address; the token goes to Slack's own hosts and nowhere else. Throws Transient. */
export async function downloaded({ token, slackApiUrl, fetch }: DownloadOptions, url: string): Promise<Uint8Array> {
  try {
    const reach = guardedFetch(fetch, { slackApiUrl, timeout: PATIENCE });
    const response = await reach(url, { headers: { authorization: `Bearer ${token}` } });
    // Who may not read it gets a page to sign in, and 200.
    const isPage = response.headers.get('content-type')?.includes('text/html') ?? false;
    if (!response.ok || isPage) throw new Error(`Slack answered ${response.status} instead of the file`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new Transient('The file could not be read', { cause: error });
  }
}
