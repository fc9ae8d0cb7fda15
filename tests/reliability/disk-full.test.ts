import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { fillDisk, NEEDS_ROOM } from './full-disk.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example', notes: NEEDS_ROOM };

describe.each(backends)('a disk that is full, on $name', (backend) => {
  it('is told to forms with 503 and when to come again, and heals within 5 s of new room (row 32)', async () => {
    const office = await openOffice(backend);
    const { slack, send, database, log, port } = office;
    const cards = () =>
      slack
        .person('U_ANA')
        .sees('C_LEADS')
        .filter(({ buttons }) => buttons.includes('Claim'));
    const leads = () => database.db.selectFrom('leads').select('number').execute();

    const makeRoom = await fillDisk(database);
    for (const id of ['one', 'two', 'three']) {
      const answer = await send(LEAD, { id, once: true });
      expect(answer).toEqual({ status: 503, text: 'Not now: please send it again.\n' });
    }
    expect(await leads()).toEqual([]);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    const said = log.entries.filter(({ event }) => event === 'http.unavailable');
    expect(said).toHaveLength(3);
    expect(String(said[0]?.fields.error)).toMatch(
      /The disk of the database is full: make room there\. \((SQLITE_FULL|53100)\)/,
    );

    await makeRoom();
    const madeAt = systemClock.now();
    for (const id of ['one', 'two', 'three']) expect((await send(LEAD, { id })).status).toBe(200);
    await slack.until(() => cards().length === 3);
    expect(systemClock.now() - madeAt).toBeLessThan(5 * SECOND);
    expect(await leads()).toHaveLength(3);
  });
});
