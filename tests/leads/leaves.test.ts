import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import type { Lead } from '../../src/leads/lead.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, hire, setTeam, staffed } from '../support/features.ts';
import { arrives, clockOf, now } from './arrivals.ts';

const DAYS = { fromOn: '2026-03-03', untilOn: '2026-03-06' };

/** Ann, who has so many leads and says that she is away from tomorrow until Friday. */
async function leaving(it: Features, count = 1, before = async (_leads: readonly Lead[]) => {}) {
  const ann = await actor(it, 'UANN');
  const leads = [];
  for (let at = 0; at < count; at += 1) {
    const lead = await arrives(it);
    await it.leads.claim(ann, lead.id);
    leads.push(await now(it, lead));
  }
  await before(leads);
  return { ann, leads, leaveId: await isAway(it, 'UANN') };
}

async function isAway(it: Features, personId: string, range = DAYS): Promise<string> {
  const outcome = await it.people.setAway(await actor(it, personId), range);
  if (outcome.kind !== 'away') throw new Error(outcome.kind);
  return outcome.absenceId;
}

async function dueFor(it: Features, who: string, leaveId: string) {
  const found = await it.leads.dueWhileAway(await actor(it, who), leaveId);
  return found.kind === 'due' ? found.due.map(({ lead, duty }) => [lead.number, duty.what]) : found.kind;
}

describe.each(backends)('leads that are due before their owner is back, on $name', (backend) => {
  it('are seen by who is away and by the managers of sales, those that are due first at the top', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    const { leaveId } = await leaving(it, 3, async ([reached, _waiting, paused]) => {
      await it.leads.contact(ann, reached?.id ?? '', 'reached');
      await it.leads.pause(ann, paused?.id ?? '', { pause: 'waiting', on: '2026-03-05', note: '' });
    });
    expect(await dueFor(it, 'UANN', leaveId)).toEqual([
      [2, 'first-contact'],
      [3, 'waits'],
    ]);
    expect(await dueFor(it, 'UMAX', leaveId)).toHaveLength(2);
    for (const other of ['UBEN', 'UMIA']) expect(await dueFor(it, other, leaveId), other).toBe('not-yours');
    expect(await dueFor(it, 'UANN', 'nothing')).toBe('not-found');
    expect(await it.leads.countDueWhileAway(leaveId)).toBe(2);
  });

  it('are those that come back from the shelf in that time as well, and not those that come later', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    const { leads, leaveId } = await leaving(it, 2, async (given) => {
      for (const [at, { id }] of given.entries())
        await it.leads.reject(ann, id, { reason: 'timing', returnsOn: at === 0 ? '2026-03-05' : '2026-04-07' });
    });
    expect(await dueFor(it, 'UANN', leaveId)).toEqual([[1, 'returns']]);
    expect(await it.leads.handOn(ann, leaveId, leads[0]?.id ?? '', undefined)).toMatchObject({
      kind: 'refused',
      why: { kind: 'closed' },
    });
    expect(await it.leads.handOn(ann, leaveId, leads[0]?.id ?? '', 'UBEN')).toMatchObject({
      kind: 'done',
      lead: { stage: 'recycled', owner: { personId: 'UBEN' } },
    });
  });

  it('go to a colleague, and the promise goes on as it was', async () => {
    const it = await staffed(await backend.open());
    const { ann, leads, leaveId } = await leaving(it);
    const [lead] = leads;
    if (lead === undefined) throw new Error('No lead');
    const running = await clockOf(it, lead);
    it.clock.moveBy(10 * MINUTE);
    expect(await it.leads.handOn(ann, leaveId, lead.id, 'UBEN')).toMatchObject({ kind: 'done' });
    expect(await now(it, lead)).toMatchObject({ owner: { personId: 'UBEN' }, stage: 'accepted' });
    expect(await clockOf(it, lead)).toEqual(running);
    expect(await dueFor(it, 'UANN', leaveId)).toEqual([]);
  });

  it('go back to everybody with the reason, which can be undone for a minute', async () => {
    const it = await staffed(await backend.open());
    const { ann, leads, leaveId } = await leaving(it);
    const [lead] = leads;
    if (lead === undefined) throw new Error('No lead');
    it.clock.moveBy(HOUR);
    const freed = await it.leads.handOn(ann, leaveId, lead.id, undefined);
    expect(freed).toMatchObject({ kind: 'done', lead: { owner: undefined, stage: 'new' } });
    const { events } = await it.leads.view(lead);
    expect(events.at(-1)).toMatchObject({ by: 'UANN', change: { kind: 'released', reason: 'away until Fri 6 Mar' } });
    const seq = freed.kind === 'done' ? freed.lead.lastEvent : 0;
    expect(await it.leads.undoRelease(ann, lead.id, seq)).toMatchObject({ kind: 'done' });
    expect(await dueFor(it, 'UANN', leaveId)).toHaveLength(1);
  });

  it('are not handed on by others, to who can’t have them, or once the absence or the owner is another', async () => {
    const it = await staffed(await backend.open());
    await hire(it, ['USEN']);
    await setTeam(it, 'sales', ['UANN', 'UBEN', 'USEN'], ['UMAX'], 'USEN');
    const { ann, leads, leaveId } = await leaving(it);
    const lead = leads[0]?.id ?? '';
    await isAway(it, 'USEN', { fromOn: '2026-03-02', untilOn: '2026-03-09' });
    const refusals = [
      [await it.leads.handOn(await actor(it, 'UBEN'), leaveId, lead, 'UBEN'), 'not-yours'],
      [await it.leads.handOn(ann, leaveId, lead, 'UMIA'), 'not-seller'],
      [await it.leads.handOn(ann, leaveId, lead, 'UANN'), 'already-theirs'],
      [await it.leads.handOn(ann, leaveId, lead, 'USEN'), 'away-too'],
      [await it.leads.handOn(ann, 'nothing', lead, 'UBEN'), 'not-away'],
    ] as const;
    for (const [outcome, kind] of refusals) expect(outcome).toMatchObject({ kind: 'refused', why: { kind } });
    await it.leads.assign(await actor(it, 'UMAX'), lead, 'UBEN');
    expect(await it.leads.handOn(ann, leaveId, lead, 'UMAX')).toMatchObject({ why: { kind: 'not-yours' } });
    await it.people.setBack(ann);
    expect(await dueFor(it, 'UANN', leaveId)).toBe('ended');
  });

  it('of two who hand the same lead on at once one does, and the other hears that it has changed hands', async () => {
    const it = await staffed(await backend.open());
    const { ann, leads, leaveId } = await leaving(it);
    const lead = leads[0]?.id ?? '';
    const max = await actor(it, 'UMAX');
    const outcomes = await Promise.all([
      it.leads.handOn(ann, leaveId, lead, 'UBEN'),
      it.leads.handOn(max, leaveId, lead, undefined),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['done', 'refused']);
  });
});
