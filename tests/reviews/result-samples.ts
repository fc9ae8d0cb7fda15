import fc from 'fast-check';
import { REASON_KEYS, type ReasonKey } from '../../src/core/lead-reasons.ts';
import { GRADES, type Grade, type Side, VERDICT_KINDS, type VerdictKind } from '../../src/core/verdict.ts';
import type { ResultLead, ShownVerdict } from '../../src/reviews/thread/results.ts';
import { bare } from '../../src/reviews/verdicts/verdict.ts';

interface Said {
  readonly side: Side;
  readonly verdict: VerdictKind;
  readonly grade?: Grade;
  readonly reason?: ReasonKey;
  readonly note?: string;
  readonly wish?: string;
  readonly by?: string;
}

export const said = ({ side, verdict, by, ...more }: Said): ShownVerdict => ({
  ...bare(verdict),
  ...more,
  side,
  by,
});

/** "ggn|n?" are two good fits and none from sales, and none and one who can't tell from marketing. */
export function judged(position: number, short: string, more: Partial<ResultLead> = {}): ResultLead {
  const kinds: Readonly<Record<string, VerdictKind>> = { g: 'good', n: 'not', '?': 'unsure' };
  const verdicts = short.split('|').flatMap((theirs, at) =>
    theirs.split('').map((letter, rater) => {
      const verdict = kinds[letter] ?? 'unsure';
      const side = at === 0 ? 'sales' : 'marketing';
      const by = at === 0 ? `USALES${rater}` : `UMARKETING${rater}`;
      return said({ side, verdict, by, ...(verdict === 'not' && { reason: 'no-budget' }) });
    }),
  );
  return {
    leadId: `l${position}`,
    position,
    number: 10 + position,
    name: `#${10 + position} Acme ${position}`,
    source: 'Website',
    campaign: undefined,
    persona: undefined,
    stratum: 'working',
    verdicts,
    ...more,
  };
}

const origin = fc.option(fc.constantFrom('Web', 'Fair', 'List', 'Ads', 'Partner', 'Podcast'), { nil: undefined });

const verdict = fc.record({
  side: fc.constantFrom('sales' as const, 'marketing' as const),
  by: fc.option(fc.constantFrom('U1', 'U2', 'U3', 'U4'), { nil: undefined }),
  verdict: fc.constantFrom(...VERDICT_KINDS),
  grade: fc.option(fc.constantFrom(...GRADES), { nil: undefined }),
  reason: fc.option(fc.constantFrom(...REASON_KEYS), { nil: undefined }),
  part: fc.constant(undefined),
  note: fc.constant(undefined),
});

/** Any review's leads, with whatever was said of them. */
export const anyLeads: fc.Arbitrary<ResultLead[]> = fc
  .array(
    fc.record({ source: origin, campaign: origin, persona: origin, verdicts: fc.array(verdict, { maxLength: 6 }) }),
    { maxLength: 40 },
  )
  .map((leads) => leads.map((more, at) => judged(at + 1, '|', more)));
