import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CONSENTS, type Consent, strictest } from '../../src/leads/arriving/consent.ts';
import type { Lead, LeadEvent } from '../../src/leads/lead.ts';
import { latestAway, latestGain, merge, takeApart } from '../../src/leads/merging/merging.ts';
import { wroteAgain } from '../../src/leads/merging/merging-again.ts';
import type { Transition } from '../../src/leads/transitions.ts';
import { NOW, lead as sample } from './samples.ts';

const NUMBERS = [1, 2, 3, 4] as const;

/** What was said of each lead; a refusal of whoever writes to several at once, which are one then, is of each of them. */
class Oracle {
  readonly said: Map<number, Consent | undefined>;
  readonly partOf = new Map<number, number>();

  constructor(said: readonly (Consent | undefined)[]) {
    this.said = new Map(NUMBERS.map((number, at) => [number, said[at]]));
  }

  whole = (number: number): number => {
    const into = this.partOf.get(number);
    return into === undefined ? number : this.whole(into);
  };

  parts = (whole: number) => NUMBERS.filter((number) => this.whole(number) === whole);

  says(whole: number, consent: Consent): void {
    const parts = this.parts(whole);
    if (consent === 'yes' && parts.length > 1) return;
    for (const part of parts) this.said.set(part, strictest(this.said.get(part), consent));
  }

  of = (whole: number): Consent | undefined =>
    this.parts(whole)
      .map((part) => this.said.get(part))
      .reduce(strictest, undefined);
}

const consent = fc.constantFrom<(Consent | undefined)[]>(undefined, ...CONSENTS);
const number = fc.constantFrom(...NUMBERS);
const step = fc.oneof(
  fc.record({ what: fc.constant('merge' as const), into: number, from: number }),
  fc.record({ what: fc.constant('take apart' as const), of: number }),
  fc.record({ what: fc.constant('write' as const), to: number, consent: fc.constantFrom(...CONSENTS) }),
);

it('of what is one the most restrictive holds, and of what was one each keeps its own and what was said meanwhile', () => {
  fc.assert(
    fc.property(fc.tuple(consent, consent, consent, consent), fc.array(step, { maxLength: 20 }), (said, steps) => {
      const oracle = new Oracle(said);
      const leads = new Map<number, Lead>(
        NUMBERS.map((one, at) => {
          const first = said[at];
          return [one, sample({ id: `l${one}`, number: one, ...(first !== undefined && { consent: first }) })];
        }),
      );
      const journals = new Map<number, LeadEvent[]>();
      const lead = (one: number) => leads.get(one) as Lead;
      const write = (one: number, { change, by, fields: _words, sameness, ...to }: Transition) => {
        const before = lead(one);
        const after = { ...before, ...to, ...sameness, lastEvent: before.lastEvent + 1 };
        leads.set(one, after);
        const { id: leadId, workspaceId, lastEvent: seq } = after;
        const event = { leadId, workspaceId, seq, kind: change.kind, at: NOW, by, isTest: false, change };
        journals.set(one, [...(journals.get(one) ?? []), event]);
      };
      for (const one of steps) {
        if (one.what === 'write') {
          const whole = oracle.whole(one.to);
          const decision = wroteAgain(lead(whole), { by: 'form', fields: {}, consent: one.consent });
          if (decision.kind === 'move') write(whole, decision.to);
          oracle.says(whole, one.consent);
        } else if (one.what === 'merge') {
          const [into, from] = [oracle.whole(one.into), oracle.whole(one.from)];
          const decision = merge(lead(into), lead(from), 'UMAX', NOW);
          if (decision.kind === 'refuse') continue;
          write(from, decision.from);
          write(into, decision.into);
          oracle.partOf.set(from, into);
        } else {
          const into = oracle.whole(one.of);
          const gain = latestGain(journals.get(into) ?? []);
          const from = gain && Number(gain.change.lead.slice(1));
          const away = from && latestAway(journals.get(from) ?? []);
          if (gain === undefined || !from || !away) continue;
          const since = (journals.get(into) ?? []).filter(({ seq }) => seq > gain.seq);
          const apart = takeApart({ lead: lead(into), gain, since }, { lead: lead(from), away }, 'UMAX');
          write(from, apart.from);
          write(into, apart.into);
          oracle.partOf.delete(from);
        }
        for (const whole of NUMBERS.filter((each) => oracle.whole(each) === each)) {
          // A yes to two that are one holds for as long as they are.
          const isJoint = lead(whole).consent === 'yes' && oracle.parts(whole).length > 1;
          const expected = oracle.of(whole);
          expect([whole, lead(whole).consent]).toEqual([whole, isJoint ? (expected ?? 'yes') : expected]);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
