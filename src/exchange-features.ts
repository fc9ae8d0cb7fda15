import { createActions } from './actions/index.ts';
import { createAsks } from './asks/index.ts';
import {
  type ExchangeFeatures,
  type FeaturesDeps,
  type Ground,
  givenOf,
  type Later,
  type LeadFeatures,
} from './feature-parts.ts';
import { createHeadsUps } from './headsups/index.ts';
import { createReviews } from './reviews/index.ts';

/** What the teams ask of each other, decide, announce, and find of leads. */
export function createExchange(deps: FeaturesDeps, lower: Ground & LeadFeatures, later: Later): ExchangeFeatures {
  const given = givenOf(deps);
  const { people, sla, notices, leads } = lower;
  const { notify } = notices.service;

  const asks = createAsks({
    ...given,
    notify,
    people: people.service,
    leads: { find: leads.service.named, named: leads.service.namesOf },
    // The set-up of a standup says it.
    escalateAfterDays: (read, ask) => later().standups.service.escalateAfterDays(read, ask),
  });
  const actions = createActions({
    ...given,
    notify,
    people: {
      ...people.service,
      rightsOf: async (read, personId) => ({
        ...(await people.service.rightsOf(read, personId)),
        isAdmin: await people.service.isAdmin(read, personId),
      }),
    },
    leadNames: leads.service.namesOf,
    // Reviews and retros decide actions.
    decidedAt: async (workspace, origins) =>
      new Map([
        ...(await later().reviews.decidedAt(workspace, origins)),
        ...(await later().retros.decidedAt(workspace, origins)),
      ]),
    // Whoever has a standup finds there what is theirs to do.
    hasStandup: (read, workspace, personId) => later().standups.service.hasStandup(read, workspace, personId),
    figures: {
      measurable: () => later().reports.service.measurable(),
      measure: (read, workspace, asked) => later().reports.service.measureStored(read, workspace, asked),
    },
  });
  const headsUps = createHeadsUps({
    ...given,
    notify,
    people: people.service,
    leads: leads.service,
    onDay: (tx, personIds) => later().home.service.changed(tx, personIds),
    // What somebody is concerned about is talked of in the next meeting, where there are meetings.
    addTopic: async (tx, topic) =>
      (await later().rituals.service.list(tx, topic.workspaceId, later().meetings.kind.kind)).length > 0 &&
      (await later().meetings.service.addTopic(tx, topic)).topic.state === 'open',
  });
  const reviews = createReviews({
    ...given,
    notify,
    stageWords: leads.service.stageWords,
    leads: leads.service,
    people: people.service,
    promises: sla.service,
    decisions: actions.service,
    // Figures are made of what reviews say.
    noFit: (read, workspace, asked) => later().reports.service.noFit(read, workspace, asked),
    decisionWords: {
      decision: actions.views.line,
      refusal: actions.views.refusalWords,
      metricInput: actions.views.metricInput,
    },
    manners: notices.service,
    onHome: (tx, personIds) => later().home.service.changed(tx, personIds),
    // A schedule has started it, or nobody has.
    finished: (tx, one) => later().reviewSchedules.service.finished(tx, one),
    ask: (actor, { to, lead, text, madeBy }) =>
      asks.service.create(actor, {
        to: { team: to },
        kind: 'lead-quality',
        about: `#${lead}`,
        neededBy: undefined,
        text,
        origin: undefined,
        madeBy,
      }),
    surroundings: leads,
  });

  return { asks, actions, headsUps, reviews };
}
