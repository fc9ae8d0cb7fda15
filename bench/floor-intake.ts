/**
 * The least that takes signed leads durably: Node's HTTP server, one HMAC, JSON.parse, prepared statements that write the rows that
 * Baton writes for a lead, one commit for all that one turn of the event loop has brought (FLOOR_COMMIT=group) or one for
 * each (FLOOR_COMMIT=each). No routing, no mapping, no rules, no calendar: those are copied from the lead that is in the database.
 */
import { createHmac, createSecretKey, hash, timingSafeEqual } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import Sqlite from 'better-sqlite3';
import { systemIds } from '../src/platform/ids.ts';

const { FLOOR_DATABASE = '', FLOOR_SECRET = '', FLOOR_COMMIT } = process.env;
const key = createSecretKey(Buffer.from(FLOOR_SECRET.replace('whsec_', ''), 'base64'));
const file = new Sqlite(FLOOR_DATABASE);
file.pragma('journal_mode = WAL');
file.pragma('synchronous = FULL');
file.pragma('foreign_keys = ON');

type Row = Record<string, unknown>;
const row = (statement: string): Row => file.prepare<unknown[], Row>(statement).get() ?? {};
const template = {
  lead: row('select * from leads'),
  event: row('select * from lead_events'),
  clock: row('select * from sla_clocks'),
  delivery: row("select * from deliveries where state = 'accepted'"),
  card: row("select * from jobs where kind = 'lead.card'"),
  look: row("select * from jobs where kind = 'sla.look'"),
};
const write = {
  lead: inserting('leads', template.lead),
  event: inserting('lead_events', template.event),
  clock: inserting('sla_clocks', template.clock),
  delivery: inserting('deliveries', template.delivery),
  job: inserting('jobs', template.card),
};
const nextNumber = file
  .prepare<[], number>('update lead_settings set leads_numbered = leads_numbered + 1 returning leads_numbered')
  .pluck();

interface Delivery {
  readonly id: string;
  readonly body: string;
  readonly response: ServerResponse;
}

let waiting: Delivery[] = [];

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = request.headers;
    const bytes = Buffer.concat(chunks);
    const expected = createHmac('sha256', key)
      .update(`${String(id)}.${String(at)}.`)
      .update(bytes)
      .digest();
    const given = Buffer.from(String(signature).slice('v1,'.length), 'base64');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(401).end();
      return;
    }
    take({ id: String(id), body: bytes.toString(), response });
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`port ${typeof address === 'object' ? address?.port : 0}\n`);
});

function take(delivery: Delivery): void {
  waiting.push(delivery);
  if (FLOOR_COMMIT === 'each') commitWaiting();
  else if (waiting.length === 1) setImmediate(commitWaiting);
}

function commitWaiting(): void {
  const batch = waiting;
  waiting = [];
  commit(batch);
}

function commit(batch: readonly Delivery[]): void {
  file.exec('begin immediate');
  const numbers = batch.map(store);
  file.exec('commit');
  for (const [at, { response }] of batch.entries()) {
    const answer = JSON.stringify({ status: 'accepted', lead: numbers[at] });
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(answer);
  }
}

function store({ id, body }: Delivery): number {
  const { company, name, email, phone, message, campaign } = JSON.parse(body);
  const now = Date.now();
  const number = nextNumber.get() ?? 0;
  const [lead, clock] = [systemIds.next(), systemIds.next()];
  const fields = { company, contact_name: name, email, email_key: email, phone, message, campaign };
  write.lead({ ...template.lead, ...fields, id: lead, number, received_at: now });
  write.event({ ...template.event, lead_id: lead, at: now });
  write.clock({ ...template.clock, id: clock, lead_id: lead, started_at: now });
  const body_hash = hash('sha256', body);
  const delivery = { id: systemIds.next(), delivery_id: id, body, body_hash, received_at: now, lead_id: lead };
  write.delivery({ ...template.delivery, ...delivery });
  const [card, look] = [JSON.stringify({ leadId: lead }), JSON.stringify({ clockId: clock })];
  write.job({ ...template.card, key: `lead.card:${lead}`, payload: card, run_at: now, created_at: now });
  write.job({ ...template.look, key: `clock:${clock}`, payload: look, created_at: now });
  return number;
}

function inserting(table: string, columns: Row): (values: Row) => void {
  const names = Object.keys(columns);
  const statement = file.prepare(
    `insert into ${table} (${names.join()}) values (${names.map((name) => `@${name}`).join()})`,
  );
  return (values) => {
    statement.run(values);
  };
}
