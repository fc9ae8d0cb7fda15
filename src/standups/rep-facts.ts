import type { LeadFact, LeadRef } from '../core/lead-activity.ts';
import { median } from '../core/median.ts';
import { counted, durationText } from '../core/time-text.ts';
import type { Fact } from './fact.ts';
import { namesOf } from './fact-words.ts';

type Of<K extends LeadFact['kind']> = Extract<LeadFact, { kind: K }>;

/**
 * What somebody who sells did with leads in a window, in the order in which people tell it. `nameOf` gives the name of a
 * person. Rule ANS-6: what was claimed and given back within the window counts as given back; both sides of a reassignment
 * are credited, with the other's name.
 */
export function repFacts(
  activity: readonly LeadFact[],
  person: string,
  nameOf: (person: string) => string,
): readonly Fact[] {
  const own = activity.filter((one) => 'by' in one && one.by === person);
  const kept = keptLeads(own);
  const firstContacts = own.filter((one) => one.kind === 'first-contact');
  return [
    line('claimed', 'Claimed', kept.claimed),
    ...takenOver(
      own.filter((one) => one.kind === 'taken-over').filter(({ lead }) => kept.taken.has(lead.leadId)),
      nameOf,
    ),
    line('first-contact', 'First contact with', leadsOf(firstContacts)),
    line('contact', 'Followed up with', leadsOf(own.filter((one) => one.kind === 'contact'))),
    line('qualified', 'Qualified', leadsOf(own.filter((one) => one.kind === 'qualified'))),
    line('won', 'Won', leadsOf(own.filter((one) => one.kind === 'won'))),
    line('lost', 'Lost', leadsOf(own.filter((one) => one.kind === 'lost'))),
    line('rejected', 'Gave up', leadsOf(own.filter((one) => one.kind === 'rejected'))),
    ...handedOver(
      own.filter((one) => one.kind === 'handed-over'),
      nameOf,
    ),
    line('released', 'Gave back', kept.released),
    speed(firstContacts),
    { ...line('late', 'Late with', leadsOf(own.filter((one) => one.kind === 'late'))), isPrivate: true },
  ].filter(({ leadIds }) => leadIds.length > 0);
}

/** What somebody holds at the window's end of what they claimed or took over in it, and what they gave back. */
function keptLeads(own: readonly LeadFact[]) {
  const last = new Map<string, LeadFact>();
  for (const one of own) {
    if (one.kind === 'claimed' || one.kind === 'taken-over' || one.kind === 'released') last.set(one.lead.leadId, one);
  }
  const of = (kind: LeadFact['kind']) => [...last.values()].filter((one) => one.kind === kind).map(({ lead }) => lead);
  return {
    claimed: of('claimed'),
    released: of('released'),
    taken: new Set(of('taken-over').map(({ leadId }) => leadId)),
  };
}

function takenOver(facts: readonly Of<'taken-over'>[], nameOf: (person: string) => string): Fact[] {
  return [...Map.groupBy(facts, ({ from }) => from)].map(([from, group]) => {
    const verb = from === undefined ? 'Was given' : 'Took over';
    return line(`taken-over:${from ?? ''}`, verb, leadsOf(group), from && ` from ${nameOf(from)}`);
  });
}

function handedOver(facts: readonly Of<'handed-over'>[], nameOf: (person: string) => string): Fact[] {
  return [...Map.groupBy(facts, ({ to }) => to)].map(([to, group]) =>
    line(`handed-over:${to}`, 'Handed', leadsOf(group), ` to ${nameOf(to)}`),
  );
}

/** "Median time to first contact: 14 min, promised within 30 min" */
function speed(contacts: readonly Of<'first-contact'>[]): Fact {
  const timed = contacts.filter(({ worked }) => worked !== undefined);
  const middle = median(timed.map(({ worked }) => worked ?? 0));
  const target = timed.at(-1)?.target;
  return {
    id: 'speed',
    title: 'Median time to first contact',
    detail: `${durationText(middle ?? 0)}${target === undefined ? '' : `, promised within ${durationText(target)}`}`,
    leads: [],
    leadIds: timed.map(({ lead }) => lead.leadId),
    isPrivate: true,
  };
}

/** "Took over 2 leads from Ben Okafor: #12 Acme, #13 Basalt" */
function line(id: string, verb: string, leads: readonly LeadRef[], whom = ''): Fact {
  const title = `${verb} ${counted(leads.length, 'lead')}${whom}`;
  return { id, title, detail: '', ...namesOf(leads), isPrivate: false };
}

/** Each lead once. */
const leadsOf = (facts: readonly LeadFact[]): LeadRef[] => [
  ...new Map(facts.map(({ lead }) => [lead.leadId, lead])).values(),
];
