import fc, { type Scheduler } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { LeadActor } from '../../src/leads/ports-service.ts';
import { arrives } from '../leads/arrivals.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, MONDAY, staffed } from '../support/features.ts';
import { steeredClock } from '../support/steered-clock.ts';
import { interleaved } from './interleaved.ts';
import { contradictions, type Done, type Entry, type Wish } from './lead-register.ts';

const REPS = ['UANN', 'UBEN', 'UCLEO'] as const;
const RUNS = 50;

const rep = fc.constantFrom(...REPS);
const wishOf = (by: string): fc.Arbitrary<Wish> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'claim', by } as const) },
    { weight: 2, arbitrary: fc.constant({ kind: 'release', by } as const) },
    { weight: 1, arbitrary: fc.constant({ kind: 'contact', by, how: 'reached' } as const) },
  );
/** What each person does, one thing after the other, while the others do theirs. */
const programs = fc.tuple(
  ...REPS.map((by) => fc.array(wishOf(by), { minLength: 1, maxLength: 3 })),
  fc.array(
    rep.map((to): Wish => ({ kind: 'assign', by: 'UMAX', to })),
    { maxLength: 2 },
  ),
);

describe.each(backends)('claim, release, assign, contact and lateness all at once, on $name', (backend) => {
  it('in every order that chance finds the lead has one owner at a time, each answer was true, and lateness comes once (row 23)', async () => {
    let scheduler: Scheduler | undefined;
    const database = await backend.open();
    const clock = steeredClock(MONDAY);
    const it = await staffed(
      interleaved(database, () => scheduler ?? AT_ONCE),
      { sales: [...REPS] },
      clock,
    );
    const people = new Map<string, LeadActor>();
    for (const id of [...REPS, 'UMAX']) people.set(id, await actor(it, id));
    let isRefusedOnce = false;
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), programs, fc.nat(2), async (chance, wishes, lookers) => {
        const lead = await arrives(it, { originKey: crypto.randomUUID() });
        const slaClock = await it.sla.clockOfLead(it.database.db, lead.id);
        if (slaClock === undefined) throw new Error('No promise runs');
        // Late by now, and nobody has looked yet.
        clock.moveTo(slaClock.dueAt + MINUTE);
        scheduler = chance;
        const history: Done[] = [];
        let count = 0;
        const all = wishes.map(async (mine) => {
          for (const wish of mine) {
            count += 1;
            const from = count;
            const outcome = await grant(it, people, lead.id, wish);
            count += 1;
            history.push({ wish, from, until: count, ...outcome });
          }
        });
        const looks = Array.from({ length: lookers + 1 }, () => it.sla.look(slaClock.id, async () => {}));
        await chance.waitFor(Promise.all([...all, ...looks]));
        scheduler = undefined;

        expect(contradictions(history, await journalOf(it, lead.id))).toEqual([]);
        isRefusedOnce ||= history.some(({ refusal }) => refusal?.kind === 'taken');
        const { db } = it.database;
        const told = await db.selectFrom('sla_events').select('kind').where('clock_id', '=', slaClock.id).execute();
        expect(told.filter(({ kind }) => kind === 'late')).toHaveLength(1);
        const now = await it.leads.byId('T1', lead.id);
        expect(now?.lastEvent).toBe(1 + history.filter(({ entry }) => entry !== undefined).length);
        clock.moveBy(HOUR);
      }),
      { numRuns: RUNS },
    );
    expect(isRefusedOnce).toBe(true);
  });
});

/** Outside the races nobody waits. */
const AT_ONCE = { schedule: <T>(task: Promise<T>) => task } as Scheduler;

type Outcome = Pick<Done, 'entry' | 'refusal'>;

async function grant(
  { leads }: Features,
  people: ReadonlyMap<string, LeadActor>,
  id: string,
  wish: Wish,
): Promise<Outcome> {
  const who = people.get(wish.by);
  if (who === undefined) throw new Error(`${wish.by} does not work here`);
  const outcome = await ask();
  if (outcome.kind === 'not-found') throw new Error('The lead is gone');
  if (outcome.kind === 'done') return { entry: outcome.lead.lastEvent, refusal: undefined };
  const { why } = outcome;
  const owner = 'by' in why ? why.by : 'owner' in why ? why.owner : undefined;
  return { entry: undefined, refusal: { kind: why.kind, ...(owner !== undefined && { owner }) } };

  function ask() {
    if (who === undefined) throw new Error('Nobody');
    switch (wish.kind) {
      case 'claim':
        return leads.claim(who, id);
      case 'release':
        return leads.release(who, id, 'no time');
      case 'assign':
        return leads.assign(who, id, wish.to);
      case 'contact':
        return leads.contact(who, id, wish.how);
    }
  }
}

/** Without the arrival. */
async function journalOf({ database }: Features, leadId: string): Promise<Entry[]> {
  const rows = await database.db
    .selectFrom('lead_events')
    .selectAll()
    .where('lead_id', '=', leadId)
    .where('seq', '>', 1)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq, kind, by_id, data }) => {
    const { to } = JSON.parse(data);
    return { seq, kind, by: by_id ?? '', to };
  });
}

describe('the check of histories proves itself', () => {
  const claimed = { seq: 2, kind: 'claimed', by: 'UANN', to: undefined };
  const granted: Done = { wish: { kind: 'claim', by: 'UANN' }, from: 1, until: 2, entry: 2, refusal: undefined };
  const refused = (owner: string, from: number): Done => ({
    wish: { kind: 'claim', by: 'UBEN' },
    from,
    until: from + 1,
    entry: undefined,
    refusal: { kind: 'taken', owner },
  });

  it('a true history has no contradiction', () => {
    expect(contradictions([granted, refused('UANN', 3)], [claimed])).toEqual([]);
  });

  it.each<[string, Done[], Entry[]]>([
    ['two claims are granted', [granted], [claimed, { ...claimed, seq: 3, by: 'UBEN' }]],
    ['the loser hears of somebody else', [granted, refused('UCLEO', 3)], [claimed]],
    ['somebody is refused before anybody has it', [refused('UANN', 1), { ...granted, from: 3, until: 4 }], [claimed]],
    ['a grant left no entry', [granted], []],
  ])('%s', (_, history, journal) => {
    expect(contradictions(history, journal)).not.toEqual([]);
  });
});
