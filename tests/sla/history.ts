import type { Tx } from '../../src/platform/db/database.ts';
import type { LeadChange } from '../../src/sla/ports-service.ts';
import type { PromiseKind } from '../../src/sla/promise.ts';
import { type Features, features, promised, WORKSPACE } from '../support/features.ts';

export const settle = async (_tx: Tx) => {};

/** A workspace with a promise and without anybody; leads are only entries of their journals. */
export async function promising(
  database: Features['database'],
  terms: Parameters<typeof promised>[1] = {},
  isAnnounced = true,
): Promise<Features> {
  const it = features(database);
  await it.workspaces.install({ id: WORKSPACE, name: 'Acme', botUserId: 'UBATON' });
  await promised(it, terms, isAnnounced);
  return it;
}

type Differing = Partial<Omit<LeadChange, 'change'>> & { readonly change?: Partial<LeadChange['change']> };

/** An entry of a lead's journal, now. */
export async function happens(
  { database, sla, clock: { now } }: Features,
  kind: string,
  { change = {}, ...differing }: Differing = {},
): Promise<void> {
  const entry = { kind, leadId: 'l1', workspaceId: WORKSPACE, at: now(), isTest: false, ...differing };
  await database.transaction((tx) => sla.follow(tx, { ...entry, change: { kind, ...change } }));
}

/** A promise of a lead's present round. */
export async function clockOf({ database, sla }: Features, kind: PromiseKind = 'first-contact', leadId = 'l1') {
  const first = await sla.clockOfLead(database.db, leadId);
  const found = first?.kind === kind ? first : first?.further.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`No promise of ${kind} runs on this lead`);
  return found;
}

interface Job {
  readonly key: string;
  readonly kind: string;
  readonly payload: string;
}

/** Does all the work of clocks whose time has come, as the worker does. */
export async function work(it: Features): Promise<void> {
  const due = await it.database.db
    .selectFrom('jobs')
    .select(['key', 'kind', 'payload'])
    .where('state', '=', 'ready')
    .where('run_at', '<=', it.clock.now())
    .where('kind', 'like', 'sla.%')
    .orderBy('run_at')
    .execute();
  for (const job of due) await handled(it, job);
}

/** Does one piece of work, and puts it where the worker would. */
export async function handled({ database, sla }: Pick<Features, 'database' | 'sla'>, job: Job): Promise<void> {
  const again = await handle(sla, job);
  const to = again === undefined ? { state: 'done' as const } : { run_at: again };
  await database.transaction(async (tx) => {
    await tx.updateTable('jobs').set(to).where('key', '=', job.key).execute();
  });
}

async function handle(sla: Features['sla'], { kind, payload }: Job): Promise<number | undefined> {
  const { clockId, workspaceId, ...reapplied } = JSON.parse(payload);
  if (kind === 'sla.look') return sla.look(clockId, settle);
  if (kind === 'sla.reapply') await sla.reapplyAll(reapplied, settle);
  if (kind === 'sla.digest') return sla.digest(workspaceId, settle);
  return undefined;
}

/** What was told, in order: the promise and what of it. */
export const told = ({ news }: Features): string[] =>
  news.map((one) => {
    if (!('clock' in one)) return one.kind;
    const what = one.kind === 'step' ? one.audience : one.kind;
    return one.clock.kind === 'first-contact' ? what : `${one.clock.kind} ${what}`;
  });
