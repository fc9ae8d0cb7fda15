import { sql } from 'kysely';
import type { Instant } from '../core/instants.ts';
import { MOST_FOUND } from '../platform/check.ts';
import type { Db } from '../platform/db/database.ts';
import { noLiveJob } from '../platform/jobs/live-job.ts';

/** Recipients for whom something waits that nobody will tell them, among so many recipients from one on; and the last of those. */
export async function recipientsUntold(
  read: Db,
  after: string,
  among: number,
): Promise<{ untold: string[]; last: string | undefined }> {
  // From one recipient straight to the next, however much waits for each.
  const { rows } = await sql<{ recipient: string; is_untold: number }>`
    with recursive waiting (recipient, place) as (
      select (select min(recipient) from notices where state in ('waiting', 'sending') and recipient > ${after}), 1
      union all
      select (select min(notices.recipient) from notices
        where notices.state in ('waiting', 'sending') and notices.recipient > waiting.recipient), waiting.place + 1
      from waiting where waiting.recipient is not null and waiting.place < ${among})
    select recipient, case when ${noLiveJob(sql`'notices:' || waiting.recipient`)} then 1 else 0 end as is_untold
    from waiting where recipient is not null order by place`.execute(read);
  const untold = rows.filter((row) => row.is_untold === 1).map(({ recipient }) => recipient);
  return { untold: untold.slice(0, MOST_FOUND), last: rows.length < among ? undefined : rows.at(-1)?.recipient };
}

/** Whether any of these recipients has been told something of this kind since, or is about to be. */
export async function isTold(read: Db, recipients: readonly string[], kind: string, since: Instant): Promise<boolean> {
  if (recipients.length === 0) return false;
  const among = sql.join(recipients);
  const { rows } = await sql`
    select 1 from notices
    where recipient in (${among}) and state = 'sent' and settled_at >= ${since} and kind = ${kind}
    union all
    select 1 from notices where recipient in (${among}) and state in ('waiting', 'sending') and kind = ${kind}
    limit 1`.execute(read);
  return rows.length > 0;
}
