import { DAY, type Instant } from '../core/instants.ts';
import type { LeadFact, LeadRef, WaitingLead } from '../core/lead-activity.ts';
import { counted } from '../core/time-text.ts';
import type { Fact } from './fact.ts';
import { namesOf, tally } from './fact-words.ts';

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
    { ...fact('delivered', delivered, 'delivered', tally(delivered.map(({ source }) => source))), leads: [] },
    fact('accepted', [...accepted.values()], 'accepted by sales'),
    fact('contacted', contacted, 'contacted by sales'),
    fact('given-back', leadsOf(activity, 'released'), 'given back by sales'),
    turnedDown(activity),
    fact('won', leadsOf(activity, 'won'), 'won by sales'),
    ...untouchedCampaigns(waiting, now),
  ].filter(({ leadIds }) => leadIds.length > 0);
}

/** "2 leads turned down by sales: mostly “Wrong person”: #12 Acme, #13 Basalt": what marketing can do something about. */
function turnedDown(activity: readonly LeadFact[]): Fact {
  const rejections = activity.filter((one) => one.kind === 'rejected');
  const leads = leadsOf(activity, 'rejected');
  const reasons = [...Map.groupBy(rejections, ({ reason }) => reason)].map(
    ([reason, group]) => [reason, group.length] as const,
  );
  const [top] = reasons.toSorted(([a, some], [b, others]) => others - some || (a < b ? -1 : 1));
  return fact('turned-down', leads, 'turned down by sales', top === undefined ? '' : `mostly “${top[0]}”`);
}

/** A campaign all of whose waiting leads came more than a day ago is one that nobody calls. */
function untouchedCampaigns(waiting: readonly WaitingLead[], now: Instant): Fact[] {
  const old = waiting.filter(({ receivedAt, lead }) => lead.campaign !== undefined && now - receivedAt >= DAY);
  return [...Map.groupBy(old, ({ lead }) => lead.campaign ?? '')].map(([campaign, group]) => {
    const leads = group.map(({ lead }) => lead);
    return fact(`untouched:${campaign}`, leads, 'without contact for 24 h', `campaign ${campaign}`);
  });
}

const fact = (id: string, leads: readonly LeadRef[], what: string, detail = ''): Fact => ({
  id,
  title: `${counted(leads.length, 'lead')} ${what}`,
  detail,
  ...namesOf(leads),
  isPrivate: false,
});

/** Each lead once. */
const leadsOf = (activity: readonly LeadFact[], kind: LeadFact['kind']): LeadRef[] => [
  ...new Map(activity.filter((one) => one.kind === kind).map(({ lead }) => [lead.leadId, lead])).values(),
];
