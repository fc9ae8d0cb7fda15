import { type StageWords, USUAL_WORDS } from '../../core/lead-stages.ts';
import type { LeadStory } from '../../core/lead-story.ts';
import { isShown, MASKED, type PersonalField } from '../../core/shown-fields.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import * as journal from '../journal-store.ts';
import { isOpen, type Lead, type LeadEvent, leadName } from '../lead.ts';
import { maskedMessage } from '../masking.ts';
import { fieldsNow } from '../merging/merging-again.ts';
import { latestOutcome, reasonText, valueText, wrongText } from '../outcomes/outcome-text.ts';
import { momentOf } from '../seen/seen.ts';
import { findSettings } from '../settings-store.ts';
import * as store from '../store.ts';

/** How it went with leads, for whoever talks about them in a channel. */
export function createStories() {
  return {
    /** What somebody has written about a lead, without what identifies its person, as its channel may read it. */
    async maskingOf(read: Db | Tx, leadId: string): Promise<(words: string) => string> {
      const lead = await store.findVisible(read, leadId);
      return (words) => (lead === undefined ? undefined : maskedMessage({ ...lead.fields, message: words })) ?? words;
    },
    /** Where new leads go; undefined before the set-up. */
    channelOf: async (read: Db | Tx, workspaceId: string): Promise<string | undefined> =>
      (await findSettings(read, workspaceId))?.channelId,

    /** Undefined for a lead of another workspace. It shows what the lead's card shows of its person. */
    async storyOf(read: Db | Tx, workspaceId: string, leadId: string): Promise<LeadStory | undefined> {
      const lead = await store.findVisible(read, leadId);
      if (lead?.workspaceId !== workspaceId) return undefined;
      const asked = lead.id === leadId ? undefined : await store.findLead(read, leadId);
      const events = await journal.listEvents(read, lead);
      const { shown = MASKED, rules } = (await findSettings(read, workspaceId)) ?? {};
      const sees = (field: PersonalField) => isShown(shown, field, lead.owner !== undefined);
      const { source, campaign, persona, region, score, contactName } = lead.fields;
      return {
        id: lead.id,
        number: lead.number,
        name: leadName(lead),
        mergedFrom: asked?.number,
        facts: { ...filled({ source, campaign, persona, region }), ...(score !== undefined && { score }) },
        // Addresses and numbers are the owner's, and what the card shows of them a thread needs not repeat.
        contactName: sees('contactName') ? contactName : undefined,
        message: sees('message')
          ? maskedMessage(fieldsNow(lead, events), (field) => field === 'contactName' && sees(field))
          : undefined,
        receivedAt: lead.receivedAt,
        claimedAt: events.find(({ change }) => change.kind === 'claimed' || change.kind === 'assigned')?.at,
        contactedAt: firstContact(events),
        outcome: isOpen(lead) ? undefined : outcomeOf(lead, events, rules?.words),
        stage: rules?.words[lead.stage] ?? USUAL_WORDS[lead.stage],
        returns: events.filter(({ change }) => change.kind === 'returned').length,
        isErased: lead.isErased === true,
      };
    },
  };
}

/** As somebody did it, or as another system told it, whichever was first. */
function firstContact(events: readonly LeadEvent[]): number | undefined {
  const all = events.flatMap(({ change, at }) => (change.kind === 'contacted' ? [momentOf(change, at)] : []));
  return all.length === 0 ? undefined : Math.min(...all);
}

function outcomeOf(lead: Lead, events: readonly LeadEvent[], words: StageWords = {}): LeadStory['outcome'] {
  const { stage, value } = lead;
  const said = latestOutcome(events);
  const how = words[stage] ?? USUAL_WORDS[stage];
  const why = [
    ...(stage === 'customer' && value !== undefined ? [valueText(value)] : []),
    ...(said?.change.kind === 'rejected' ? [reasonText(said.change.reason, said.change.detail)] : []),
    ...(said?.change.kind === 'lost' && said.change.wrong.length > 0 ? [wrongText(said.change.wrong)] : []),
  ];
  return { words: [how, ...why].join(': '), at: said && momentOf(said.change, said.at) };
}

function filled(facts: Readonly<Record<'source' | 'campaign' | 'persona' | 'region', string | undefined>>) {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
