import { lookup } from 'node:dns/promises';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { type Duration, SECOND } from '../../core/instants.ts';
import { reachOf } from './public-address.ts';

/** What came of one call of a stranger's server. */
export type Reached =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | undefined }
  | { readonly kind: 'failed'; readonly fault: OutgoingFault };

/** Why there was no answer. `inside`: the name leads to an address that isn't out in the world. */
export type OutgoingFault = 'inside' | 'name' | 'refused' | 'certificate' | 'timeout' | 'connection';

/** Calls of addresses that somebody in the company has named. */
export interface Outgoing {
  /** Why this can't be called, if one can say so without a look at the network; undefined if it can. */
  objection(url: string): UrlObjection | undefined;
  post(call: { url: string; headers: Readonly<Record<string, string>>; body: Uint8Array }): Promise<Reached>;
}

export type UrlObjection = 'not-a-url' | 'not-https' | 'credentials' | 'inside';

export interface OutgoingOptions {
  /** Where Slack itself is one on this machine, so may be whoever follows: playground and tests. */
  readonly mayBeLocal: boolean;
  /** All addresses of a name; rejects as `node:dns` does. */
  readonly resolve?: (host: string) => Promise<readonly Resolved[]>;
  readonly timeout?: Duration;
}

interface Resolved {
  readonly address: string;
  readonly family: number;
}

const PATIENCE: Duration = 10 * SECOND;
/** Of an answer only its status is of interest; so much is read that a polite sender can finish. */
const MOST_READ = 4_096;

/**
 * Reaches public servers only, whatever a name resolves to (row 59): the address that was looked at is the one that is
 * connected to, so a name that changes in between leads nowhere else. No redirect is followed, certificates are verified, and
 * each call has one deadline.
 */
export function createOutgoing(options: OutgoingOptions): Outgoing {
  const { mayBeLocal, resolve = allOf, timeout = PATIENCE } = options;
  const isAllowed = (ip: string): boolean => {
    const reach = reachOf(ip);
    return reach === 'public' || (reach === 'loopback' && mayBeLocal);
  };

  const guarded: LookupFunction = (host, { all }, done) => {
    void resolve(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined || !found.every(({ address }) => isAllowed(address))) return done(new Inside(), []);
        return all === true ? done(null, [...found]) : done(null, first.address, first.family);
      },
      (error: Error) => done(error, []),
    );
  };

  function objection(url: string): UrlObjection | undefined {
    const parsed = URL.parse(url);
    if (parsed === null || parsed.hostname === '' || parsed.hash !== '') return 'not-a-url';
    const host = parsed.hostname.replace(/^\[|\]$/g, '');
    const isLocal = mayBeLocal && isLocalHost(host);
    if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && isLocal)) return 'not-https';
    if (parsed.username !== '' || parsed.password !== '') return 'credentials';
    if (isIP(host) !== 0) return isAllowed(host) ? undefined : 'inside';
    return isLocalHost(host) && !mayBeLocal ? 'inside' : undefined;
  }

  return {
    objection,
    async post({ url, headers, body }) {
      // A numeric host is never looked up, so nothing but this stands before it.
      if (objection(url) !== undefined) return { kind: 'failed', fault: 'inside' };
      const open = url.startsWith('https:') ? httpsRequest : httpRequest;
      const call = open(url, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(body.length) },
        lookup: guarded,
        // A connection for each call: those that are kept would outlive the look at their address.
        agent: false,
        signal: AbortSignal.timeout(timeout),
      });
      return ended(call, body);
    },
  };
}

const allOf = (host: string): Promise<readonly Resolved[]> => lookup(host, { all: true });

/** Whether this is an address of this very machine. */
export const isLocalUrl = (url: string): boolean => isLocalHost(new URL(url).hostname.replace(/^\[|\]$/g, ''));

const isLocalHost = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && reachOf(host) === 'loopback');

class Inside extends Error {
  readonly code = 'BATON_INSIDE';
}

function ended(call: ClientRequest, body: Uint8Array): Promise<Reached> {
  return new Promise((resolve) => {
    call.once('error', (error) => resolve({ kind: 'failed', fault: faultOf(error) }));
    call.once('response', (answer) => {
      const { statusCode: status = 0, headers } = answer;
      readAway(answer, () => resolve({ kind: 'answered', status, retryAfter: headers['retry-after'] }));
    });
    call.end(body);
  });
}

/** The status has been said, so whatever becomes of the rest changes nothing. */
function readAway(answer: IncomingMessage, done: () => void): void {
  let read = 0;
  answer.on('data', (part: Uint8Array) => {
    read += part.length;
    if (read > MOST_READ) answer.destroy();
  });
  answer.on('error', () => {});
  answer.once('close', done);
}

function faultOf(error: Error): OutgoingFault {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'BATON_INSIDE') return 'inside';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'name';
  if (code === 'ECONNREFUSED') return 'refused';
  if (code === 'ETIMEDOUT') return 'timeout';
  return /CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code) ? 'certificate' : 'connection';
}
