import { createAgreements } from './agreements/index.ts';
import { MASKED } from './core/shown-fields.ts';
import { createErasure } from './erasure/index.ts';
import {
  type FeaturesDeps,
  type Ground,
  givenOf,
  type Later,
  type LeadFeatures,
  officeOf,
  targetOf,
  tellingAdmins,
} from './feature-parts.ts';
import { createImports, ownerAmong } from './imports/index.ts';
import { createIntake } from './intake/index.ts';
import { createImporting, createLeads, leadRecord } from './leads/index.ts';
import { type Actor, storedSellers } from './people/index.ts';
import { createRouting } from './routing/index.ts';
import { createWebhooks } from './webhooks/index.ts';
import { erasingLeads, forgetEverything, letGoOfLeads, outgoingOf, urlOf } from './wiring.ts';

/** Leads: how they come in, whose they are, what was agreed on about them, and how they are forgotten. */
export function createLeadFeatures(deps: FeaturesDeps, ground: Ground, later: Later): LeadFeatures {
  const given = givenOf(deps);
  const { people, sla, notices } = ground;
  const { notify } = notices.service;
  const tellAdmins = tellingAdmins(given, ground);

  const webhooks = createWebhooks<Actor>({
    ...given,
    outgoing: outgoingOf(deps.config),
    tellAdmins,
    findLead: leadRecord,
    namesOf: people.service.namesOf,
  });
  const routing = createRouting({
    ...given,
    people: people.service,
    office: officeOf(sla),
    // Leads ask whose turn it is, and routing asks how many leads people have.
    factsOf: async (workspace, reference) => {
      const lead = await later().leads.service.find(workspace, reference);
      return lead && later().leads.service.factsOf(given.database.db, lead.id);
    },
    loadOf: (read, personIds) => later().leads.service.loadOf(read, personIds),
    rules: {
      read: (read, workspace) => later().leads.service.routes.read(read, workspace),
      write: (tx, workspace, before, after) => later().leads.service.routes.write(tx, workspace, before, after),
    },
  });
  const leads = createLeads({
    ...given,
    people: people.service,
    promises: sla.service,
    routing: routing.service,
    notify,
    cancelNotices: notices.service.cancel,
    // Reviews judge leads, and what they publish of that stands on cards.
    verdictsOf: (read, leadId) => later().reviews.service.verdictsOf(read, leadId),
    decided: (read, workspace, window) => later().actions.service.aboutOrigins(read, workspace, window),
    // What is told of a campaign, to which the cards of its leads link.
    headsUpAddress: (headsUpId) => later().headsUps.addressOf(headsUpId),
    // Who answers for a campaign is agreed on.
    answersFor: (read, lead) => later().agreements.service.answersFor(read, lead),
    followers: [
      (tx, event) => later().reviews.service.follow(tx, event),
      sla.service.follow,
      routing.service.follow,
      async (tx, event) => later().home.service.changed(tx, await leads.service.peopleAround(tx, event)),
      // Who owes what a held lead lacks is agreed on.
      async (tx, event) => later().agreements.service.follow(tx, event),
      webhooks.follow,
    ],
    undoFor: deps.config.timing.undoFor,
  });
  const agreements = createAgreements<Actor>({
    ...given,
    notify,
    people: people.service,
    leads: {
      ...leads.service,
      arrivals: leads.service.activity.arrivals,
      rejections: leads.service.activity.rejections,
      channelOf: async (read, workspace) => (await leads.service.settings(workspace, read))?.channelId,
    },
    sales: {
      target: targetOf(sla),
      contactsOf: sla.service.everyClockOf,
    },
  });
  const intake = createIntake<Actor>({
    ...given,
    leads: leads.service,
    tellAdmins,
    defaultChannel: async (workspace) => (await leads.service.settings(workspace))?.channelId,
    urlOf: urlOf(deps.config),
    channel: given.client.channel,
    grants: (scope) => deps.slack.identity.scopes?.includes(scope),
    previewCard: (workspace, lead) => leads.previewCard({ ...lead, workspaceId: workspace, by: 'form', extra: {} }),
    count: deps.metrics.intake,
    allowance: deps.config.timing.intake,
  });
  const imports = createImports<Actor>({
    ...given,
    // Who is away from Slack at the start doesn't know.
    mayReadFiles: () => deps.slack.identity.scopes?.includes('files:read') ?? true,
    leads: {
      ...createImporting({ ids: given.ids, tellOutside: webhooks.follow, letGo: letGoOfLeads }),
      announce: leads.service.announceImported,
    },
    ownerCalled: ownerAmong(storedSellers(given.workspaceId)),
    channelOf: async (workspace) => (await leads.service.settings(workspace))?.channelId,
  });
  const erasure = createErasure<Actor>({
    ...given,
    zone: people.service.officeZone,
    shown: {
      find: async (read) => (await leads.service.settings(given.workspaceId, read))?.shown ?? MASKED,
      save: (tx, shown) => leads.service.saveShown(tx, given.workspaceId, shown),
    },
    leads: erasingLeads(given),
    leadsMeant: leads.service.namesMeant,
    forgetReceived: forgetEverything,
    forgetSent: webhooks.forget,
  });

  return { leads, agreements, routing, erasure, imports, intake, webhooks };
}
