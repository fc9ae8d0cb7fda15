import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { journalFault } from '../../src/leads/journal-check.ts';
import type { Lead, LeadEvent } from '../../src/leads/lead.ts';
import { latestAway, latestGain, merge, takeApart } from '../../src/leads/merging/merging.ts';
import * as outcomes from '../../src/leads/outcomes/outcomes.ts';
import * as transitions from '../../src/leads/transitions.ts';
import { NOW, lead as sample } from './samples.ts';

const REPS = ['UANN', 'UBEN'];
const NUMBERS = [1, 2, 3, 4] as const;
const LESSON = { helped: [], wrong: [], note: undefined, value: undefined };
const REJECTED = { detail: undefined, note: undefined, returnsOn: undefined, returnsAt: undefined, isCounted: true };

/** Leads and their journals in memory, changed by what the service writes to its tables. */
class World {
  readonly leads = new Map<number, Lead>();
  readonly journals = new Map<number, LeadEvent[]>();
  now = NOW;

  constructor() {
    for (const number of NUMBERS) {
      const fields = {
        ...(number % 2 === 0 ? { phone: `${number}` } : { email: `a${number}@b.example` }),
        source: 'Web',
      };
      const consent = number === 3 ? { consent: 'no' as const } : {};
      this.leads.set(number, sample({ id: `l${number}`, number, fields, ...consent }));
      this.record(number, { kind: 'received', by: 'form' }, undefined);
    }
  }

  lead = (number: number): Lead => {
    const lead = this.leads.get(number);
    if (lead === undefined) throw new Error(`No lead ${number}`);
    return lead;
  };

  journal = (number: number): LeadEvent[] => this.journals.get(number) ?? [];

  byId = (id: string): Lead => this.lead(Number(id.slice(1)));

  /** The lead of which this one is part. */
  whole = (lead: Lead): Lead => (lead.mergedInto === undefined ? lead : this.whole(this.byId(lead.mergedInto)));

  write(number: number, { change, by, fields, sameness, ...to }: transitions.Transition): void {
    const before = this.lead(number);
    const lead = { ...before, ...to, ...sameness, fields: fields ?? before.fields, lastEvent: before.lastEvent + 1 };
    this.leads.set(number, lead);
    this.record(number, change, by);
  }

  record(number: number, change: LeadEvent['change'], by: string | undefined): void {
    const { id, workspaceId, lastEvent: seq } = this.lead(number);
    const event = { leadId: id, workspaceId, seq, kind: change.kind, at: this.now, by, isTest: false, change };
    this.journals.set(number, [...this.journal(number), event]);
  }

  merge(into: number, from: number): boolean {
    if (this.lead(into).mergedInto !== undefined || this.lead(from).mergedInto !== undefined) return false;
    const decision = merge(this.lead(into), this.lead(from), 'UMAX', this.now);
    if (decision.kind === 'refuse') return false;
    this.write(from, decision.from);
    this.write(into, decision.into);
    return true;
  }

  unmerge(into: number): boolean {
    const gain = latestGain(this.journal(into));
    if (gain === undefined || this.lead(into).mergedInto !== undefined) return false;
    const from = this.byId(gain.change.lead);
    const away = latestAway(this.journal(from.number));
    if (away === undefined) return false;
    const since = this.journal(into).filter(({ seq }) => seq > gain.seq);
    const apart = takeApart({ lead: this.lead(into), gain, since }, { lead: from, away }, 'UMAX');
    this.write(from.number, apart.from);
    this.write(into, apart.into);
    return true;
  }

  act(what: 'claim' | 'release' | 'contact' | 'win' | 'reject' | 'reopen', number: number, by: string): void {
    const lead = this.whole(this.lead(number));
    const worker = { id: by, managesSales: false };
    const decisions = {
      claim: () => transitions.claim(lead, by, this.now),
      release: () => transitions.release(lead, worker, 'no time', this.now, MINUTE),
      contact: () => transitions.contact(lead, this.journal(lead.number).at(-1), worker, 'reached', this.now),
      win: () => outcomes.win(lead, worker, LESSON, this.now),
      reject: () => outcomes.reject(lead, worker, { reason: 'no-need', ...REJECTED }, this.now),
      reopen: () => outcomes.reopen(lead, worker, this.now),
    };
    const decision: transitions.Decision<unknown> = decisions[what]();
    if (decision.kind === 'move') this.write(lead.number, decision.to);
  }
}

const number = fc.constantFrom(...NUMBERS);
const step = fc.oneof(
  fc.record({ what: fc.constant('merge' as const), number, other: number }),
  fc.record({ what: fc.constant('unmerge' as const), number }),
  fc.record({
    what: fc.constantFrom('claim', 'release', 'contact', 'win', 'reject', 'reopen'),
    number,
    by: fc.constantFrom(...REPS),
  }),
);

/** What a lead is, but for how long its journal has become. */
const bare = (lead: Lead) => JSON.parse(JSON.stringify({ ...lead, lastEvent: 0 }));

it('in 2,000 random histories each entry belongs to one lead that people see, all agree with their journals, and what is merged comes apart as it was', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const world = new World();
      for (const one of steps) {
        world.now += MINUTE;
        if (one.what === 'merge') {
          const before = [bare(world.lead(one.number)), bare(world.lead(one.other))];
          if (world.merge(one.number, one.other)) {
            expect(world.lead(one.other)).toMatchObject({ stage: 'rejected', reason: 'duplicate' });
            const merged = [world.lead(one.number), world.lead(one.other)] as const;
            expect(world.unmerge(one.number)).toBe(true);
            expect([bare(world.lead(one.number)), bare(world.lead(one.other))]).toEqual(before);
            // It goes on merged: what was taken apart can be merged anew, with the same result.
            expect(world.merge(one.number, one.other)).toBe(true);
            expect(world.lead(one.number).stage).toBe(merged[0].stage);
          }
        } else if (one.what === 'unmerge') world.unmerge(one.number);
        else world.act(one.what, one.number, one.by);
      }
      const leads = [...world.leads.values()];
      const seen = leads.filter(({ mergedInto }) => mergedInto === undefined);
      // Each part is found from one of those that are seen, so its entries are, too.
      for (const lead of leads) expect(seen.filter(({ id }) => id === world.whole(lead).id)).toHaveLength(1);
      expect(leads.length - seen.length).toBe(leads.filter(({ mergedInto }) => mergedInto !== undefined).length);
      for (const lead of leads) {
        const standing = {
          lastEvent: lead.lastEvent,
          ownedBy: lead.owner?.event,
          isContacted: lead.firstContactAt !== undefined,
        };
        const entries = world.journal(lead.number).map(({ seq, kind, change }) => ({
          seq,
          kind,
          to: change.kind === 'returned' ? change.to : undefined,
          standing: change.kind === 'gained' || change.kind === 'gave-back' ? change : undefined,
        }));
        expect(journalFault(standing, entries)).toBeUndefined();
      }
    }),
    { numRuns: 2_000 },
  );
});
