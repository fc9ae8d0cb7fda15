import { DAY, type Instant } from '../core/instants.ts';
import type { LeadFact, LeadRef, WaitingLead } from '../core/lead-activity.ts';
import type { Fact } from './fact.ts';
import { counted, tally } from './fact-words.ts';

/** What became of marketing's leads in a window, and which campaigns nobody in sales has touched for a day. */
export function marketerFacts(
  activity: readonly LeadFact[],
  waiting: readonly WaitingLead[],
  now: Instant,
): readonly Fact[] {
  const delivered = leadsOf(activity, 'delivered');
  const accepted = new Map(
    [...leadsOf(activity, 'claimed'), ...leadsOf(activity, 'taken-over')].map((lead) => [lead.leadId, lead]),
  );
  const contacted = leadsOf(activity, 'first-contact');
  return [
    fact(
      'delivered',
      delivered,
      `${counted(delivered.length, 'lead')} delivered: ${tally(delivered.map(({ source }) => source))}`,
    ),
    fact('accepted', [...accepted.values()], `${counted(accepted.size, 'lead')} accepted by sales`),
    fact('contacted', contacted, `First contact with ${counted(contacted.length, 'lead')}`),
    ...givenBack(activity),
    ...untouchedCampaigns(waiting, now),
  ].filter(({ leadIds }) => leadIds.length > 0);
}

function givenBack(activity: readonly LeadFact[]): Fact[] {
  const leads = leadsOf(activity, 'released');
  return [fact('given-back', leads, `${counted(leads.length, 'lead')} given back by sales`)];
}

/** A campaign all of whose waiting leads came more than a day ago is one that nobody calls. */
function untouchedCampaigns(waiting: readonly WaitingLead[], now: Instant): Fact[] {
  const old = waiting.filter(({ receivedAt, lead }) => lead.campaign !== undefined && now - receivedAt >= DAY);
  return [...Map.groupBy(old, ({ lead }) => lead.campaign ?? '')].map(([campaign, group]) =>
    fact(
      `untouched:${campaign}`,
      group.map(({ lead }) => lead),
      `No contact within 24 h: campaign ${campaign} (${counted(group.length, 'lead')})`,
    ),
  );
}

const fact = (id: string, leads: readonly LeadRef[], text: string): Fact => ({
  id,
  text,
  leadIds: leads.map(({ leadId }) => leadId),
  isPrivate: false,
});

/** Each lead once. */
const leadsOf = (activity: readonly LeadFact[], kind: LeadFact['kind']): LeadRef[] => [
  ...new Map(activity.filter((one) => one.kind === kind).map(({ lead }) => [lead.leadId, lead])).values(),
];
