import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { usedBy } from '../src/platform/slack/listeners/listener-table.ts';
import { backends } from './support/backends.ts';
import { openOffice } from './support/baton.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

const names = z.array(z.string());
const manifest = z
  .object({
    features: z.object({
      shortcuts: z.array(z.object({ type: z.enum(['global', 'message']), callback_id: z.string() })),
      slash_commands: z.array(z.object({ command: z.string(), usage_hint: z.string(), should_escape: z.boolean() })),
    }),
    oauth_config: z.object({ scopes: z.object({ bot: names, bot_optional: names }) }),
    settings: z.object({ event_subscriptions: z.object({ bot_events: names }) }),
  })
  .parse(parse(read('../manifest.yml')));

/** What the real listeners use, and the words of each command in the order of help. */
async function used() {
  const [backend] = backends;
  if (backend === undefined) throw new Error('No database');
  const { app } = await openOffice(backend, { isSetUp: false });
  const commands = app.listeners.flatMap(({ commands = [] }) => commands);
  return { ...usedBy(app.listeners), wordsOf: Map.groupBy(commands, ({ command }) => command) };
}

const sorted = (list: readonly string[]): string[] => [...list].sort();

it("is valid by Slack's own schema", () => {
  const schema: object = JSON.parse(read('data/slack-manifest.schema.2.0.0.json'));
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  validate(parse(read('../manifest.yml')));
  expect(validate.errors ?? []).toEqual([]);
});

it('has the commands, shortcuts, events and scopes that the code uses, and nothing else', async () => {
  const { features, oauth_config, settings } = manifest;
  const shortcuts = (type: string) =>
    features.shortcuts.filter((one) => one.type === type).map(({ callback_id }) => callback_id);
  const code = await used();
  expect(sorted(features.slash_commands.map(({ command }) => command))).toEqual(code.commands);
  expect(sorted(shortcuts('global'))).toEqual(code.globalShortcuts);
  expect(sorted(shortcuts('message'))).toEqual(code.messageShortcuts);
  expect(sorted(settings.event_subscriptions.bot_events)).toEqual(code.events);
  expect(sorted(oauth_config.scopes.bot)).toEqual(code.scopes);
  expect(sorted(oauth_config.scopes.bot_optional)).toEqual(code.optionalScopes);
});

it('hints at every word of each command, in the order of its help', async () => {
  const { wordsOf } = await used();
  for (const { command, usage_hint } of manifest.features.slash_commands) {
    const words = wordsOf.get(command)?.map(({ word }) => word) ?? [];
    const others = command === '/baton' ? ['lead …', 'standup …'] : [];
    expect(usage_hint, command).toBe([...words, ...others, 'help'].join(' | '));
  }
});

it('lets people and channels arrive as ids', () => {
  expect(manifest.features.slash_commands.every(({ should_escape }) => should_escape)).toBe(true);
});

it('asks for no scope for a method that nothing calls', async () => {
  const folder = new URL('../src/platform/slack/', import.meta.url);
  const calls = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('/methods.ts'))
    .map((path) => readFileSync(new URL(path, folder), 'utf8'))
    .join('\n');
  const { methods } = await used();
  expect(methods.filter((name) => !calls.includes(`'${name}'`))).toEqual([]);
});
