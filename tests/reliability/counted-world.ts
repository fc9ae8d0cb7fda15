import { ServerResponse } from 'node:http';
import { Socket } from '../../src/platform/slack/receiving/socket.ts';
import type { Boundaries } from './boundaries.ts';

/** Calls of Slack, and of whatever else is reached by HTTP, as boundaries. */
export const countedFetch =
  (boundaries: Boundaries, reach: typeof fetch): typeof fetch =>
  async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const crossed = boundaries.cross(`call ${pathname.split('/').at(-1)}`);
    const response = await reach(input, init);
    crossed();
    return response;
  };

/** What Slack is acknowledged over a socket, as boundaries. */
export function countAcknowledgements(boundaries: Boundaries): void {
  const acknowledge = Socket.prototype.acknowledge;
  Socket.prototype.acknowledge = async function (envelopeId, payload) {
    const crossed = boundaries.cross('ack');
    await acknowledge.call(this, envelopeId, payload);
    crossed();
  };
}

/** Answers of our HTTP server, as boundaries: crossed when the kernel has them. */
export function countAnswers(boundaries: Boundaries): void {
  const end = ServerResponse.prototype.end;
  const counted = function (this: ServerResponse, ...given: unknown[]): unknown {
    const crossed = boundaries.cross(`answer ${this.req.method} ${this.statusCode}`);
    this.once('finish', crossed);
    return Reflect.apply(end, this, given);
  };
  Object.defineProperty(ServerResponse.prototype, 'end', { value: counted, writable: true, configurable: true });
}
