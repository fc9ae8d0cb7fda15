import { VIEW } from '../../src/blockkit/limits.ts';
import { withIds } from './blocks/identifiers.ts';
import { stateValues } from './blocks/state.ts';
import { type Fault, validateView } from './blocks/validate.ts';
import { isRecord, type Json, present, records } from './json.ts';
import type { View } from './model.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Checks a view from the app, which may replace an open one, and copies it as Slack keeps it. */
export function readView(world: World, view: unknown, type: View['type'], replaced?: View): Json {
  if (!isRecord(view)) throw invalidView([{ at: '/view', message: 'must be an object' }]);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW.bytes.max) throw new Refusal('view_too_large');
  const faults = validateView(view);
  if (view.type !== type) faults.push({ at: '/view/type', message: `must be ${type}` });
  if (faults.length > 0) throw invalidView(faults);
  const external = view.external_id;
  const holder = external ? openViews(world).find((one) => one.content.external_id === external) : undefined;
  if (holder && holder !== replaced) throw new Refusal('duplicate_external_id');
  return { ...view, blocks: withIds(world, records(view.blocks)) };
}

const invalidView = (faults: readonly Fault[]): Refusal =>
  new Refusal('invalid_arguments', {
    response_metadata: { messages: faults.map(({ at, message }) => `[ERROR] ${message} [json-pointer:${at}]`) },
  });

const openViews = (world: World): View[] => [...[...world.modals.values()].flat(), ...world.homes.values()];

export const modalsOf = (world: World, person: string): readonly View[] => world.modals.get(person) ?? [];

/** The modal that the person looks at. */
export const topModal = (world: World, person: string): View | undefined => modalsOf(world, person).at(-1);

/** Shows a modal instead of all others. */
export function openModal(world: World, person: string, content: Json): View {
  world.modals.set(person, []);
  return stackModal(world, person, content);
}

/** Lays a modal on the others. */
export function pushModal(world: World, person: string, content: Json): View {
  if (modalsOf(world, person).length >= VIEW.stack.max) throw new Refusal('push_limit_reached');
  return stackModal(world, person, content);
}

function stackModal(world: World, person: string, content: Json): View {
  const stack = modalsOf(world, person);
  const id = world.nextId('V');
  const view = newView(world, {
    id,
    person,
    type: 'modal',
    content,
    rootId: stack[0]?.id ?? id,
    previousId: stack.at(-1)?.id,
  });
  world.modals.set(person, [...stack, view]);
  world.changes.changed();
  return view;
}

/** Sets a person's home tab. */
export function setHome(world: World, person: string, content: Json): View {
  const id = world.homes.get(person)?.id ?? world.nextId('V');
  const view = newView(world, { id, person, type: 'home', content, rootId: id, previousId: undefined });
  world.homes.set(person, view);
  world.changes.changed();
  return view;
}

function newView(world: World, view: Omit<View, 'hash' | 'entered' | 'errors'>): View {
  return { ...view, hash: nextHash(world), entered: new Map(), errors: {} };
}

/** Changes an open view in place. What a person has entered stays where block id and action id stay. */
export function replaceContent(world: World, view: View, content: Json): void {
  view.content = content;
  view.hash = nextHash(world);
  view.errors = {};
  world.changes.changed();
}

/** The open view with this id. */
export const findView = (world: World, id: string): View | undefined => openViews(world).find((view) => view.id === id);

export const findByExternalId = (world: World, externalId: string): View | undefined =>
  openViews(world).find((view) => view.content.external_id === externalId);

/** Takes away the top modal, or all of them. */
export function dropModals(world: World, person: string, which: 'top' | 'all'): void {
  world.modals.set(person, which === 'all' ? [] : modalsOf(world, person).slice(0, -1));
  world.changes.changed();
}

const nextHash = (world: World): string => `${Math.floor(world.clock.now() / 1_000)}.${world.nextId('h')}`;

/** A view as the Web API and payloads show it. */
export function viewObject(world: World, view: View): Json {
  const { content } = view;
  return present({
    id: view.id,
    team_id: world.team.id,
    type: view.type,
    blocks: content.blocks,
    private_metadata: content.private_metadata ?? '',
    callback_id: content.callback_id ?? '',
    state: { values: stateValues(records(content.blocks), view.entered) },
    hash: view.hash,
    title: content.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: content.clear_on_close ?? false,
    notify_on_close: content.notify_on_close ?? false,
    close: content.close ?? null,
    submit: content.submit ?? null,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: world.app.appId,
    external_id: content.external_id ?? '',
    app_installed_team_id: world.team.id,
    bot_id: world.app.botId,
  });
}
