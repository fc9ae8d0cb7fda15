import type { Db, Tx } from '../platform/db/database.ts';
import type { Pool, PoolTerms } from './pool.ts';
import * as pools from './pools-store.ts';
import type { RoutingActor, RoutingDeps } from './ports-service.ts';
import { MOST_RULES, moveUp, type Rule, type Rules, readRules, rulesText } from './rules.ts';

/** What came of a wish of an admin's. */
export type SetUpOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'changed-meanwhile' }
  | { readonly kind: 'not-sellers'; readonly names: readonly string[] }
  | { readonly kind: 'too-many'; readonly most: number };

/** Pools and rules, as an admin sets them up. */
export function createSettingUp({ database, clock, people, rules, factsOf }: RoutingDeps) {
  const { db } = database;

  return {
    /** The pools, and the rules in order. */
    async overview(workspaceId: string): Promise<{ pools: readonly Pool[]; rules: Rules }> {
      return { pools: await pools.listPools(db, workspaceId), rules: await rulesOf(db, workspaceId) };
    },

    async pool(workspaceId: string, id: string): Promise<Pool | undefined> {
      return (await pools.listPools(db, workspaceId)).find((pool) => pool.id === id);
    },

    /** What the people of a pool are called. */
    namesIn: ({ members }: Pool) =>
      people.namesOf(
        db,
        members.map(({ personId }) => personId),
      ),

    /** What rules can ask about a lead that is there, by its number. */
    factsOf,

    /** Makes a pool. One `id` makes one. */
    addPool: (actor: RoutingActor, id: string, terms: PoolTerms): Promise<SetUpOutcome> =>
      database.transaction(async (tx) => {
        const unfit = await notSellers(tx, terms);
        if (unfit.length > 0) return { kind: 'not-sellers', names: unfit };
        await pools.insertPool(tx, { id, workspaceId: actor.workspaceId, terms }, { by: actor.id, at: clock.now() });
        return { kind: 'saved' };
      }),

    /** Changes what holds from the next turn on. What is owed to those who stay stays owed. */
    changePool: (actor: RoutingActor, { id, version }: Pool, terms: PoolTerms): Promise<SetUpOutcome> =>
      database.transaction(async (tx) => {
        const known = (await pools.listPools(tx, actor.workspaceId)).some((pool) => pool.id === id);
        const unfit = await notSellers(tx, terms);
        if (unfit.length > 0) return { kind: 'not-sellers', names: unfit };
        const isSaved = known && (await pools.changePool(tx, id, version, terms));
        return isSaved ? { kind: 'saved' } : { kind: 'changed-meanwhile' };
      }),

    /** Rules that named it name no pool any more; leads whose turn is being found are everybody's. */
    async removePool(actor: RoutingActor, id: string): Promise<void> {
      await database.transaction(async (tx) => {
        await pools.removePool(tx, actor.workspaceId, id);
        const text = await rules.read(tx, actor.workspaceId);
        if (text === undefined) return;
        const left = readRules(text).map(({ poolId, ...rule }) =>
          poolId === id ? rule : { ...rule, ...some(poolId) },
        );
        await rules.write(tx, actor.workspaceId, text, rulesText(left));
      });
    },

    /** Adds a rule at the end, or changes the one with its id. */
    saveRule: (actor: RoutingActor, rule: Rule): Promise<SetUpOutcome> =>
      changeRules(actor, (before) => {
        if (before.some(({ id }) => id === rule.id)) return before.map((one) => (one.id === rule.id ? rule : one));
        return [...before, rule];
      }),

    removeRule: (actor: RoutingActor, id: string): Promise<SetUpOutcome> =>
      changeRules(actor, (before) => before.filter((rule) => rule.id !== id)),

    /** One place further up, from place `at` (from 0): of two that hold the upper one decides. Asked twice it moves once. */
    moveRuleUp: (actor: RoutingActor, id: string, at: number): Promise<SetUpOutcome> =>
      changeRules(actor, (before) => moveUp(before, id, at)),
  };

  async function rulesOf(read: Db | Tx, workspaceId: string): Promise<Rules> {
    const text = await rules.read(read, workspaceId);
    return text === undefined ? [] : readRules(text);
  }

  /** Somebody else's change in between means doing it on top of theirs. */
  async function changeRules({ workspaceId }: RoutingActor, change: (before: Rules) => Rules): Promise<SetUpOutcome> {
    return database.transaction(async (tx): Promise<SetUpOutcome> => {
      const text = await rules.read(tx, workspaceId);
      const after = change(text === undefined ? [] : readRules(text));
      if (after.length > MOST_RULES) return { kind: 'too-many', most: MOST_RULES };
      const isSaved = await rules.write(tx, workspaceId, text, after.length === 0 ? undefined : rulesText(after));
      return isSaved ? { kind: 'saved' } : { kind: 'changed-meanwhile' };
    });
  }

  /** Names of those who could not hold a lead. */
  async function notSellers(read: Db | Tx, { members, lastId }: PoolTerms): Promise<readonly string[]> {
    const unfit: string[] = [];
    for (const id of new Set([...members.map(({ personId }) => personId), lastId])) {
      if (!(await people.sells(read, id))) unfit.push(id);
    }
    const names = await people.namesOf(read, unfit);
    return unfit.map((id) => names.get(id) ?? 'somebody I don’t know');
  }
}

const some = (poolId: string | undefined) => (poolId === undefined ? {} : { poolId });
