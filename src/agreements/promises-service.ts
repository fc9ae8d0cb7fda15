import type { Tx } from '../platform/db/database.ts';
import { type Agreement, type CampaignPromise, type PromiseFault, promiseFault, withPromise } from './agreement.ts';
import type { AgreementView } from './agreement-view.ts';
import * as store from './agreements-store.ts';
import type { AgreementActor, AgreementsDeps } from './ports-service.ts';
import type { createWeekly } from './weekly-service.ts';

export type ProposeOutcome =
  | { readonly kind: 'proposed'; readonly agreement: Agreement }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'not-manager' }
  | { readonly kind: 'clashes'; readonly fault: PromiseFault };

export type AgreeOutcome = { readonly kind: 'agreed' | 'agreed-already' | 'outdated' | 'not-manager' };

/** What marketing promises: its managers propose, the managers of sales agree, and what is agreed is never rewritten. */
export function createPromises(deps: AgreementsDeps, weekly: Pick<ReturnType<typeof createWeekly>, 'look'>) {
  const { database, clock, people, sales, notify } = deps;
  const { db } = database;

  return {
    /** Both promises: what holds, and what is proposed instead. */
    async agreement(workspaceId: string): Promise<AgreementView> {
      const newest = await store.latest(db, workspaceId);
      // Whatever was agreed by this moment holds, also what was agreed in it.
      const inForce = await store.inForce(db, workspaceId, clock.now() + 1);
      const proposed = newest?.agreed === undefined ? newest : undefined;
      const named = [inForce, proposed].flatMap((one) =>
        one === undefined
          ? []
          : [one.proposedBy, one.agreed?.by ?? one.proposedBy, ...one.promises.map(({ owner }) => owner)],
      );
      return {
        inForce,
        proposed,
        target: await sales.target(db, workspaceId),
        names: await people.namesOf(db, [...new Set(named)]),
      };
    },

    /** How many leads a week marketing promises in the version that holds; undefined if sales has agreed to none. */
    async promised(workspaceId: string): Promise<{ readonly version: number; readonly leads: number } | undefined> {
      const inForce = await store.inForce(db, workspaceId, clock.now() + 1);
      if (inForce === undefined || inForce.promises.length === 0) return undefined;
      return { version: inForce.version, leads: inForce.promises.reduce((sum, { leads }) => sum + leads, 0) };
    },

    /** What a marketer's campaigns are to deliver, instead of what they were. */
    propose: (actor: AgreementActor, promise: CampaignPromise): Promise<ProposeOutcome> =>
      change(actor, (promises) => {
        const others = promises.filter(({ owner }) => owner !== promise.owner);
        const fault = promiseFault(others, promise);
        return fault === undefined ? { to: withPromise(promises, promise) } : { fault };
      }),

    /** That nobody answers for a marketer's campaigns any more. */
    withdraw: (actor: AgreementActor, owner: string): Promise<ProposeOutcome> =>
      change(actor, (promises) => ({ to: promises.filter((promise) => promise.owner !== owner) })),

    /** Sales agrees to a version: from now on it holds, and both teams read each week how both promises were kept. */
    agree: (actor: AgreementActor, version: number): Promise<AgreeOutcome> =>
      database.transaction(async (tx): Promise<AgreeOutcome> => {
        if (!actor.manages.includes('sales')) return { kind: 'not-manager' };
        const newest = await store.latest(tx, actor.workspaceId);
        if (newest?.version !== version) return { kind: 'outdated' };
        if (!(await store.markAgreed(tx, newest, actor.id, clock.now()))) return { kind: 'agreed-already' };
        await weekly.look(tx, actor.workspaceId);
        if (newest.proposedBy !== actor.id) await tell(tx, newest, 'agreements.agreed', newest.proposedBy);
        return { kind: 'agreed' };
      }),
  };

  async function change(
    actor: AgreementActor,
    to: (promises: readonly CampaignPromise[]) => { to: readonly CampaignPromise[] } | { fault: PromiseFault },
  ): Promise<ProposeOutcome> {
    if (!actor.manages.includes('marketing')) return { kind: 'not-manager' };
    for (;;) {
      const outcome = await database.transaction((tx) => tried(tx, actor, to));
      // Somebody else has made this version meanwhile: theirs is looked at.
      if (outcome !== undefined) return outcome;
    }
  }

  async function tried(
    tx: Tx,
    actor: AgreementActor,
    to: Parameters<typeof change>[1],
  ): Promise<ProposeOutcome | undefined> {
    const { workspaceId, gesture, id, manages } = actor;
    const newest = await store.latest(tx, workspaceId);
    const before = newest?.promises ?? [];
    if (newest !== undefined && gesture !== undefined && (await store.hasProposed(tx, gesture))) {
      return { kind: 'proposed', agreement: newest };
    }
    const changed = to(before);
    if ('fault' in changed) return { kind: 'clashes', fault: changed.fault };
    if (JSON.stringify(changed.to) === JSON.stringify(before)) return { kind: 'unchanged' };
    const now = clock.now();
    const agreement: Agreement = {
      workspaceId,
      version: (newest?.version ?? 0) + 1,
      promises: changed.to,
      proposedBy: id,
      proposedAt: now,
      // Who answers for both teams has agreed with themselves.
      agreed: manages.includes('sales') ? { by: id, at: now } : undefined,
    };
    if (!(await store.insertAgreement(tx, agreement, gesture))) return undefined;
    if (agreement.agreed !== undefined) await weekly.look(tx, workspaceId);
    else await askSales(tx, agreement);
    return { kind: 'proposed', agreement };
  }

  async function askSales(tx: Tx, agreement: Agreement): Promise<void> {
    for (const person of await people.managersOf(tx, agreement.workspaceId, 'sales')) {
      await tell(tx, agreement, 'agreements.proposed', person);
    }
  }

  function tell(tx: Tx, { workspaceId, version }: Agreement, kind: string, person: string): Promise<void> {
    const key = `${kind}:${workspaceId}:${version}:${person}`;
    return notify(tx, { key, workspaceId, recipient: { person }, kind, subject: `${version}`, at: clock.now() });
  }
}
