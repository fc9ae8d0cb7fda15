import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SCHEME_NAMES, SCHEMES, signingSchema, slugOf, USUAL_HEADERS } from '../../src/intake/endpoints/endpoint.ts';
import { sign } from '../../src/platform/http/signatures.ts';
import { hostile } from '../blockkit/hostile.ts';

it.each([
  ['Website', 'website'],
  ['Website form (DE)', 'website-form-de'],
  ['  Trade fair, Köln 2026!  ', 'trade-fair-koln-2026'],
  ['Événement à Genève', 'evenement-a-geneve'],
  ['---', ''],
  ['', ''],
  ['お問い合わせ', ''],
  ['../../etc/passwd', 'etc-passwd'],
  ['a?b=c#d', 'a-b-c-d'],
  ['Ｆｕｌｌ ｗｉｄｔｈ', 'full-width'],
  ['x'.repeat(60), 'x'.repeat(40)],
  [`${'x'.repeat(39)} and more`, 'x'.repeat(39)],
])('the form “%s” has the address “%s”', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

it('whatever a form is called, its address needs no escaping, and is that of itself', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      const slug = slugOf(name);
      expect(slug).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
      expect(slug.length).toBeLessThanOrEqual(40);
      expect(slugOf(slug)).toBe(slug);
    }),
  );
});

it.each(SCHEMES)(
  'INTAKE-1: %s has a name, and the header that is said to be usual is the one that is read',
  (scheme) => {
    expect(SCHEME_NAMES[scheme]).not.toBe('');
    const secret = `whsec_${Buffer.alloc(32).toString('base64')}`;
    const headers = sign({ scheme, secret, rawBody: Buffer.from('{}'), now: 0, deliveryId: 'd1' });
    const usual = USUAL_HEADERS[scheme];
    if (usual === undefined) expect(Object.keys(headers)).toContain('webhook-signature');
    else expect(Object.keys(headers)).toContain(usual);
  },
);

it('INTAKE-1: there is no unsigned scheme', () => {
  for (const scheme of ['none', '', undefined]) expect(signingSchema.safeParse({ scheme }).success).toBe(false);
});
