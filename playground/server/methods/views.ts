import { nested, optionalText, requiredText } from '../arguments.ts';
import { redeemTrigger } from '../interaction.ts';
import type { Json } from '../json.ts';
import type { Methods } from '../method.ts';
import type { View } from '../model.ts';
import { invalidArguments, Refusal } from '../refusal.ts';
import {
  findByExternalId,
  findView,
  modalsOf,
  openModal,
  pushModal,
  readView,
  replaceContent,
  setHome,
  viewObject,
} from '../views.ts';
import type { World } from '../world.ts';

/** The methods for modals and the home tab. */
export const viewMethods: Methods = {
  'views.open': { scopes: [], tier: 'tier 4', run: open },
  'views.push': { scopes: [], tier: 'tier 4', run: push },
  'views.update': { scopes: [], tier: 'tier 4', run: update },
  'views.publish': { scopes: [], tier: 'tier 4', run: publish },
};

function open(world: World, args: Json): Json {
  const trigger = redeemTrigger(world, requiredText(args, 'trigger_id'));
  const content = readView(world, nested(args, 'view'), 'modal');
  return { view: viewObject(world, openModal(world, trigger.person, content)) };
}

function push(world: World, args: Json): Json {
  const trigger = redeemTrigger(world, requiredText(args, 'trigger_id'));
  const isInModal = modalsOf(world, trigger.person).some((view) => view.id === trigger.viewId);
  if (!isInModal) throw new Refusal('not_found');
  const content = readView(world, nested(args, 'view'), 'modal');
  return { view: viewObject(world, pushModal(world, trigger.person, content)) };
}

function update(world: World, args: Json): Json {
  const view = namedView(world, args);
  refuseStale(view, args);
  replaceContent(world, view, readView(world, nested(args, 'view'), view.type, view));
  return { view: viewObject(world, view) };
}

function namedView(world: World, args: Json): View {
  const id = optionalText(args, 'view_id');
  const externalId = optionalText(args, 'external_id');
  if (id === undefined && externalId === undefined) throw invalidArguments('missing required field: view_id');
  const view = id === undefined ? findByExternalId(world, externalId ?? '') : findView(world, id);
  if (!view) throw new Refusal('not_found');
  return view;
}

function refuseStale(view: View | undefined, args: Json): void {
  const hash = optionalText(args, 'hash');
  if (hash !== undefined && hash !== view?.hash) throw new Refusal('hash_conflict');
}

function publish(world: World, args: Json): Json {
  if (!world.manifest.homeTab) throw new Refusal('not_enabled');
  const user = requiredText(args, 'user_id');
  const person = world.people.get(user);
  if (!person || person.isBot || person.teamId !== world.team.id) throw invalidArguments('user_id is not valid');
  refuseStale(world.homes.get(user), args);
  return { view: viewObject(world, setHome(world, user, readView(world, nested(args, 'view'), 'home'))) };
}
