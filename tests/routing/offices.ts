import { MINUTE } from '../../src/core/instants.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { type PoolTerms, poolTermsSchema } from '../../src/routing/pool.ts';
import type { Rule } from '../../src/routing/rules.ts';
import { arrives } from '../leads/arrivals.ts';
import { type Features, WORKSPACE } from '../support/features.ts';

export const ADMIN = { id: 'UMAX', workspaceId: WORKSPACE, zone: 'UTC', isAdmin: true };

/** A pool of these people, each of weight 1 unless it is said; half an hour for an offer, and Max is the fallback. */
export async function pooled(
  { routing }: Features,
  members: readonly (string | PoolTerms['members'][number])[],
  differing: Partial<PoolTerms> = {},
  id = 'P1',
): Promise<void> {
  const terms = poolTermsSchema.parse({
    name: 'DACH',
    members: members.map((one) => (typeof one === 'string' ? { personId: one, weight: 1 } : one)),
    timeout: 30 * MINUTE,
    lastId: 'UMAX',
    ...differing,
  });
  const outcome = await routing.addPool(ADMIN, id, terms);
  if (outcome.kind !== 'saved') throw new Error(JSON.stringify(outcome));
}

/** Every lead goes to the pool, unless `differing` says otherwise. */
export async function ruled({ routing }: Features, differing: Partial<Rule> = {}): Promise<void> {
  const rule: Rule = { id: 'R1', conditions: [], poolId: 'P1', ...differing };
  const outcome = await routing.saveRule(ADMIN, rule);
  if (outcome.kind !== 'saved') throw new Error(JSON.stringify(outcome));
}

/** A lead has arrived, and its turn was found out. */
export async function routedLead(it: Features, differing: Parameters<typeof arrives>[1] = {}): Promise<Lead> {
  const lead = await arrives(it, differing);
  await it.leads.takeTurn(lead.id);
  return (await it.leads.byId(WORKSPACE, lead.id)) ?? lead;
}

/** Everything that has happened to a lead, in a word each, with who it concerns. */
export async function storyOf({ leads }: Features, lead: Lead): Promise<string[]> {
  const { events } = await leads.view(lead);
  return events.map(({ kind, by, change }) => {
    const who = 'to' in change ? change.to : 'from' in change ? change.from : by;
    return who === undefined ? kind : `${kind} ${who}`;
  });
}
