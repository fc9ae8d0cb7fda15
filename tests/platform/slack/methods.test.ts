import { expect, it } from 'vitest';
import { z } from 'zod';
import { usedBy } from '../../../src/platform/slack/listener-table.ts';
import { manifest } from './workspace.ts';

const scopes = z.object({
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()) }) }),
});

it('the methods need the scopes of the manifest, no more and no less', () => {
  const { bot, bot_optional } = scopes.parse(manifest).oauth_config.scopes;
  const used = usedBy([{ globalShortcuts: { any: async () => ({ kind: 'nothing' }) } }]);
  expect(used.scopes).toEqual([...bot].sort());
  expect(used.optionalScopes).toEqual([...bot_optional].sort());
});
