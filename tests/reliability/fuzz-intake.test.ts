import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sign } from '../../src/platform/http/signatures.ts';
import { hostile } from '../blockkit/hostile.ts';
import { type Backend, backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

/** Texts that have broken readers of JSON, whole bodies of them. */
const BODIES = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '\ufeff{"email":"a@b.example"}',
  '{"email":"a@b.example","email":"c@d.example"}',
  '{"n":NaN}',
  '{"n":1e400}',
  '{"n":123456789012345678901234567890}',
  '{"email":"\\ud800@b.example"}',
  '{"email":"a\\u0000@b.example"}',
  '{"__proto__":{"email":"a@b.example"},"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":"x","hasOwnProperty":1,"email":{"__proto__":null}}',
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  `{"email":"${'a'.repeat(70_000)}@b.example"}`,
  '{"name":"Robert\'); drop table leads;--","email":"bobby@tables.example"}',
] as const;

const FIELDS = [
  'name',
  'email',
  'phone',
  'company',
  'message',
  'source',
  'campaign',
  '__proto__',
  'constructor',
  'data',
];

const field = fc.oneof(hostile, fc.json(), fc.integer(), fc.constant(null), fc.array(hostile, { maxLength: 3 }));
const lead = fc.dictionary(fc.oneof(fc.constantFrom(...FIELDS), fc.string()), field, {
  maxKeys: 8,
  noNullPrototype: true,
});

const body = fc.oneof(
  lead.map((one) => Buffer.from(JSON.stringify(one))),
  fc
    .tuple(lead, fc.nat())
    .map(([one, number]) => Buffer.from(JSON.stringify({ ...one, email: `jo-${number}@feld.example` }))),
  fc.json().map((text) => Buffer.from(text)),
  fc.constantFrom(...BODIES).map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

describe.each(backends)('whatever is sent to an address, on $name', (backend) => {
  it('is stored to the letter if it was signed and is JSON, and is refused otherwise (rows 50, 51, 53)', async () => {
    const { office, secret } = await openFair(backend);
    const { database, log, slack } = office;
    let count = 0;
    await fc.assert(
      fc.asyncProperty(body, async (rawBody) => {
        count += 1;
        const deliveryId = `fuzz-${count}`;
        const status = await post(office, rawBody, signed(office, secret, rawBody, deliveryId));
        const stored = await database.db
          .selectFrom('deliveries')
          .select('body')
          .where('delivery_id', 'like', `%${deliveryId}`)
          .execute();
        expect([200, 400], rawBody.toString()).toContain(status);
        // A mark of byte order says how to read what follows; it is no part of it.
        const text = rawBody.toString('utf8').replace(/^\ufeff/, '');
        expect(stored.map((row) => row.body)).toEqual(status === 200 ? [text] : []);
      }),
      { numRuns: 250 },
    );
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect(log.entries.filter(({ level }) => level === 'error')).toEqual([]);
    const last = Buffer.from('{"company":"After the storm","email":"jo@feld.example"}');
    expect(await post(office, last, signed(office, secret, last, 'last'))).toBe(200);
    const ana = slack.person('U_ANA');
    await slack.until(() => ana.sees('C_OTHER').find(({ says }) => says.includes('After the storm')), {
      timeoutMs: 20_000,
    });
    expect(slack.records.calls.filter(({ answer }) => answer?.error === 'invalid_blocks')).toEqual([]);
  });

  it('with any other signature is refused, and nothing is stored (row 49)', async () => {
    const { office, secret } = await openFair(backend);
    const rawBody = Buffer.from('{"email":"jo@feld.example"}');
    const right = signed(office, secret, rawBody, 'right');
    const names = Object.keys(right);
    const printable = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), printable, async (name, value) => {
        fc.pre(right[name] !== value.trim());
        const status = await post(office, rawBody, { ...right, [name]: value });
        expect(status).toBe(401);
      }),
      { numRuns: 100 },
    );
    const stored = await office.database.db.selectFrom('deliveries').selectAll().execute();
    expect(stored).toEqual([]);
  });
});

/** An office with a form that signs its id, its time and its body. */
async function openFair(backend: Backend): Promise<{ office: Office; secret: string }> {
  const office = await openOffice(backend);
  const { intake } = office.app.services;
  const { workspaceId } = office.app;
  const added = await intake.add(
    { workspaceId, name: 'Fair', signing: { scheme: 'standard' }, channelId: 'C_OTHER', mapping: undefined },
    'U_ADA',
  );
  if (added.kind === 'refused') throw new Error(added.sentence);
  return { office, secret: added.secret };
}

const signed = ({ clock }: Office, secret: string, rawBody: Buffer, deliveryId: string): Record<string, string> =>
  sign({ scheme: 'standard', secret, rawBody, now: clock.now(), deliveryId });

async function post({ port }: Office, body: Buffer, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/hooks/fair`, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}
