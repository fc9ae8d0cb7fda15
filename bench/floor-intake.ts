/**
 * The least that takes signed leads durably over HTTP: Node's server and `floor-lead.ts`, with one commit for all that one turn of
 * the event loop has brought (FLOOR_COMMIT=group) or one for each (FLOOR_COMMIT=each).
 */
import { createServer, type ServerResponse } from 'node:http';
import { type FloorDelivery, openFloor } from './floor-lead.ts';

const { FLOOR_DATABASE = '', FLOOR_SECRET = '', FLOOR_COMMIT } = process.env;
const floor = openFloor(FLOOR_DATABASE, FLOOR_SECRET);

interface Waiting extends FloorDelivery {
  readonly response: ServerResponse;
}

let waiting: Waiting[] = [];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const bytes = Buffer.concat(chunks);
    if (!floor.isSigned(request.headers, bytes)) {
      response.writeHead(401).end();
      return;
    }
    take({ id: String(request.headers['webhook-id']), body: bytes.toString(), response });
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`port ${typeof address === 'object' ? address?.port : 0}\n`);
});

function take(delivery: Waiting): void {
  waiting.push(delivery);
  if (FLOOR_COMMIT === 'each') commitWaiting();
  else if (waiting.length === 1) setImmediate(commitWaiting);
}

function commitWaiting(): void {
  const batch = waiting;
  waiting = [];
  const numbers = floor.commit(batch);
  for (const [at, { response }] of batch.entries()) {
    const answer = JSON.stringify({ status: 'accepted', lead: numbers[at] });
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(answer);
  }
}
