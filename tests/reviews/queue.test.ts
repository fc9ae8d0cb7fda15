import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedOf } from '../../src/reviews/asked.ts';
import { current, following, isFinished } from '../../src/reviews/judging/queue.ts';
import { leadMeant, placeValue } from '../../src/reviews/judging/spot-value.ts';

const judged = (...leads: readonly string[]) => new Map(leads.map((lead) => [lead, { verdict: 'good' as const }]));
const leads = ['a', 'b', 'c', 'd'];
const drawn = (leadId: string, position: number, wholeId = leadId) =>
  ({ leadId, position, wholeId, stratum: 'working' }) as const;

describe('a lead of a review in a menu', () => {
  it('is meant by its id, or by its place where there is no room for two ids', () => {
    const asked = askedOf([drawn('a', 1), drawn('b', 2), drawn('x', 3, 'a'), drawn('c', 4)]);
    expect(leadMeant(asked, 'b')).toBe('b');
    expect(leadMeant(asked, placeValue(3))).toBe('c');
    for (const value of ['z', '@0', '@9', '@', '@x']) expect(leadMeant(asked, value)).toBeUndefined();
    // What has become one with another is that one.
    expect(leadMeant(asked, 'x')).toBe('a');
    expect([asked.leads.length, asked.partsOf('a').length, asked.partsOf('x').length]).toEqual([3, 2, 0]);
  });
});

describe('the queue of somebody who judges', () => {
  it('asks for the first lead that isn’t judged, or for the one to which they have gone', () => {
    expect(current({ leads, said: judged('a'), at: undefined })).toBe('b');
    expect(current({ leads, said: judged('a'), at: 'd' })).toBe('d');
    expect(current({ leads, said: judged('a'), at: 'gone' })).toBe('b');
    expect(current({ leads, said: judged(...leads), at: undefined })).toBeUndefined();
  });

  it('puts a lead that is to come later behind the others', () => {
    expect(following({ leads, said: judged('a') }, 'b')).toBe('c');
    expect(following({ leads, said: judged('a', 'c') }, 'd')).toBe('b');
    expect(following({ leads, said: judged('a', 'b', 'c') }, 'd')).toBeUndefined();
  });

  it('goes through all of them again, to the end', () => {
    const said = judged(...leads);
    expect(following({ leads, said }, 'a')).toBe('b');
    expect(following({ leads, said }, 'd')).toBeUndefined();
  });

  it('is finished after one tap a lead, whatever is put off on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), (later, count) => {
        const all = Array.from({ length: count }, (_, at) => `${at}`);
        const said = new Map<string, { verdict: 'good' }>();
        let at: string | undefined;
        const wishes = [...later];
        let taps = 0;
        for (
          let here = current({ leads: all, said, at });
          here !== undefined;
          here = current({ leads: all, said, at })
        ) {
          if (wishes.shift() === true) {
            at = following({ leads: all, said }, here);
            continue;
          }
          said.set(here, { verdict: 'good' });
          taps += 1;
          at = isFinished({ leads: all, said }) ? undefined : following({ leads: all, said }, here);
        }
        expect(taps).toBe(count);
      }),
    );
  });
});
