import type { Json } from './json.ts';

/** One call of the Web API. Times are real milliseconds. */
export interface ApiCall {
  readonly method: string;
  readonly args: Json;
  readonly token: 'bot' | 'app' | 'none' | 'unknown';
  readonly startedAt: number;
  answeredAt?: number;
  status?: number;
  answer?: Json;
  /** The misbehaviour that was played, if any. */
  fault?: string;
}

/** One delivery to the app, over a socket or by HTTP. Times are real milliseconds. */
export interface EnvelopeRecord {
  readonly id: string;
  readonly type: 'events_api' | 'slash_commands' | 'interactive';
  readonly payload: Json;
  readonly attempt: number;
  readonly retryReason?: string;
  /** The socket's number, or 0 for HTTP. */
  readonly connection: number;
  readonly sentAt: number;
  ack?: { readonly payload: unknown; readonly afterMs: number; readonly connection: number };
  /** Why nobody waits for the acknowledgement any more. */
  failure?: string;
}

/** Something that Slack did not accept, outside the answers to Web API calls too. */
interface Rejection {
  readonly what: string;
  readonly code: string;
  readonly details: Json;
  /** In real milliseconds. */
  readonly at: number;
}

/** Everything that went over the wire. */
export interface Records {
  readonly calls: ApiCall[];
  readonly envelopes: EnvelopeRecord[];
  readonly rejections: Rejection[];
  /** The calls of one method, oldest first. */
  callsOf(method: string): ApiCall[];
}

export function createRecords(): Records {
  const calls: ApiCall[] = [];
  return { calls, envelopes: [], rejections: [], callsOf: (method) => calls.filter((call) => call.method === method) };
}
