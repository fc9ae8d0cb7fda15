import { z } from 'zod';
import { SECOND } from '../../../core/instants.ts';

/** What we read of Slack's answers: the fields we use, the rest is ignored. */

const text = z.string();
const flag = z.boolean().optional().default(false);

export const identityAnswer = z
  .object({
    team_id: text,
    team: text.optional().default(''),
    user_id: text,
    bot_id: text.optional(),
    enterprise_id: text.nullish(),
    url: text.optional(),
    response_metadata: z
      .object({ scopes: z.array(text).optional() })
      .optional()
      .catch(undefined),
  })
  .transform((answer) => ({
    teamId: answer.team_id,
    teamName: answer.team,
    botUserId: answer.user_id,
    botId: answer.bot_id,
    enterpriseId: answer.enterprise_id ?? undefined,
    /** The workspace's address, such as `https://acme.slack.com/`; undefined when Slack did not say. */
    url: answer.url !== undefined && URL.canParse(answer.url) ? answer.url : undefined,
    /** Undefined when Slack did not say. */
    scopes: answer.response_metadata?.scopes,
  }));
/** Who we are in this workspace. */
export type Identity = z.infer<typeof identityAnswer>;

export const postedAnswer = z.object({ channel: text, ts: text });

export const fileAnswer = z
  .object({ file: z.object({ size: z.number().optional().default(0), url_private_download: text }) })
  .transform(({ file }) => ({ size: file.size, url: file.url_private_download }));

export const nothing = z.unknown().transform(() => undefined);

export const channelAnswer = z
  .object({
    channel: z.object({ name: text.optional().default(''), is_archived: flag, is_member: flag, is_private: flag }),
  })
  .transform(({ channel }) => ({
    name: channel.name,
    isArchived: channel.is_archived,
    /** Only members may post. */
    isMember: channel.is_member,
    isPrivate: channel.is_private,
  }));
export type SlackChannel = z.infer<typeof channelAnswer>;

export const openedAnswer = z.object({ channel: z.object({ id: text }) }).transform(({ channel }) => channel.id);

const seconds = z
  .number()
  .optional()
  .default(0)
  .transform((value) => value * SECOND);

/** When somebody wants no notifications: their nightly hours, and the pause that they have set. */
export const quietAnswer = z
  .object({
    dnd_enabled: flag,
    next_dnd_start_ts: seconds,
    next_dnd_end_ts: seconds,
    snooze_enabled: flag,
    snooze_endtime: seconds,
  })
  .transform((answer) => [
    ...(answer.dnd_enabled ? [{ from: answer.next_dnd_start_ts, until: answer.next_dnd_end_ts }] : []),
    ...(answer.snooze_enabled ? [{ from: 0, until: answer.snooze_endtime }] : []),
  ]);

const cursor = z
  .object({ next_cursor: text.optional() })
  .optional()
  .transform((metadata) => metadata?.next_cursor || undefined);

export const historyAnswer = z
  .object({
    messages: z.array(
      z.object({
        ts: text,
        metadata: z
          .object({ event_type: text, event_payload: z.record(text, z.unknown()).optional().default({}) })
          .optional()
          .catch(undefined),
      }),
    ),
    response_metadata: cursor,
  })
  .transform(({ messages, response_metadata }) => ({ messages, next: response_metadata }));
export type HistoryPage = z.infer<typeof historyAnswer>;

const member = z
  .object({
    id: text,
    team_id: text.optional().default(''),
    name: text.optional().default(''),
    deleted: flag,
    is_bot: flag,
    is_admin: flag,
    is_owner: flag,
    is_restricted: flag,
    is_ultra_restricted: flag,
    is_stranger: flag,
    tz: text.nullish(),
    profile: z
      .object({ display_name: text.optional(), real_name: text.optional(), email: text.nullish() })
      .optional()
      .default({}),
  })
  .transform((user) => ({
    id: user.id,
    teamId: user.team_id,
    name: user.profile.display_name || user.profile.real_name || user.name || user.id,
    email: user.profile.email ?? undefined,
    /** An IANA zone; externals have none. */
    zone: user.tz ?? undefined,
    isDeleted: user.deleted,
    // Slack's own bot has no is_bot.
    isBot: user.is_bot || user.id === 'USLACKBOT',
    isAdmin: user.is_admin || user.is_owner,
    isGuest: user.is_restricted || user.is_ultra_restricted,
    isExternal: user.is_stranger,
  }));
/** A user of Slack's, as `users.info` and the events `user_change` and `team_join` describe them. */
export type SlackUser = z.infer<typeof member>;

export const userAnswer = z.object({ user: member }).transform(({ user }) => user);

export const usersAnswer = z
  .object({ members: z.array(member), response_metadata: cursor })
  .transform(({ members, response_metadata }) => ({ members, next: response_metadata }));

/** The user inside a `user_change` or `team_join` event; undefined if there is none. */
export function userOfEvent(event: unknown): SlackUser | undefined {
  return userAnswer.safeParse(event).data;
}

export const membersAnswer = z
  .object({ members: z.array(text), response_metadata: cursor })
  .transform(({ members, response_metadata }) => ({ members, next: response_metadata }));

/** Who came or left in a `member_joined_channel` or `member_left_channel` event. */
export const memberOfEvent = (event: unknown): { channelId: string; personId: string } | undefined =>
  z
    .object({ channel: text, user: text })
    .transform(({ channel, user }) => ({ channelId: channel, personId: user }))
    .safeParse(event).data;

export const viewAnswer = z
  .object({ view: z.object({ id: text, hash: text.optional().default('') }) })
  .transform(({ view }) => ({ viewId: view.id, hash: view.hash }));

/** The channel of a `channel_archive` or `group_archive` event. */
export const archivedChannel = (event: unknown): string | undefined =>
  z.object({ channel: text }).safeParse(event).data?.channel;

/** Whether a `tokens_revoked` event is about the bot's token, not only about those of users. */
export const revokesBot = (event: unknown): boolean =>
  z.object({ tokens: z.object({ bot: z.array(text).min(1) }) }).safeParse(event).success;
