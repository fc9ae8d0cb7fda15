import { describe, expect, it } from 'vitest';
import { CONSENTS, consentIn, strictest } from '../../src/leads/arriving/consent.ts';

describe('what a form says of consent', () => {
  it.each<[Record<string, unknown>, ReturnType<typeof consentIn>]>([
    [{}, undefined],
    [{ consent: 'yes' }, 'yes'],
    [{ 'Marketing consent': false }, 'no'],
    [{ gdpr_consent: 'true', newsletter: '0' }, 'no'],
    [{ opt_in: 'on' }, 'yes'],
    [{ unsubscribed: 'true' }, 'no'],
    [{ 'Unsubscribed from all email': 'TRUE' }, 'no'],
    [{ do_not_contact: 'no' }, undefined],
    [{ consent: 'maybe', utm_source: 'yes' }, undefined],
  ])('in %o is %s', (extra, consent) => {
    expect(consentIn(extra)).toBe(consent);
  });

  it('is the most restrictive of all that was ever said, in any order', () => {
    const all = [undefined, ...CONSENTS];
    for (const a of all) {
      for (const b of all) {
        expect(strictest(a, b)).toBe(strictest(b, a));
        if (a === 'no') expect(strictest(a, b)).toBe('no');
        if (a === undefined) expect(strictest(a, b)).toBe(b);
      }
    }
  });
});
