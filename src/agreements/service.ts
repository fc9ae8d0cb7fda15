import { createGaps } from './gaps-service.ts';
import type { AgreementsDeps } from './ports-service.ts';
import { createRules } from './rules-service.ts';

export type Agreements = ReturnType<typeof createAgreementsService>;

/** What the two teams agree on, and what comes of it. */
export function createAgreementsService(deps: AgreementsDeps) {
  const gaps = createGaps(deps);
  return { ...createRules(deps, gaps), tellGaps: gaps.tellGaps, digest: gaps.digest };
}
