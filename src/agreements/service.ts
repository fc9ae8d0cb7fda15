import { createGaps } from './gaps-service.ts';
import { createOwing } from './owing-service.ts';
import type { AgreementsDeps } from './ports-service.ts';
import { createPromises } from './promises-service.ts';
import { createRules } from './rules-service.ts';
import { createWeekly } from './weekly-service.ts';

export type Agreements = ReturnType<typeof createAgreementsService>;

/** What the two teams agree on, and what comes of it. */
export function createAgreementsService(deps: AgreementsDeps) {
  const { begin, tellGaps, digest } = createGaps(deps);
  const { look, tellWeek, report } = createWeekly(deps);
  return {
    ...createOwing(deps),
    ...createRules(deps, { begin }),
    ...createPromises(deps, { look }),
    tellGaps,
    digest,
    tellWeek,
    report,
  };
}
