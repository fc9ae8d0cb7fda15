import { VERDICT_KINDS } from '../../src/core/verdict.ts';
import { insertAll } from '../../src/platform/db/insert-all.ts';
import type { Verdict } from '../../src/reviews/verdicts/verdict.ts';
import { bare } from '../../src/reviews/verdicts/verdict.ts';
import { rowOf } from '../../src/reviews/verdicts/verdicts-store.ts';
import { WORKSPACE } from '../support/features.ts';
import { type Reviewing, reviewing } from './started.ts';

const people = (letter: string) => Array.from({ length: 6 }, (_, at) => `U${letter}${letter}${'ABCDEF'[at]}`);

/** A review of 200 leads, each of which twelve people have judged: none of them has seen what the others say. */
export async function manyJudge(database: Parameters<typeof reviewing>[0]): Promise<Reviewing> {
  const sides = { sales: people('S'), marketing: people('M') };
  const here = await reviewing(database, { ...sides, leads: 200 });
  const { review, leads, it } = here;
  const now = it.clock.now();
  const verdicts = leads.flatMap(({ id: leadId, fields }, lead) =>
    (['sales', 'marketing'] as const).flatMap((side) =>
      sides[side].map((personId, rater): Verdict => {
        const verdict = VERDICT_KINDS[(lead * 7 + rater * (side === 'sales' ? 1 : 2)) % 3] ?? 'unsure';
        const reason = verdict === 'not' ? ('no-budget' as const) : undefined;
        const said = {
          ...bare(verdict),
          reason,
          note: `${personId} has talked to ${fields.contactName} for long, and says what there is to say`,
        };
        const id = `${leadId}-${personId}`;
        const of = { id, workspaceId: WORKSPACE, leadId, personId, occasion: review.id, side };
        const at = { givenAt: now, saidAt: now, shownAt: undefined };
        return { ...said, ...of, ...at, rejection: undefined, insteadOf: undefined };
      }),
    ),
  );
  await database.transaction((tx) => insertAll(tx, 'lead_verdicts', verdicts.map(rowOf)));
  return here;
}
