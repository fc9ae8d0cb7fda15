import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Check } from '../platform/check.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import type { Duties } from './absences/away-blocks.ts';
import type { SlackDirectory } from './admission/admitting-service.ts';
import { slackPerson } from './admission/slack-person.ts';
import { MY_HOURS } from './blocks.ts';
import { peopleChecks } from './checks-service.ts';
import { createDirectory } from './directory-service.ts';
import { createDays } from './hours/days-service.ts';
import { peopleJobs } from './jobs.ts';
import { peopleNotices } from './notices.ts';
import type { Actor } from './person.ts';
import { createPeopleService, type People, type PeopleDeps } from './service.ts';
import { peopleListeners } from './slack.ts';
import { listActive } from './store.ts';

export type { Actor } from './person.ts';
export { createWorkspacesService as createWorkspaces, WorkspaceRefused } from './workspace/workspaces-service.ts';

interface Deps extends Omit<PeopleDeps, 'directory'> {
  readonly client: SlackClient;
  readonly messages: Messages;
  /** What waits for a word of whoever is about to be away. */
  readonly duties?: Duties;
}

/** Who is who, in which team, and when they may be rung. */
export function createPeople({ client, messages, duties, ...deps }: Deps): {
  readonly service: People;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  readonly listeners: Listeners<Actor>;
  /** Who is in a channel at this moment, all of them known afterwards. Asks Slack: not to be called in a transaction. */
  readonly channelMembers: (channelId: string) => Promise<readonly string[]>;
  /** Actions of buttons that other features show. */
  readonly buttons: { readonly hours: string };
} {
  const service = createPeopleService({ ...deps, directory: directoryOf(client) });
  return {
    service,
    jobs: peopleJobs(service, messages, duties),
    checks: peopleChecks(deps),
    notices: peopleNotices(service),
    listeners: peopleListeners(service, deps.clock, duties),
    buttons: { hours: MY_HOURS },
    channelMembers: async (channelId) => service.know(await Array.fromAsync(client.members(channelId))),
  };
}

function directoryOf(client: SlackClient): SlackDirectory {
  return {
    async one(id, teamId) {
      return slackPerson(await client.user(id), teamId);
    },
    async all(teamId) {
      const everyone = [];
      for await (const user of client.users()) everyone.push(slackPerson(user, teamId));
      return everyone;
    },
  };
}

/** What is stored of people, for the command line, which asks no Slack. */
export const storedPeople = (workspaceId: string): Pick<People, 'daysOf'> =>
  createDays(workspaceId, createDirectory(workspaceId, undefined));

/** Names of those of these who are known; for the command line as well. */
export const storedNames = async (read: Db, workspaceId: string, personIds: readonly string[]) =>
  new Map((await createDirectory(workspaceId, undefined).many(read, personIds)).map(({ id, name }) => [id, name]));

/** Those of these whose accounts are active, as far as is stored. */
export const storedPresent = async (read: Db, personIds: readonly string[]): Promise<readonly string[]> => [
  ...(await listActive(read, personIds)),
];

/** Who sells, and whose an address is, as it is stored: for the command line as well. */
export function storedSellers(workspaceId: string) {
  const { byEmail, team } = createDirectory(workspaceId, undefined);
  return {
    byEmail,
    sellers: async (read: Db | Tx) =>
      (await team(read, workspaceId, 'sales')).filter(({ isDeactivated }) => !isDeactivated),
  };
}
