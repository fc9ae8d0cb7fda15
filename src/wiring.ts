import { forgetDecided } from './actions/index.ts';
import type { Config } from './config.ts';
import { forgetWaitingRows } from './imports/index.ts';
import { forgetNewsOf, forgetReceived } from './intake/index.ts';
import { createErasing } from './leads/index.ts';
import { letGoOfStarters, redrawPairsAbout } from './pairings/index.ts';
import type { Tx } from './platform/db/database.ts';
import { createOutgoing, isLocalUrl } from './platform/http/outgoing.ts';
import type { SlackConfig } from './platform/slack/create-slack.ts';
import { forgetCards } from './retros/index.ts';
import { forgetWords, letGoOf, redrawAbout } from './reviews/index.ts';

/** A configuration with a way to Slack. */
export type ConnectedConfig = Exclude<Config, { readonly mode: 'playground' }>;

/** Beside a Slack on this machine, others on it may follow as well: playground and tests. */
export const outgoingOf = ({ slackApiUrl }: Config) => createOutgoing({ mayBeLocal: isLocalUrl(slackApiUrl) });

/** Where a form sends its leads. */
export const urlOf =
  ({ publicUrl, port }: Config) =>
  (endpoint: string): string =>
    `${publicUrl ?? `http://localhost:${port}`}/hooks/${endpoint}`;

export function slackConfig(config: ConnectedConfig): SlackConfig {
  const { slackApiUrl: apiUrl, timing } = config;
  const shared = { apiUrl, botToken: config.slack.botToken, timing: timing.slack };
  return config.mode === 'socket'
    ? { ...shared, transport: { kind: 'sockets', appToken: config.slack.appToken } }
    : { ...shared, transport: { kind: 'http', signingSecret: config.slack.signingSecret } };
}

/** Leads whose persons are forgotten, and what colleagues wrote of them wherever it stands. The lead first, as with every change. */
export function erasingLeads(deps: Parameters<typeof createErasing>[0]): ReturnType<typeof createErasing> {
  const leads = createErasing(deps);
  return {
    ...leads,
    async erase(tx, leadId, shownAt) {
      await leads.erase(tx, leadId, shownAt);
      await forgetWords(tx, [leadId]);
      await forgetDecided(tx, [leadId]);
      await forgetCards(deps, tx, [leadId]);
      await redrawAbout(deps, tx, [leadId], shownAt);
      await redrawPairsAbout(deps, tx, [leadId], shownAt);
    },
    async eraseWords(tx, leadId, shownAt) {
      await leads.eraseWords(tx, leadId, shownAt);
      await forgetWords(tx, [leadId]);
      await forgetDecided(tx, [leadId]);
      await forgetCards(deps, tx, [leadId]);
      await redrawAbout(deps, tx, [leadId], shownAt);
      await redrawPairsAbout(deps, tx, [leadId], shownAt);
    },
  };
}

/** Lets go of what others keep about leads that an import takes back. */
export async function letGoOfLeads(tx: Tx, leadIds: readonly string[]): Promise<void> {
  await forgetNewsOf(tx, leadIds);
  await letGoOf(tx, leadIds);
  await letGoOfStarters(tx, leadIds);
}

/** What came in: by forms, and in files that wait. */
export const forgetEverything: typeof forgetReceived = async (tx, about) => {
  await forgetReceived(tx, about);
  await forgetWaitingRows(tx, about);
};

/** Draws the Home of everybody anew, in the background. */
export async function redrawEveryHome(
  { people, home }: { readonly people: { readonly service: Roster }; readonly home: { readonly service: Homes } },
  tx: Tx,
  workspaceId: string,
): Promise<void> {
  const everybody = await people.service.roster(tx, workspaceId);
  await home.service.changed(
    tx,
    everybody.map(({ id }) => id),
  );
}

interface Roster {
  roster(tx: Tx, workspaceId: string): Promise<readonly { readonly id: string }[]>;
}

interface Homes {
  changed(tx: Tx, personIds: readonly string[]): Promise<void>;
}
