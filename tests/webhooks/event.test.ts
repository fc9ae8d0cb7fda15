import { describe, expect, it } from 'vitest';
import { chosenEvents, PUBLIC_EVENTS, toldOf, typeOf } from '../../src/webhooks/event.ts';
import { backends } from '../support/backends.ts';

declare module '../../src/platform/db/schema.ts' {
  interface Schema {
    lead_event_kinds: { name: string };
  }
}

describe.each(backends)('the public names of events, on $name', (backend) => {
  it('every kind of the journal has one of its own, which says what happened', async () => {
    const { db } = await backend.open();
    const kinds = (await db.selectFrom('lead_event_kinds').select('name').execute()).map(({ name }) => name);
    expect(kinds.filter((kind) => PUBLIC_EVENTS[kind] === undefined)).toEqual([]);
    const types = Object.values(PUBLIC_EVENTS).map(({ type }) => type);
    expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([]);
    expect(types.filter((type) => !/^lead\.[a-z_]+$/.test(type))).toEqual([]);
  });
});

describe('an entry of the journal', () => {
  const entry = { leadId: 'l', workspaceId: 'T1', seq: 3, at: 0, by: 'U1' };

  it('of a kind that nobody has named goes out under its own name, without details', () => {
    const unheard = { ...entry, kind: 'put-aside', change: { kind: 'put-aside', note: 'Jane is ill' } };
    expect(typeOf(unheard.kind)).toBe('lead.put_aside');
    expect(toldOf(unheard, true)).toEqual({});
  });

  it('is told without what colleagues wrote, unless persons may be told', () => {
    const released = { ...entry, kind: 'released', change: { kind: 'released', from: 'U1', reason: 'Jane is ill' } };
    expect(toldOf(released, false)).toEqual({ from: 'U1' });
    expect(toldOf(released, true)).toEqual({ from: 'U1', reason: 'Jane is ill' });
  });
});

describe('which events somebody chooses', () => {
  it('none named are all, those of later versions as well', () => {
    expect(chosenEvents([])).toEqual({ kind: 'events', types: undefined });
  });

  it('those that are named, each once', () => {
    const types = ['lead.received', 'lead.claimed', 'lead.received'];
    expect(chosenEvents(types)).toEqual({ kind: 'events', types: ['lead.claimed', 'lead.received'] });
  });

  it('a name that is none is refused', () => {
    expect(chosenEvents(['lead.claimed', 'lead.clamed'])).toEqual({ kind: 'unknown', type: 'lead.clamed' });
  });
});
