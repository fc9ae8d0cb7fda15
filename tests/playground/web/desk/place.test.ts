import { describe, expect, it } from 'vitest';
import { addressOf, moved, type Place, placeIn } from '../../../../playground/web/desk/place.ts';

const ana = { as: 'U_ANA', channel: 'C_LEADS', tab: 'messages' } as const;
const ben = { as: 'U_BEN', channel: 'D1', tab: 'home' } as const;

describe('the place in the address', () => {
  it.each<[string, Place]>([
    ['one desk', [ana]],
    ['one desk with a thread', [{ ...ana, thread: '1767603600.000100' }]],
    ['two desks, each somewhere else', [ana, ben]],
    [
      'two desks with threads',
      [
        { ...ana, thread: '1.1' },
        { ...ben, tab: 'messages', thread: '2.2' },
      ],
    ],
  ])('comes back as it was: %s', (_what, place) => {
    expect(placeIn(addressOf(place))).toEqual(place);
  });

  it('reads as a person would write it', () => {
    expect(addressOf([{ ...ana, thread: '1.1' }])).toBe('#as=U_ANA&in=C_LEADS&thread=1.1');
    expect(placeIn('#as=U_ANA&in=C_LEADS&with=U_BEN')).toEqual([ana, { ...ana, as: 'U_BEN' }]);
  });

  it('leaves to the server what it does not say', () => {
    expect(placeIn('')).toEqual([{ as: '', channel: '', tab: 'messages' }]);
  });

  it('moves one desk and leaves the other', () => {
    const elsewhere = { ...ana, channel: 'C_SMARKETING' };
    expect(moved([ana], 0, elsewhere)).toEqual([elsewhere]);
    expect(moved([ana, ben], 0, elsewhere)).toEqual([elsewhere, ben]);
    expect(moved([ana, ben], 1, elsewhere)).toEqual([ana, elsewhere]);
  });
});
