import { expect, it } from 'vitest';
import { placeOfNewestRing, rungOthers } from '../../../../playground/web/desk/rings.ts';
import type { Face, Ring } from '../../../../playground/wire.ts';

const ring = (person: string, ts: string, change: Partial<Ring> = {}): Ring => ({
  person,
  channel: 'C_LEADS',
  ts,
  text: 'New lead',
  because: 'mention',
  thread: undefined,
  isUnread: true,
  ...change,
});

it('somebody picks up the phone where it rang last and has not been looked at', () => {
  const phones = [
    ring('U_ANA', '4.0', { isUnread: false }),
    ring('U_BEN', '3.0'),
    ring('U_ANA', '2.0', { channel: 'D1', thread: '1.5' }),
    ring('U_ANA', '1.0'),
  ];
  expect(placeOfNewestRing(phones, 'U_ANA')).toEqual({ as: 'U_ANA', channel: 'D1', thread: '1.5', tab: 'messages' });
  expect(placeOfNewestRing(phones, 'U_MIA')).toBeUndefined();
});

it('those whose phones rang most come first, without oneself and those whom nobody can be', () => {
  const face = (id: string, rings: number, isPlayable = true): Face => ({
    id,
    handle: id,
    name: id,
    role: undefined,
    zone: 'Europe/Berlin',
    isPlayable,
    rings,
  });
  const people = [face('me', 5), face('one', 1), face('none', 0), face('gone', 9, false), face('three', 3)];
  expect(rungOthers(people, 'me').map(({ id }) => id)).toEqual(['three', 'one']);
});
