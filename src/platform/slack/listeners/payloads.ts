import { z } from 'zod';

/** What we read of the payloads that Slack sends when somebody does something. */

const text = z.string();
const optionalText = text.nullish().transform((value) => value ?? undefined);
const withId = z.object({ id: text });

export const commandPayload = z.object({
  command: text,
  text: text.optional().default(''),
  user_id: text,
  team_id: text,
  enterprise_id: optionalText,
  channel_id: text,
  trigger_id: text,
});

const interaction = z.object({
  user: z.object({ id: text, team_id: optionalText }),
  team: withId.nullish(),
  enterprise: withId.nullish(),
  channel: withId.nullish(),
  trigger_id: optionalText,
});
export type Interaction = z.infer<typeof interaction>;

const message = z.object({
  ts: text,
  thread_ts: optionalText,
  text: text.optional().default(''),
  user: optionalText,
});

const view = z.object({
  id: text,
  type: text,
  hash: text.optional().default(''),
  callback_id: text.optional().default(''),
  private_metadata: text.optional().default(''),
  app_installed_team_id: optionalText,
  state: z
    .object({ values: z.record(text, z.record(text, z.unknown())) })
    .nullish()
    .transform((state) => state ?? { values: {} }),
  blocks: z.array(z.unknown()).optional().default([]),
});
export type ViewPayload = z.infer<typeof view>;

const option = z.object({ value: text });

const action = z.object({
  type: text,
  action_id: text,
  block_id: optionalText,
  value: optionalText,
  url: optionalText,
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
  selected_user: optionalText,
  selected_users: z.array(text).nullish(),
  selected_channel: optionalText,
  selected_channels: z.array(text).nullish(),
  selected_conversation: optionalText,
  selected_conversations: z.array(text).nullish(),
  selected_date: optionalText,
  selected_time: optionalText,
  selected_date_time: z.number().nullish(),
});
export type ActionPayload = z.infer<typeof action>;

export const actionsPayload = interaction.extend({
  actions: z.array(action).min(1),
  container: z
    .object({
      message_ts: optionalText,
      channel_id: optionalText,
      thread_ts: optionalText,
      is_ephemeral: z.boolean().nullish(),
    })
    .optional()
    .default({ message_ts: undefined, channel_id: undefined, thread_ts: undefined, is_ephemeral: undefined }),
  message: message.extend({ blocks: z.array(z.unknown()).optional().default([]) }).nullish(),
  view: view.nullish(),
});

export type ActionsPayload = z.infer<typeof actionsPayload>;

export const submissionPayload = interaction.extend({ view });

const inputBlock = z.object({ type: z.literal('input'), block_id: text });

/** Where an error about the whole modal can stand. */
export const firstField = ({ blocks }: ViewPayload): string | undefined =>
  blocks.map((block) => inputBlock.safeParse(block).data?.block_id).find((id) => id !== undefined);

export const shortcutPayload = interaction.extend({
  type: z.enum(['shortcut', 'message_action']),
  callback_id: text,
  message_ts: optionalText,
  message: message.nullish(),
});

export const eventPayload = z.object({
  team_id: optionalText,
  event_id: text.optional().default(''),
  authorizations: z
    .array(z.object({ team_id: optionalText }))
    .nullish()
    .transform((list) => list ?? []),
  event: z.unknown(),
});

/** The one thing that was chosen or pressed, and everything where several can be. */
export function chosen(payload: ActionPayload): { value: string; selected?: readonly string[] } {
  const many =
    payload.selected_options?.map((one) => one.value) ??
    payload.selected_users ??
    payload.selected_channels ??
    payload.selected_conversations;
  const one =
    payload.value ??
    payload.selected_option?.value ??
    payload.selected_user ??
    payload.selected_channel ??
    payload.selected_conversation ??
    payload.selected_date ??
    payload.selected_time ??
    payload.selected_date_time?.toString();
  return many == null ? { value: one ?? '' } : { value: one ?? many[0] ?? '', selected: many };
}
