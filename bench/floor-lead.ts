/**
 * The least that takes signed leads durably, without HTTP: one HMAC, JSON.parse, and prepared statements that write the rows that Baton
 * writes for a lead. No routing, no mapping, no rules, no calendar: those are copied from the lead that is in the database.
 */
import { createHmac, createSecretKey, hash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import Sqlite from 'better-sqlite3';
import { systemIds } from '../src/platform/ids.ts';

type Row = Record<string, unknown>;

export interface FloorDelivery {
  readonly id: string;
  readonly body: string;
}

/** What else is done for each lead that the floor doesn't need, to see what it takes (`bench/ladder.ts`). */
export interface Besides {
  /** Writes the delivery before there is a lead, and that it is accepted afterwards. */
  readonly isKeptFirst?: boolean;
  readonly ask?: (file: Sqlite.Database) => () => void;
  /** Makes the columns of a lead of what has been sent. */
  readonly columnsOf?: (payload: Row) => Row;
}

export type FloorOfLeads = ReturnType<typeof openFloor>;

/** Works on a copy of the office's database, in which there is one lead to copy from. */
export function openFloor(
  path: string,
  secret: string,
  { isKeptFirst = false, ask, columnsOf = asSent }: Besides = {},
) {
  const key = createSecretKey(Buffer.from(secret.replace('whsec_', ''), 'base64'));
  const file = new Sqlite(path);
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = FULL');
  file.pragma('foreign_keys = ON');

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
  const accepted = file.prepare("update deliveries set state = 'accepted', reason = null, lead_id = ? where id = ?");
  const [begin, end] = [file.prepare('begin immediate'), file.prepare('commit')];
  const asked = ask?.(file) ?? (() => {});

  return {
    /** Whether the form has sent this. */
    isSigned(headers: IncomingHttpHeaders, bytes: Uint8Array): boolean {
      const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signature } = headers;
      const expected = createHmac('sha256', key)
        .update(`${String(id)}.${String(at)}.`)
        .update(bytes)
        .digest();
      const given = Buffer.from(String(signature).slice('v1,'.length), 'base64');
      return given.length === expected.length && timingSafeEqual(given, expected);
    },

    /** Takes all of these in one commit; answers the numbers of their leads. */
    commit(batch: readonly FloorDelivery[]): readonly number[] {
      begin.run();
      const numbers = batch.map(store);
      end.run();
      return numbers;
    },

    close: () => void file.close(),
  };

  function store({ id, body }: FloorDelivery): number {
    const payload: Row = JSON.parse(body);
    asked();
    const now = Date.now();
    const kept = { id: systemIds.next(), delivery_id: id, body, body_hash: hash('sha256', body), received_at: now };
    if (isKeptFirst)
      write.delivery({ ...template.delivery, ...kept, state: 'dead', reason: 'none yet', lead_id: null });
    const number = nextNumber.get() ?? 0;
    const [lead, clock] = [systemIds.next(), systemIds.next()];
    write.lead({ ...template.lead, ...columnsOf(payload), id: lead, number, received_at: now });
    write.event({ ...template.event, lead_id: lead, at: now });
    write.clock({ ...template.clock, id: clock, lead_id: lead, started_at: now });
    if (isKeptFirst) accepted.run(lead, kept.id);
    else write.delivery({ ...template.delivery, ...kept, lead_id: lead });
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
}

const asSent = ({ company, name, email, phone, message, campaign }: Row): Row => ({
  company,
  contact_name: name,
  email,
  email_key: email,
  phone,
  message,
  campaign,
});
