import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/core/instants.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { backends } from '../support/backends.ts';
import { openOffice } from '../support/baton.ts';
import { formLead } from '../support/form-lead.ts';

const LEAD = { company: 'Acme Robotics', name: 'Jane Doe', email: 'jane@acme-robotics.example' };

describe.each(backends)('a form that floods us, on $name', (backend) => {
  it('is told when to come again, loses nothing that was accepted, and takes nothing from other forms (row 60)', async () => {
    const office = await openOffice(backend, { timing: { intake: { burst: 20, perSecond: 1 } } });
    const { app, clock, database } = office;
    const wish = { workspaceId: app.workspaceId, signing: { scheme: 'hmac-hex' }, channelId: 'C_LEADS' } as const;
    const added = await app.services.intake.add({ ...wish, name: 'Form', mapping: undefined }, 'U_ADA');
    if (added.kind === 'refused') throw new Error(added.sentence);

    async function flood(id: string, secret: string = added.kind === 'added' ? added.secret : '') {
      const rawBody = Buffer.from(JSON.stringify(formLead(`Company ${id}`)));
      const headers = sign({ scheme: 'hmac-hex', secret, rawBody, now: clock.now(), deliveryId: id });
      const response = await fetch(`http://127.0.0.1:${office.port}/hooks/form`, {
        method: 'POST',
        headers,
        body: rawBody,
      });
      return { status: response.status, after: response.headers.get('retry-after') };
    }
    const counted = async (outcome: string) => {
      const text = await (await fetch(`http://127.0.0.1:${office.port}/metrics`)).text();
      return Number(new RegExp(`^baton_intake_total\\{outcome="${outcome}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
    };
    const kept = async () =>
      (await database.db.selectFrom('leads').select('company').execute()).map(({ company }) => company);

    const ids = Array.from({ length: 120 }, (_, at) => String(at));
    const [flooding, beside] = await Promise.all([
      Promise.all(ids.map(async (id) => ({ id, ...(await flood(id)) }))),
      Promise.all(Array.from({ length: 10 }, () => office.send(LEAD))),
    ]);
    expect(beside.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const accepted = flooding.filter(({ status }) => status === 200);
    const limited = flooding.filter(({ status }) => status === 429);
    expect(accepted.length + limited.length).toBe(120);
    expect(accepted.length).toBeGreaterThanOrEqual(20);
    expect(limited.length).toBeGreaterThan(40);
    for (const { after } of limited) expect(after).toBe('1');
    expect(await kept()).toEqual(expect.arrayContaining(accepted.map(({ id }) => `Company ${id}`)));
    expect(await counted('limited')).toBe(limited.length);

    // Who comes again when told to is taken.
    clock.advance(10 * SECOND);
    const again = await Promise.all(limited.slice(0, 10).map(({ id }) => flood(id)));
    expect(again.map(({ status }) => status)).toEqual(Array(10).fill(200));
  });

  it('without its secret is refused each time, uses up nobody’s allowance, and does not keep the disk busy (row 60)', async () => {
    const office = await openOffice(backend, { timing: { intake: { burst: 5, perSecond: 1 } } });
    const forged = { 'webhook-signature': 'v1,AAAA' };
    const answers = await Promise.all(Array.from({ length: 100 }, () => office.send(LEAD, { headers: forged })));
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(401));
    const { refused_since } = await office.database.db
      .selectFrom('endpoints')
      .select('refused_since')
      .where('id', '=', 'website')
      .executeTakeFirstOrThrow();
    expect(refused_since).toBeGreaterThanOrEqual(20);
    expect(refused_since).toBeLessThan(60);
    expect((await office.send(LEAD)).status).toBe(200);
  });
});
