import type { LeadFacts } from '../core/conditions.ts';
import type { SetupActor, SetupDeps } from './service.ts';
import type { OpenLeads, PromiseTerms, SalesPromise } from './settings.ts';

/** What sales promises, as its managers set it up. */
export function createPromises<A extends SetupActor>({ database, promises, leads }: SetupDeps<A>) {
  const { db } = database;

  return {
    /** The promise for every lead that no other is for. */
    promise: (workspaceId: string) => promises.policy(db, workspaceId),

    /** All of them, in the order in which they are asked. */
    promises: (workspaceId: string) => promises.policies(db, workspaceId),

    promiseOf,

    /** New terms for leads that arrive from now on; without an id, of the promise for every lead. False if somebody else changed them meanwhile. */
    async changePromise(actor: A, terms: Partial<PromiseTerms>, policyId?: string): Promise<boolean> {
      return database.transaction(async (tx) => {
        const policy = await promiseOf(actor, policyId, tx);
        return policy !== undefined && (await promises.change(tx, policy, terms, authorOf(actor)));
      });
    },

    /** Makes a promise for some leads. */
    async addPromise(actor: A, terms: Pick<PromiseTerms, 'name' | 'conditions'>, place: number): Promise<void> {
      await database.transaction(async (tx) => {
        const made = await promises.promiseSome(tx, actor.workspaceId, terms, authorOf(actor));
        if (made !== undefined) await promises.moveTo(tx, made, place);
      });
    },

    /** Says anew which leads a promise is for, and when it is asked. False if it has changed or gone meanwhile. */
    async placePromise(
      actor: A,
      policyId: string,
      terms: Pick<PromiseTerms, 'name' | 'conditions'>,
      place: number,
    ): Promise<boolean> {
      return database.transaction(async (tx) => {
        const policy = await promiseOf(actor, policyId, tx);
        if (policy === undefined || policy.isDefault) return false;
        if (!(await promises.change(tx, policy, terms, authorOf(actor)))) return false;
        await promises.moveTo(tx, policy, place);
        return true;
      });
    },

    /** No lead gets it any more. */
    async removePromise(actor: A, policyId: string): Promise<void> {
      await database.transaction(async (tx) => {
        const policy = await promiseOf(actor, policyId, tx);
        if (policy !== undefined && !policy.isDefault) await promises.retire(tx, policy.id);
      });
    },

    /** What an edit would do to open leads; undefined if none goes by what was said before. */
    async openLeads(actor: A, policyId: string | undefined): Promise<OpenLeads | undefined> {
      const policy = await promiseOf(actor, policyId);
      const preview = policy && (await promises.previewReapply(db, policy.id));
      if (preview === undefined || (preview.open === 0 && preview.begun.length === 0)) return undefined;
      const moves = preview.moves.slice(0, MOST_NAMED);
      const begun = preview.begun.slice(0, MOST_NAMED);
      const names = await leads.namesOf(
        db,
        [...moves, ...begun].map(({ leadId }) => leadId),
      );
      const nameOf = (leadId: string) => names.find(({ id }) => id === leadId)?.name ?? 'A lead';
      return {
        ...preview,
        policyId: policy?.id ?? '',
        zone: policy?.current.calendar.zone ?? 'UTC',
        moved: preview.moves.length,
        moves: moves.map(({ leadId, from, to }) => ({ lead: nameOf(leadId), from, to })),
        beginning: preview.begun.length,
        begun: begun.map(({ leadId, kind, dueAt }) => ({ lead: nameOf(leadId), isOutcome: kind === 'outcome', dueAt })),
      };
    },

    /** What the promise says in this version holds for open leads as well. */
    async reapply(actor: A, policyId: string, version: number): Promise<boolean> {
      return database.transaction(async (tx) => {
        const policy = await promiseOf(actor, policyId, tx);
        if (policy === undefined || policy.current.version !== version) return false;
        await promises.reapply(tx, policyId, version);
        return true;
      });
    },

    /** What is known of the lead that is called "#12"; undefined if there is none. */
    async factsOfLead(actor: A, reference: string): Promise<{ name: string; facts: LeadFacts } | undefined> {
      const lead = await leads.find(actor.workspaceId, reference);
      if (lead === undefined) return undefined;
      const [named] = await leads.namesOf(db, [lead.id]);
      return { name: named?.name ?? reference, facts: await leads.factsOf(db, lead.id) };
    },
  };

  /** One of this workspace: ids come back from Slack and may be anybody's. Without an id, the one for every lead. */
  async function promiseOf(
    { workspaceId }: A,
    policyId: string | undefined,
    read: Parameters<typeof promises.policies>[0] = db,
  ): Promise<SalesPromise | undefined> {
    const all = await promises.policies(read, workspaceId);
    return policyId === undefined ? all.at(-1) : all.find(({ id }) => id === policyId);
  }
}

const MOST_NAMED = 8;

const authorOf = ({ id, gesture }: SetupActor) => ({ by: id, gesture });
