import { createAudit } from './audit/index.ts';
import {
  type FeaturesDeps,
  type Ground,
  givenOf,
  type HouseFeatures,
  type LeadFeatures,
  tellingAdmins,
} from './feature-parts.ts';
import { createHome } from './home/index.ts';
import type { Actor } from './people/index.ts';
import { createHeartbeat } from './platform/http/heartbeat.ts';
import { createSetup } from './setup/index.ts';
import { createStatus } from './status/index.ts';

/** What looks after the rest: the Home of each person, the set-up, health, and the auditor. */
export function createHouse(deps: FeaturesDeps, lower: Ground & LeadFeatures): HouseFeatures {
  const given = givenOf(deps);
  const { people, sla, notices, leads, intake } = lower;
  const { notify } = notices.service;
  const tellAdmins = tellingAdmins(given, lower);
  const { heartbeatUrl } = deps.config;

  const home = createHome<Actor>({
    ...given,
    admit: people.service.admit,
    publisher: given.client,
    buttons: people.buttons,
  });
  const setup = createSetup<Actor>({
    ...given,
    people: people.service,
    promises: sla.service,
    leads: { ...leads.service, moveEndpoints: intake.service.moveEndpoints },
    notify,
  });
  const status = createStatus<Actor>({
    ...given,
    slack: {
      ready: deps.slack.ready,
      scopes: deps.slack.identity.scopes,
      installationLost: deps.slack.installationLost,
      channel: given.client.channel,
    },
    isSetUp: async () => (await leads.service.settings(given.workspaceId)) !== undefined,
    isWatching: intake.service.isAnyWatched,
    takesLeads: async (channel) =>
      (await leads.service.settings(given.workspaceId))?.channelId === channel ||
      (await intake.service.list(given.workspaceId)).some(({ channelId }) => channelId === channel),
    mainChannel: async (read) => (await leads.service.settings(given.workspaceId, read))?.channelId,
    tellAdmins,
    adminsTold: async (read, kind, since) =>
      notices.areTold(read, await people.service.adminsToTell(read), kind, since),
    registry: deps.metrics.registry,
  });
  const audit = createAudit({
    ...given,
    log: deps.log,
    isWorking: given.jobs.isWorking,
    tellAdmins,
    metrics: deps.metrics.audit,
    heartbeat: heartbeatUrl === undefined ? undefined : createHeartbeat(deps.ports.fetch, heartbeatUrl, deps.log),
  });

  return { home, setup, status, audit };
}
