import { expect, it } from 'vitest';
import { keepSame } from '../../../../playground/web/desk/sections.ts';

it('keeps the identity of everything that says the same', () => {
  const old = { office: { people: [{ id: 'U_ANA', rings: 0 }] }, panes: [{ composer: { kind: 'open' } }] };
  expect(keepSame(old, structuredClone(old))).toBe(old);
});

it('renews only what says something else, and what holds it', () => {
  const old = {
    office: {
      people: [
        { id: 'U_ANA', rings: 0 },
        { id: 'U_BEN', rings: 0 },
      ],
    },
    clock: { zone: 'Europe/Berlin' },
  };
  const fresh = structuredClone(old);
  fresh.office.people[1] = { id: 'U_BEN', rings: 1 };
  const merged = keepSame(old, fresh);
  expect(merged).toEqual(fresh);
  expect(merged.clock).toBe(old.clock);
  expect(merged.office.people[0]).toBe(old.office.people[0]);
  expect(merged.office.people[1]).not.toBe(old.office.people[1]);
});

it('knows messages by their ts when others come before them or go', () => {
  const [first, second] = [
    { ts: '1.1', text: 'Hello' },
    { ts: '2.2', text: 'World' },
  ];
  expect(keepSame([first, second], [{ ts: '2.2', text: 'World' }])[0]).toBe(second);
  const older = { ts: '0.1', text: 'Before' };
  expect(keepSame([first], [older, { ...first }])[1]).toBe(first);
});

it('notices what has gone', () => {
  expect(keepSame({ thread: [], home: 1 }, { thread: [] })).toEqual({ thread: [] });
  expect(keepSame([1, 2], [1])).toEqual([1]);
});
