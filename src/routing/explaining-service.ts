import { conditionsSentence, type LeadFacts, matches } from '../core/conditions.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { listPools, namesOfPools } from './pools-store.ts';
import type { RoutingActor, RoutingDeps } from './ports-service.ts';
import { placeOf, readRules } from './rules.ts';
import { type Preview, type TurnView, turnWords } from './turn-words.ts';
import type { Turning } from './turning-service.ts';
import { turnsOfLead } from './turns-store.ts';

/** Says why a turn was whose it was, and where a lead would go. */
export function createExplaining({ database, clock, people, office, rules }: RoutingDeps, turning: Turning) {
  const { db } = database;

  return {
    /** How it came to whom a lead was offered, a line for each turn, in order. */
    async why(read: Db | Tx, lead: { readonly id: string; readonly workspaceId: string }): Promise<string[]> {
      const turns = await turnsOfLead(read, lead.id);
      if (turns.length === 0) return [];
      const zone = (await office(read, lead.workspaceId))?.zone ?? 'UTC';
      const pools = await namesOfPools(read, lead.workspaceId);
      const ids = turns.flatMap(({ looks, chosenId }) => [
        ...peopleIn(looks),
        ...(chosenId === undefined ? [] : [chosenId]),
      ]);
      const names = await people.namesOf(read, [...new Set(ids)]);
      return turns.map(({ turn, looks, choice, chosenId, until }) =>
        turnWords(
          {
            turn,
            looks: named(looks, pools, names),
            choice,
            chosen: chosenId === undefined ? undefined : (names.get(chosenId) ?? chosenId),
            until,
          },
          zone,
        ),
      );
    },

    /** Where a lead with these facts would go if it came now, and why. Nothing is taken or written. */
    async preview({ workspaceId }: Pick<RoutingActor, 'workspaceId'>, facts: LeadFacts): Promise<Preview> {
      const text = await rules.read(db, workspaceId);
      const all = text === undefined ? [] : readRules(text);
      const { rule, channelId, poolId, calendar } = placeOf(all, facts);
      const said = all.map(({ conditions }) => ({
        sentence: conditionsSentence(conditions),
        holds: matches(conditions, facts),
      }));
      const looked =
        poolId === undefined ? undefined : await turning.look(db, { workspaceId, poolId }, new Set(), clock.now());
      if (looked === undefined) return { rules: said, rule, channelId, calendar, pool: undefined, turn: undefined };
      const { decided, until, chain, pool } = looked;
      const { choice, looks } = decided;
      const to = 'to' in choice ? choice.to : undefined;
      const names = await people.namesOf(db, [...peopleIn(looks), ...(to === undefined ? [] : [to])]);
      const pools = new Map((await listPools(db, workspaceId)).map(({ id, name }) => [id, name]));
      const turn = {
        turn: undefined,
        looks: named(looks, pools, names),
        choice: choice.kind,
        chosen: to === undefined ? undefined : (names.get(to) ?? to),
        until,
      };
      return { rules: said, rule, channelId, calendar, pool: (chain[0] ?? pool).name, turn };
    },
  };
}

type Looks = readonly {
  readonly poolId: string;
  readonly skipped: TurnSkips;
}[];
type TurnSkips = readonly {
  readonly personId: string;
  readonly why: TurnView['looks'][number]['skipped'][number]['why'];
}[];

const peopleIn = (looks: Looks): string[] => looks.flatMap(({ skipped }) => skipped.map(({ personId }) => personId));

const named = (
  looks: Looks,
  pools: ReadonlyMap<string, string>,
  names: ReadonlyMap<string, string>,
): TurnView['looks'] =>
  looks.map(({ poolId, skipped }) => ({
    pool: pools.get(poolId) ?? 'a pool that is gone',
    skipped: skipped.map(({ personId, why }) => ({ name: names.get(personId) ?? personId, why })),
  }));
