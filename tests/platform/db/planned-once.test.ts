import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { plannedOnce } from '../../../src/platform/db/planned-once.ts';
import { backends } from '../../support/backends.ts';

const LATER = 'later';

describe.each(backends)('a statement that is given values again and again, on $name', (backend) => {
  const planned = async () => (await backend.open()).db.withPlugin(plannedOnce((value) => value === LATER));

  it('asks for what equals a value as for a list of one, which SQLite does not plan anew', async () => {
    const db = await planned();
    const query = db
      .selectFrom('leads')
      .innerJoin('lead_events', 'lead_events.lead_id', 'leads.id')
      .select('leads.id')
      .where('leads.id', '=', LATER)
      .where('leads.company', '<>', LATER)
      .where((is) => is.or([is('leads.email', '=', LATER), is('leads.email', 'is', null)]))
      .orderBy('leads.number');
    const { sql: text, parameters } = query.compile();
    expect(text.match(/= (?:\?|\$\d)/g)).toBeNull();
    expect(text.match(/ in \((?:\?|\$\d)\)/g)).toHaveLength(2);
    expect(parameters).toEqual([LATER, LATER, LATER]);
  });

  it('has what is the same each time written in it: a limit, and what a partial index asks for', async () => {
    const db = await planned();
    const query = db.selectFrom('leads').select('id').where('stage', '=', 'new').where('is_test', '=', 0).limit(3);
    const { sql: text, parameters } = query.compile();
    expect(text).toContain(`"stage" = 'new' and "is_test" = 0 limit 3`);
    expect(parameters).toEqual([]);
  });

  it('leaves what is written, and how it is counted, as it is', async () => {
    const db = await planned();
    const query = db
      .updateTable('lead_settings')
      .set((set) => ({ channel_id: LATER, leads_numbered: set('leads_numbered', '+', 1) }))
      .where('leads_numbered', '=', sql<number>`1 + 1`);
    const { parameters } = query.compile();
    expect(parameters).toEqual([LATER, 1]);
    await expect(query.execute()).resolves.toBeDefined();
  });
});
