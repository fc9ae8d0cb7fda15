import { z } from 'zod';
import { reasonFrom } from '../../core/lead-reasons.ts';
import { GRADES, isLeadPart, type Judgement, type VerdictKind } from '../../core/verdict.ts';

/** What the window to say more holds, as far as it is filled in. */
export interface Form {
  readonly grade?: string | undefined;
  readonly reason?: string | undefined;
  readonly part?: string | undefined;
  readonly note?: string | undefined;
  /** What the judge's team needs from the other one next time: becomes an ask. */
  readonly next?: string | undefined;
}

const text = z.string().optional();

/** How it is kept until it is sent. */
export const formSchema = z.object({ grade: text, reason: text, part: text, note: text, next: text });

/** What somebody judges who sends it. What a menu doesn't know any more is left out. */
export function judgementOf(verdict: VerdictKind, { grade, reason, part, note }: Form): Judgement {
  return {
    verdict,
    grade: GRADES.find((one) => String(one) === grade),
    reason: verdict === 'good' || reason === undefined ? undefined : reasonFrom(reason),
    part: part !== undefined && isLeadPart(part) ? part : undefined,
    note,
  };
}

/** What the window shows who has judged before. */
export const formOf = ({ grade, reason, part, note }: Judgement): Form => ({
  grade: grade === undefined ? undefined : String(grade),
  reason,
  part,
  note,
});
