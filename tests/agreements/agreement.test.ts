import { describe, expect, it } from 'vitest';
import { promiseFault, promiseFor, withPromise } from '../../src/agreements/agreement.ts';
import { campaignPromise } from './samples.ts';

const MIA = campaignPromise({ owner: 'UMIA', campaigns: ['Spring demo', 'Fair'] });
const MOE = campaignPromise({ owner: 'UMOE', campaigns: [] });

describe('who answers for a campaign', () => {
  it.each([
    ['Spring demo', 'UMIA'],
    [' spring DEMO ', 'UMIA'],
    ['Autumn', 'UMOE'],
    [undefined, 'UMOE'],
  ])('of %j it is %s', (campaign, owner) => {
    expect(promiseFor([MOE, MIA], campaign)?.owner).toBe(owner);
  });

  it('is nobody where nobody answers for the rest', () => {
    expect([promiseFor([MIA], 'Autumn'), promiseFor([MIA], undefined), promiseFor([], 'Fair')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is never two', () => {
    expect(promiseFault([MIA], { campaigns: ['fair'] })).toEqual({ campaign: 'fair', of: 'UMIA' });
    expect(promiseFault([MOE], { campaigns: [] })).toBe('two-for-the-rest');
    expect(promiseFault([MIA, MOE], { campaigns: ['Autumn'] })).toBeUndefined();
  });

  it('a changed promise takes the place of its owner’s', () => {
    const changed = { ...MIA, leads: 5 };
    expect(withPromise([MIA, MOE], changed)).toEqual([MOE, changed]);
  });
});
