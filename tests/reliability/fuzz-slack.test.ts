import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../playground/server/json.ts';
import type { EnvelopeRecord } from '../../playground/server/records.ts';
import { nasty } from '../blockkit/hostile.ts';
import { type Backend, backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

type Recorded = Pick<EnvelopeRecord, 'type' | 'payload'>;

/** What takes the place of a value that Slack sent. */
const junk = fc.oneof(
  fc.constantFrom(...nasty),
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, '__proto__', 'constructor', 'U_GUS', 'T_FAR', 'C_NONE'),
  fc.anything({ withNullPrototype: false }).map((value) => JSON.parse(JSON.stringify(value) ?? 'null')),
);

/** One place of a payload, counted through all of them, and what becomes of it; `undefined` takes the field away. */
const mutation = fc.record({ place: fc.nat(), value: fc.option(junk, { nil: undefined }) });
const mutations = fc.record({ which: fc.nat(), changes: fc.array(mutation, { minLength: 1, maxLength: 3 }) });

describe.each(backends)('payloads that Slack would not send, on $name', (backend) => {
  it('are acknowledged, or refused with a line in the log; they harm nothing, and Baton goes on (rows 50, 51)', async () => {
    const { office, recorded } = await withTour(backend);
    const { slack, send, log } = office;
    const { envelopes } = slack.records;
    const before = envelopes.length;
    await fc.assert(
      fc.asyncProperty(fc.array(mutations, { minLength: 80, maxLength: 80 }), async (all) => {
        // Together: each that is refused makes Slack wait for three seconds.
        await Promise.all(all.map(({ which, changes }) => deliver(office, recorded[which % recorded.length], changes)));
        const refused = envelopes.slice(before).filter(({ ack }) => ack === undefined);
        const unheard = refused.filter(({ id }) => !log.lines.some((line) => line.includes(`"envelope":"${id}"`)));
        expect(unheard).toEqual([]);
      }),
      { numRuns: 3, endOnFailure: true },
    );
    expect(envelopes.filter(({ ack }) => ack !== undefined).length).toBeGreaterThan(100);
    expect(Object.prototype).not.toHaveProperty('polluted');
    expect(slack.records.calls.filter(({ answer }) => answer?.error === 'invalid_blocks')).toEqual([]);

    await send({ company: 'After the junk', email: 'jo@feld.example' });
    const ben = slack.person('U_BEN');
    const card = await slack.until(() => ben.sees('C_LEADS').find(({ says }) => says.includes('After the junk')));
    await ben.press(card, 'Claim');
    await slack.until(() => ben.dms().find(({ says }) => says.includes('After the junk')));
  });
});

async function deliver({ slack }: Office, original: Recorded | undefined, changes: readonly Change[]): Promise<void> {
  if (original === undefined) return;
  await slack.deliver(original.type, changes.reduce<Json>(changed, structuredClone(original.payload)));
}

/** An office in which people have pressed, typed, submitted and come in: one delivery of each kind that Baton listens to. */
async function withTour(backend: Backend): Promise<{ office: Office; recorded: readonly Recorded[] }> {
  const office = await openOffice(backend);
  const { slack, send } = office;
  const [ana, max, ada] = [slack.person('U_ANA'), slack.person('U_MAX'), slack.person('U_ADA')];
  await send({ company: 'Feld', email: 'jo@feld.example' });
  const card = await slack.until(() => ana.sees('C_LEADS').find(({ buttons }) => buttons.includes('Claim')));
  await ana.press(card, 'Claim');
  const contact = await slack.until(() => ana.dms().find(({ says }) => says.includes('jo@feld.example')));
  await ana.press(contact, 'Reached');
  for (const command of ['/lead list', '/lead show 1', '/baton status', '/standup help', '/lead assign 1 <@U_BEN>']) {
    await max.type(command, 'C_LEADS');
  }
  await ana.type('/lead new', 'C_LEADS');
  await ana.submit(await slack.until(() => ana.view()), { company: 'Typed', email: 'ty@ped.example' });
  await ada.type('/baton hooks', 'C_LEADS');
  await slack.until(() => ada.view());
  ana.openHome();
  await slack.until(() => slack.records.envelopes.some(({ type }) => type === 'events_api'));
  const recorded = slack.records.envelopes.map(({ type, payload }) => ({ type, payload }));
  expect(new Set(recorded.map(({ type }) => type))).toEqual(new Set(['slash_commands', 'interactive', 'events_api']));
  return { office, recorded };
}

interface Change {
  readonly place: number;
  readonly value: unknown;
}

/** The payload with one of its places changed; `place` is counted round and round. */
function changed(payload: Json, { place, value }: Change): Json {
  const places = placesIn(payload);
  const chosen = places[place % places.length];
  if (chosen === undefined) return payload;
  const { holder, key } = chosen;
  if (value === undefined) Reflect.deleteProperty(holder, key);
  else Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
  return payload;
}

interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesIn(holder: object): Place[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key },
    ...(typeof value === 'object' && value !== null ? placesIn(value) : []),
  ]);
}
