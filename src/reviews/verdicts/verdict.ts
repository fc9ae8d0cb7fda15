import type { Instant } from '../../core/instants.ts';
import type { ReasonKey } from '../../core/lead-reasons.ts';
import { isLeadPart, type Judgement, type Side, verdictOf } from '../../core/verdict.ts';

/** When nobody has asked for it. A review's verdicts have its id in this place. */
export const ANY_TIME = 'any-time';

/** What somebody finds of a lead on one occasion. */
export interface Verdict extends Judgement {
  readonly id: string;
  readonly workspaceId: string;
  readonly leadId: string;
  readonly personId: string;
  readonly occasion: string;
  readonly side: Side;
  /** The entry of the lead's journal by which they gave it up, where that said it. */
  readonly rejection: number | undefined;
  /** The verdict that held until then, and holds again if that is taken back. */
  readonly insteadOf: string | undefined;
  /** When they judged it first. */
  readonly givenAt: Instant;
  readonly saidAt: Instant;
  /** Since when others may see it; undefined while it is blind. */
  readonly shownAt: Instant | undefined;
  /** What they need of the other team next time, said in a review: an ask once others may see it. */
  readonly wish?: string | undefined;
  /** Whose it is isn't known any more: `personId` is a name that nobody has. */
  readonly isAnonymous?: true | undefined;
}

/** Who judges, with the rights of this moment. */
export interface Judge {
  readonly teams: readonly string[];
  readonly manages: readonly string[];
}

/** Both teams judge, and nobody else: guests are stopped before. */
export const mayJudge = ({ teams, manages }: Judge): boolean => teams.length > 0 || manages.length > 0;

/** For which team somebody speaks; who is in both knows the lead from selling. */
export const sideOf = ({ teams, manages }: Judge): Side =>
  teams.includes('sales') || manages.includes('sales') ? 'sales' : 'marketing';

/** Who says only that it fits or not says nothing more. */
export const bare = (verdict: Judgement['verdict']): Judgement => ({
  verdict,
  grade: undefined,
  reason: undefined,
  part: undefined,
  note: undefined,
});

export const isSame = (a: Judgement, b: Judgement): boolean =>
  a.verdict === b.verdict && a.grade === b.grade && a.reason === b.reason && a.part === b.part && a.note === b.note;

/** What a rep has said of a lead by giving it up. Their words stay in the lead's journal. */
export const judgedByRejection = (reason: ReasonKey, detail: string | undefined): Judgement => ({
  ...bare(verdictOf(reason)),
  reason,
  part: reason === 'bad-data' && detail !== undefined && isLeadPart(detail) ? detail : undefined,
});

/** Of several occasions on which somebody has judged a lead the latest holds. */
export function latestOfEach<V extends Pick<Verdict, 'leadId' | 'personId' | 'saidAt'>>(verdicts: readonly V[]): V[] {
  const latest = new Map<string, V>();
  for (const one of verdicts.toSorted((a, b) => a.saidAt - b.saidAt)) latest.set(`${one.leadId} ${one.personId}`, one);
  return [...latest.values()];
}
