import { isoText } from '../core/iso-text.ts';
import type { Db } from '../platform/db/database.ts';
import { latestOfEach } from './verdicts/verdict.ts';
import { openOfLeads } from './verdicts/verdicts-store.ts';

/** What was found of these leads, one of each person, for the rows of an export. What is said blind is not in it. */
export async function storedVerdicts(db: Db, leadIds: readonly string[]) {
  return latestOfEach(await openOfLeads(db, leadIds)).map(({ leadId, verdict, reason }) => ({
    leadId,
    verdict,
    reason,
  }));
}

/** The same with whoever said it and in which words, for the person behind these leads. */
export async function verdictsAbout(db: Db, leadIds: readonly string[]) {
  return latestOfEach(await openOfLeads(db, leadIds)).map((one) => ({
    lead_id: one.leadId,
    by: one.isAnonymous ? null : one.personId,
    team: one.side,
    verdict: one.verdict,
    grade: one.grade ?? null,
    reason: one.reason ?? null,
    wrong: one.part ?? null,
    note: one.note ?? null,
    next_time: one.wish ?? null,
    at: isoText(one.saidAt),
  }));
}
