import {
  cardLinksOf,
  type ExchangeFeatures,
  type FeaturesDeps,
  type Ground,
  givenOf,
  type Later,
  type LeadFeatures,
  type RitualFeatures,
  targetOf,
} from './feature-parts.ts';
import { createMeetings } from './meetings/index.ts';
import { createPairings } from './pairings/index.ts';
import type { Actor } from './people/index.ts';
import { channelFaultOf } from './platform/slack/client/channel-fault.ts';
import { createReports } from './reports/index.ts';
import { createRetroSchedules, createRetros } from './retros/index.ts';
import { createReviewSchedules } from './reviews/index.ts';
import { createRituals } from './rituals/index.ts';
import { createStandups } from './standups/index.ts';
import { redrawEveryHome } from './wiring.ts';

/** What recurs: the figures that are looked at there, the engine that keeps the time, and everything that is held by it. */
export function createRitualFeatures(
  deps: FeaturesDeps,
  lower: Ground & LeadFeatures & ExchangeFeatures,
  later: Later,
): RitualFeatures {
  const given = givenOf(deps);
  const { people, sla, notices, leads, agreements, asks, actions, reviews } = lower;
  const { notify } = notices.service;
  const cardLinks = cardLinksOf(leads, given.workspaceUrl);

  const reports = createReports<Actor>({
    ...given,
    stageWords: leads.service.stageWords,
    cards: cardLinks,
    zone: people.service.officeZone,
    judged: reviews.service.judgedBetween,
    arrived: reviews.service.arrivedBetween,
    contactsOf: sla.service.everyClockOf,
    late: sla.service.clausesLateBetween,
    ownersAt: leads.service.activity.ownersAt,
    roster: people.service.roster,
    said: reviews.service.saidBetween,
    seenAs: leads.service.seenAs,
    rejections: leads.service.activity.rejections,
    moves: leads.service.activity.moves,
    target: targetOf(sla),
    asks: asks.service.counts,
    askedIn: asks.service.askedIn,
  });
  const rituals = createRituals({
    ...given,
    notify,
    people: {
      daysOf: people.service.daysOf,
      teamMembers: people.service.members,
      isHere: people.service.isHere,
      admins: people.service.adminsToTell,
    },
    channelMembers: async function* (channel) {
      yield* await people.channelMembers(channel);
    },
    channelFault: channelFaultOf(given.client),
    wasShown: async (read, key) => ['shown', 'sending'].includes((await given.messages.find(read, key))?.state ?? ''),
    paceMs: deps.config.timing.promptPace,
    waitingFor: async (workspace, personId) =>
      (await asks.service.leftBy(given.database.db, workspace, personId)).map(asks.views.numberedLine),
  });
  const reviewSchedules = createReviewSchedules({
    ...given,
    rituals: rituals.service,
    people: people.service,
    reviews: reviews.service,
    stageWords: leads.service.stageWords,
  });
  const meetings = createMeetings({
    ...given,
    rituals: rituals.service,
    decisions: actions.service,
    phrases: { decision: actions.views.line, refusal: actions.views.refusalWords },
    people: people.service,
    figures: {
      measure: reports.service.measure,
      standing: leads.service.activity.standing,
      stageWords: leads.service.stageWords,
      reasons: leads.service.activity.rejections,
      target: targetOf(sla),
      asks: asks.service.counts,
      openDecisions: actions.service.openHere,
      rules: leads.service.rules,
      promised: agreements.service.promised,
    },
    rules: { read: leads.service.rules, change: leads.service.changeRules },
    onHome: (tx, workspace) => redrawEveryHome({ people, home: later().home }, tx, workspace),
  });
  const standups = createStandups({
    ...given,
    notify,
    rituals: rituals.service,
    people: people.service,
    leads: leads.service.activity,
    cards: cardLinks,
    asks: asks.service,
    askWords: asks.views,
    actions: actions.service,
    actionWords: actions.views,
    manners: notices.service,
    onDay: (tx, personIds) => later().home.service.changed(tx, personIds),
  });
  const retros = createRetros({
    ...given,
    notify,
    people: people.service,
    openActions: {
      openOf: (personId, keptSince) => actions.service.openOf(given.database.db, personId, keptSince),
      rows: actions.views.ownRows,
    },
    pack: reports.frozen,
    manners: notices.service,
    named: { leads: leads.service.namesOf, asks: asks.service.numbersOf },
    offers: { asks: asks.service.unanswered, notes: standups.service.notesOf },
    decisions: actions.service,
    decisionWords: actions.views,
    onHome: (tx, personIds) => later().home.service.changed(tx, personIds),
    // A schedule has begun it, or nobody has.
    finished: async (tx, one) => {
      await later().retroSchedules.service.finished(tx, one);
      await later().home.service.changed(tx, [one.personId]);
    },
  });
  const retroSchedules = createRetroSchedules({
    ...given,
    rituals: rituals.service,
    people: people.service,
    retros: retros.service,
  });
  const pairings = createPairings({
    ...given,
    notify,
    rituals: rituals.service,
    people: people.service,
    leads: leads.service,
    cards: retros.cards,
    manners: notices.service,
    usedSince: async () => (await deps.workspaces.current())?.setUpAt,
    cardOf: async (leadId) => (await cardLinks(given.database.db, [leadId])).get(leadId),
    onHome: (tx, personIds) => later().home.service.changed(tx, personIds),
  });

  return { reviewSchedules, reports, rituals, meetings, standups, retros, retroSchedules, pairings };
}
