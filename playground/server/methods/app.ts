import { nested } from '../arguments.ts';
import { validateBlocks, validateView } from '../blocks/validate.ts';
import { type Json, record } from '../json.ts';
import type { Methods } from '../method.ts';
import { Refusal } from '../refusal.ts';
import type { World } from '../world.ts';

/** The methods about the app itself. */
export const appMethods: Methods = {
  'api.test': { token: 'none', scopes: [], tier: 'tier 4', run: (_world, args) => ({ args }) },
  'auth.test': {
    scopes: [],
    tier: 'special',
    run: (world) => ({
      url: `https://${world.team.domain}.slack.com/`,
      team: world.team.name,
      user: world.people.get(world.app.userId)?.name,
      team_id: world.team.id,
      user_id: world.app.userId,
      bot_id: world.app.botId,
      is_enterprise_install: false,
    }),
  },
  'apps.connections.open': { token: 'app', scopes: [], tier: 'tier 3', run: openConnection },
  'team.info': {
    scopes: ['team:read'],
    tier: 'tier 3',
    run: (world) => ({ team: { id: world.team.id, name: world.team.name, domain: world.team.domain } }),
  },
  'bots.info': {
    scopes: ['users:read'],
    tier: 'tier 3',
    run: (world, args) => {
      if (args.bot !== world.app.botId) throw new Refusal('bot_not_found');
      const { botId, appId, userId } = world.app;
      return { bot: { id: botId, deleted: false, name: world.manifest.name, app_id: appId, user_id: userId } };
    },
  },
  'blocks.validate': { token: 'none', scopes: [], tier: 'special', run: validate },
};

function openConnection(world: World): Json {
  const ticket = world.nextId('ticket');
  world.tickets.add(ticket);
  const origin = world.origin.replace(/^http/, 'ws');
  return { url: `${origin}/link/?ticket=${ticket}&app_id=${world.app.appId}` };
}

function validate(_world: World, args: Json): Json {
  const view = nested(args, 'view');
  const message = record(nested(args, 'message'));
  const faults = view ? validateView(view) : validateBlocks(message.blocks ?? nested(args, 'blocks'), 'message');
  return { errors: faults.map(({ at, message: text }) => ({ pointer: at, code: 'invalid', message: text })) };
}
