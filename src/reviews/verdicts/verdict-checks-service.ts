import { DAY, type Instant } from '../../core/instants.ts';
import { type Check, MOST_FOUND } from '../../platform/check.ts';
import type { Db } from '../../platform/db/database.ts';
import type { ReviewsDeps } from '../ports-service.ts';
import { restoreBefore, takenBackBy } from './following-service.ts';
import * as checks from './verdict-checks-store.ts';
import { findVerdict } from './verdicts-store.ts';

/** Entries of journals, newest first, that are looked at in every audit. */
const LATELY = 200;

/** What must hold of what people find of leads. That one person says one thing of a lead at a time, the database holds itself. */
export function verdictChecks({ clock, ids }: Pick<ReviewsDeps, 'clock' | 'ids'>): readonly Check[] {
  return [
    {
      name: 'verdict.never-shown',
      says: (count) =>
        `${count === 1 ? 'A judgement' : `${count} judgements`} of leads stayed hidden after the review had ended. The log says why, at audit.repair-failed.`,
      find: (read) => checks.neverShown(read, MOST_FOUND),
      repair: (tx, id) => checks.show(tx, id, clock.now()),
    },
    {
      // What somebody may have read can't be taken from them: who judges next would no longer judge unseen.
      name: 'verdict.shown-early',
      says: (count) =>
        `${count === 1 ? 'A judgement' : `${count} judgements`} of a lead review that still runs can be seen already, so that it is blind no more. Was the database edited? A manager can end the review in the menu of its message.`,
      find: (read) => checks.shownEarly(read, MOST_FOUND),
    },
    {
      name: 'verdict.of-undone-rejection',
      says: (count) =>
        `${count === 1 ? 'A rejection was' : `${count} rejections were`} taken back, and what it says of the lead still counts. Whoever gave it up can judge the lead anew with "/lead-review rate".`,
      find: ofUndone,
      async repair(tx, id) {
        const said = await findVerdict(tx, id);
        if (said !== undefined) await restoreBefore(tx, said, ids.next(), clock.now());
      },
    },
  ];

  async function ofUndone(read: Db, now: Instant): Promise<string[]> {
    const found = await checks.takenBackLately(read, now - DAY, LATELY);
    return found
      .filter(({ rejection, kind, data }) => takenBackBy(kind, JSON.parse(data)) === rejection)
      .map(({ id }) => id);
  }
}
