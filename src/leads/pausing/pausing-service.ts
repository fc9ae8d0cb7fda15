import { dateAt, instantAt } from '../../core/local-time.ts';
import type { Changing } from '../changing-service.ts';
import type { Lead } from '../lead.ts';
import { objection } from '../outcomes/outcomes.ts';
import { type LeadActor, type LeadsDeps, workerOf } from '../ports-service.ts';
import { refuse } from '../transitions.ts';
import { goOn, type PauseRefusal, type PauseWish, pause, waitFault } from './pausing.ts';

/** When somebody who has no working hours is at their desk. */
const MORNING = '09:00';

/** How the promises on a lead stand still: while it waits for the prospect, or for a little more time. */
export function createPausing({ database, clock, people, promises }: LeadsDeps, { change }: Changing) {
  return {
    /** Until a day on which the prospect wants to hear, or for some working time, as far as the promise allows. */
    pause: (actor: LeadActor, leadId: string, wish: PauseWish) =>
      change<PauseRefusal>(actor, leadId, async (tx, lead, now) => {
        const snoozing = await promises.snoozing(tx, leadId, now);
        if (snoozing === undefined) return refuse(objection(lead, workerOf(actor)) ?? { kind: 'nothing-runs' });
        if (wish.pause === 'snooze') {
          if (wish.for > snoozing.left) return refuse({ kind: 'snooze-too-long', left: snoozing.left });
          return pause(lead, workerOf(actor), wish, snoozing.until(wish.for));
        }
        const fault = waitFault(wish.on, dateAt(now, actor.zone));
        if (fault !== undefined) return refuse(fault);
        const opening = await people.nextShift(
          tx,
          lead.owner?.personId ?? actor.id,
          instantAt(wish.on, '00:00', actor.zone),
        );
        return pause(lead, workerOf(actor), wish, opening ?? instantAt(wish.on, MORNING, actor.zone));
      }),

    /** Goes on before its time. */
    goOn: (actor: LeadActor, leadId: string) =>
      change<PauseRefusal>(actor, leadId, async (tx, lead, now) => {
        const pauses = await promises.pausesOf(tx, leadId);
        const isPaused = pauses.some(({ from, until }) => from <= now && now < until);
        return goOn(lead, workerOf(actor), isPaused);
      }),

    /** Why this person may not let a lead wait; else for how long they may put it off. */
    async pausing(actor: LeadActor, lead: Lead) {
      const why = objection(lead, workerOf(actor));
      if (why !== undefined) return why;
      const snoozing = await promises.snoozing(database.db, lead.id, clock.now());
      return snoozing === undefined
        ? ({ kind: 'nothing-runs' } as const)
        : ({ kind: 'may', left: snoozing.left } as const);
    },
  };
}
