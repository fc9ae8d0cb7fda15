import type { Instant } from '../../core/instants.ts';
import type { PersonChange } from '../../core/person-days.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Changing } from '../changing-service.ts';
import { type Lead, leadName } from '../lead.ts';
import * as lists from '../lists-store.ts';
import * as offers from '../offers/offer.ts';
import type { LeadsDeps } from '../ports-service.ts';
import * as store from '../store.ts';
import type { Transition } from '../transitions.ts';

/** The kind of the job that passes on what somebody leaves behind. */
export const LEFT = 'lead.left';

const leftKey = (personId: string): string => `lead.left:${personId}`;

/** Nobody works on more. */
const MOST_AT_ONCE = 500;
const MOST_NAMED = 20;

/** Whose account was deactivated, and when. */
interface Gone {
  readonly personId: string;
  readonly at: Instant;
}

/** What becomes of the leads of somebody whose account is deactivated (B13). */
export function createLeaving({ database, clock, jobs, people, routing, notify }: LeadsDeps, { write }: Changing) {
  return {
    /** In the transaction of the change: asks that what they leave be passed on. */
    async onPersonChange(tx: Tx, { personIds, what }: PersonChange): Promise<void> {
      if (what !== 'deactivated' || personIds === 'everyone') return;
      for (const personId of personIds) {
        await jobs.enqueue(tx, {
          kind: LEFT,
          key: leftKey(personId),
          payload: { personId, at: clock.now() },
          runAt: clock.now(),
          mode: 'latest',
        });
      }
    },

    /**
     * What is offered to somebody who has gone is the next one's turn. Their leads of a pool go to its fallback, who hears of all
     * of them in one notice; of the others the managers of sales do. All or nothing, with the end of the job.
     */
    async passOn(gone: Gone, settle: (tx: Tx) => Promise<void>): Promise<void> {
      for (;;) {
        const isDone = await database.transaction((tx) => passOnAll(tx, gone, settle)).catch(overtaken);
        if (isDone) return;
      }
    },

    /** What a notice of it is about: who has gone, and which leads it names. */
    async leftBehind(subject: string) {
      const [personId = '', count = '', ids = ''] = subject.split(':');
      const leads = await store.findLeads(database.db, ids.split(','));
      return { personId, count: Number(count), names: leads.map(leadName) };
    },
  };

  async function passOnAll(tx: Tx, gone: Gone, settle: (tx: Tx) => Promise<void>): Promise<boolean> {
    const { personId } = gone;
    // Who has come back in the meantime keeps what is theirs.
    const isBack = (await people.present(tx, [personId])).length > 0;
    const offered = isBack ? [] : await lists.listOfferedTo(tx, personId, MOST_AT_ONCE);
    for (const lead of offered) await written(tx, lead, offers.lapse(lead));
    const owned = isBack ? [] : await lists.listHeld(tx, personId, MOST_AT_ONCE);
    const byHeir = new Map<string, Lead[]>();
    const others: Lead[] = [];
    for (const lead of owned) {
      const heir = await heirOf(tx, lead);
      if (heir === undefined || heir.to === personId) others.push(lead);
      else {
        await written(tx, lead, offers.inherit(lead, heir, clock.now()));
        byHeir.set(heir.to, [...(byHeir.get(heir.to) ?? []), lead]);
      }
    }
    for (const [heir, leads] of byHeir) await tell(tx, heir, 'lead.inherited', gone, leads);
    const [anyOther] = others;
    const managers = anyOther === undefined ? [] : await people.managersOf(tx, anyOther.workspaceId, 'sales');
    for (const manager of managers) await tell(tx, manager, 'lead.left-behind', gone, others);
    await settle(tx);
    return true;
  }

  async function heirOf(tx: Tx, { workspaceId, poolId }: Lead) {
    return poolId === undefined ? undefined : routing?.fallback(tx, { workspaceId, poolId });
  }

  async function tell(
    tx: Tx,
    person: string,
    kind: string,
    { personId, at }: Gone,
    leads: readonly Lead[],
  ): Promise<void> {
    const [first] = leads;
    if (first === undefined || person === personId) return;
    const ids = leads.slice(0, MOST_NAMED).map(({ id }) => id);
    await notify(tx, {
      key: `${kind}:${personId}:${person}:${at}`,
      workspaceId: first.workspaceId,
      recipient: { person },
      kind,
      subject: `${personId}:${leads.length}:${ids.join(',')}`,
      at,
    });
  }

  async function written(
    tx: Tx,
    lead: Lead,
    decision: { readonly kind: 'move'; readonly to: Transition } | { readonly kind: 'refuse' },
  ): Promise<void> {
    const moved = decision.kind === 'move' ? await write(tx, lead, decision.to) : undefined;
    if (moved === undefined) throw new Overtaken();
  }
}

/** Somebody has done something with one of the leads: all of them are looked at anew. */
class Overtaken extends Error {}

function overtaken(error: unknown): false {
  if (error instanceof Overtaken) return false;
  throw error;
}
