import { z } from 'zod';

/** What of the app's manifest decides how Slack treats the app. */
export interface Manifest {
  readonly name: string;
  readonly homeTab: boolean;
  readonly messagesTab: boolean;
  /** People cannot write to the bot. */
  readonly messagesTabReadOnly: boolean;
  readonly interactivity: boolean;
  readonly commands: readonly { command: string; shouldEscape: boolean; description: string; usageHint: string }[];
  readonly shortcuts: readonly { name: string; type: 'global' | 'message'; callbackId: string }[];
  readonly botScopes: readonly string[];
  readonly optionalScopes: readonly string[];
  readonly botEvents: readonly string[];
}

const list = z.array(z.string()).default([]);

const shape = z.looseObject({
  display_information: z.looseObject({ name: z.string() }),
  features: z.looseObject({
    app_home: z
      .looseObject({
        home_tab_enabled: z.boolean().default(false),
        messages_tab_enabled: z.boolean().default(false),
        messages_tab_read_only_enabled: z.boolean().default(true),
      })
      .optional(),
    bot_user: z.looseObject({ display_name: z.string() }).optional(),
    shortcuts: z
      .array(z.looseObject({ name: z.string(), type: z.enum(['global', 'message']), callback_id: z.string() }))
      .default([]),
    slash_commands: z
      .array(
        z.looseObject({
          command: z.string(),
          description: z.string().default(''),
          usage_hint: z.string().default(''),
          should_escape: z.boolean().default(false),
        }),
      )
      .default([]),
  }),
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: list, bot_optional: list }) }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ bot_events: list }).optional(),
    interactivity: z.looseObject({ is_enabled: z.boolean() }).optional(),
  }),
});

/** Reads a parsed manifest; throws if it isn't one. */
export function readManifest(document: unknown): Manifest {
  const { display_information, features, oauth_config, settings } = shape.parse(document);
  return {
    name: features.bot_user?.display_name ?? display_information.name,
    homeTab: features.app_home?.home_tab_enabled ?? false,
    messagesTab: features.app_home?.messages_tab_enabled ?? false,
    messagesTabReadOnly: features.app_home?.messages_tab_read_only_enabled ?? true,
    interactivity: settings.interactivity?.is_enabled ?? false,
    commands: features.slash_commands.map((one) => ({
      command: one.command,
      shouldEscape: one.should_escape,
      description: one.description,
      usageHint: one.usage_hint,
    })),
    shortcuts: features.shortcuts.map((one) => ({ name: one.name, type: one.type, callbackId: one.callback_id })),
    botScopes: oauth_config.scopes.bot,
    optionalScopes: oauth_config.scopes.bot_optional,
    botEvents: settings.event_subscriptions?.bot_events ?? [],
  };
}
