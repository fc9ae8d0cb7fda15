import type { IncomingHttpHeaders } from 'node:http';

/** What a route is given: the body as the bytes that arrived, because signatures are made over bytes. */
export interface HttpRequest {
  /** The values of the `:name` segments of the route's path. It has no prototype, so that `params['toString']` is undefined. */
  readonly params: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Buffer;
  readonly method: string;
  /** As sent: path and query. */
  readonly url: string;
  /** The address at the other end of the socket. No proxy header is trusted. */
  readonly remote: string;
}

/** Without a content type of its own a body is sent as plain text in UTF-8. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export type HttpHandler = (request: HttpRequest) => Promise<HttpAnswer>;

export const textAnswer = (
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status,
  headers,
  body,
});

export const jsonAnswer = (status: number, value: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});
