import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentFrom } from '../../src/intake/events/event-moment.ts';
import { eventIn } from '../../src/intake/events/events.ts';
import { unpack } from '../../src/intake/presets/presets.ts';

const AT = Date.parse('2026-03-02T10:00:00Z');
const base = { external_id: 'C-1', happened_at: '2026-03-02T10:00:00Z' };

/** What one delivery tells; undefined if it is a lead. */
function told(payload: object, mapping?: unknown) {
  const found = eventIn(mapping, payload);
  return found?.kind === 'event' ? found.events[0] : found;
}

describe('news of a known lead at an endpoint without a preset', () => {
  it.each([
    [
      { event: 'contacted', how: 'Connected' },
      { kind: 'contacted', how: 'reached' },
    ],
    [
      { event: 'contacted', outcome: 'Left voicemail' },
      { kind: 'contacted', how: 'no-answer' },
    ],
    [{ event: 'lead.contacted' }, { kind: 'contacted', how: 'contacted' }],
    [{ event: 'call' }, { kind: 'activity', type: 'call' }],
    [
      { event: 'call', outcome: 'No answer' },
      { kind: 'contacted', how: 'no-answer' },
    ],
    [{ event: 'E-mail sent' }, { kind: 'contacted', how: 'e-mailed' }],
    [
      { event: 'owner', owner_email: 'ana@acme.test' },
      { kind: 'owner', owner: 'ana@acme.test' },
    ],
    [{ event: 'owner' }, { kind: 'owner', owner: undefined }],
    [
      { event: 'meeting', start_time: base.happened_at },
      { kind: 'meeting', startsAt: AT },
    ],
    [
      { event: 'activity', type: 'Task' },
      { kind: 'activity', type: 'task' },
    ],
    [
      { event: 'activity', data: { type: 'Unheard of' } },
      { kind: 'activity', type: 'activity' },
    ],
  ])('%j', (payload, what) => {
    expect(told({ ...base, ...payload })).toEqual({ externalId: 'C-1', happenedAt: AT, byEmail: undefined, what });
  });

  it('a stage says what its outcome asks for', () => {
    const payload = {
      event: 'stage',
      status: 'Unqualified',
      reason: 'Not now',
      notes: 'In Q3',
      revisit_date: '2026-09-01T00:00:00Z',
      amount: '9000.4',
      currency: 'eur',
    };
    expect(told({ ...base, ...payload })).toMatchObject({
      what: {
        stage: 'Unqualified',
        reason: 'Not now',
        note: 'In Q3',
        returnsOn: '2026-09-01',
        value: { amount: 9000, currency: 'EUR' },
      },
    });
  });

  it('is read from where a mapping says that it stands, and from the usual places besides', () => {
    const mapping = 'event: type\nexternalId: data.object.id\nby: data.user.mail\neventId: id';
    const payload = { id: 'e9', type: 'call', data: { object: { id: 7 }, user: { mail: 'ben@acme.test' } } };
    expect(told(payload, mapping)).toEqual({
      externalId: '7',
      happenedAt: undefined,
      byEmail: 'ben@acme.test',
      key: 'e9',
      what: { kind: 'activity', type: 'call' },
    });
  });

  it.each([
    ['a form with a field that is called event', { event: 'Spring fair', email: 'a@b.example' }],
    ['an event of a kind that is no news', { ...base, event: 'form_submitted' }],
    ['an event without the id of a lead', { event: 'meeting', email: 'a@b.example' }],
    ['a lead', { ...base, email: 'a@b.example' }],
  ])('%s is a lead as before', (_what, payload) => expect(told(payload)).toBeUndefined());

  it('says what is missing', () => {
    expect(told({ type: 'call' }, 'event: type')).toMatchObject({ kind: 'unreadable' });
    expect(told({ ...base, event: 'stage' })).toMatchObject({ kind: 'unreadable' });
  });

  it('what names a delivery of ours follows from it, and is no news', () => {
    expect(told({ ...base, event: 'contacted', caused_by: 'msg_1' })).toMatchObject({ kind: 'ignored' });
  });

  it('whatever is sent, nothing throws', () => {
    const some = fc.dictionary(
      fc.constantFrom('event', 'external_id', 'happened_at', 'stage', 'amount', 'currency', 'owner_email', 'data'),
      fc.oneof(fc.constantFrom('stage', 'owner', 'call', 'meeting'), fc.jsonValue()),
    );
    fc.assert(
      fc.property(some, fc.constantFrom(undefined, 'event: data.event', 42), (sent, mapping) => {
        unpack({ preset: 'generic', mapping }, sent);
      }),
    );
  });
});

describe('a moment', () => {
  it.each([
    ['2026-03-02T10:00:00Z', AT],
    ['2026-03-02 11:00:00+01:00', AT],
    [AT, AT],
    [AT / 1000, AT],
    [String(AT), AT],
    ['tomorrow', undefined],
    ['2026-03-02', undefined],
    [Number.NaN, undefined],
    [1e300, undefined],
    [null, undefined],
  ])('%j', (written, at) => expect(momentFrom(written)).toBe(at));
});
