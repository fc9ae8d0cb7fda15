import { EVENT_SCOPES, METHODS, type Method, type MethodName, methodNames, SUBSCRIPTIONS } from '../client/methods.ts';
import { type CommandTable, UMBRELLA } from './commands.ts';
import type { ActionCall, Answer, EventListener, Listeners, ShortcutCall, Subcommand, ViewCall } from './listeners.ts';

/** All features' listeners in one place. */
export interface ListenerTable<A> {
  readonly commands: CommandTable<A>;
  readonly actions: ReadonlyMap<string, (call: ActionCall<A>) => Promise<Answer>>;
  readonly views: ReadonlyMap<string, (call: ViewCall<A>) => Promise<Answer>>;
  readonly globalShortcuts: ReadonlyMap<string, (call: ShortcutCall<A>) => Promise<Answer>>;
  readonly messageShortcuts: ReadonlyMap<string, (call: ShortcutCall<A>) => Promise<Answer>>;
  /** Several features may listen to one event. */
  readonly events: ReadonlyMap<string, readonly EventListener[]>;
  /** What guests may do, by id, or by command and word. */
  readonly forGuests: ReadonlySet<string>;
}

/** Throws, so that the start fails, when two features claim one id or one word. */
export function tableOf<A>(listeners: readonly Listeners<A>[]): ListenerTable<A> {
  const table = {
    commands: commandsOf(listeners.flatMap((one) => one.commands ?? [])),
    actions: merged(
      'action',
      listeners.map((one) => one.actions),
    ),
    views: merged(
      'view',
      listeners.map((one) => one.views),
    ),
    globalShortcuts: merged(
      'global shortcut',
      listeners.map((one) => one.globalShortcuts),
    ),
    messageShortcuts: merged(
      'message shortcut',
      listeners.map((one) => one.messageShortcuts),
    ),
    events: eventsOf(listeners),
    forGuests: new Set(listeners.flatMap((one) => one.forGuests ?? [])),
  };
  refuseUnknown(table);
  for (const id of table.actions.keys()) {
    if (id.includes('|')) throw new Error(`Action ${id}: "|" separates an action from its value in an overflow`);
  }
  return table;
}

/** A mistyped id would let nobody in, and nobody would notice. */
function refuseUnknown<A>({ commands, actions, views, globalShortcuts, forGuests }: ListenerTable<A>): void {
  const words = [...commands.values()].flat().map(nameOf);
  const known = new Set([...actions.keys(), ...views.keys(), ...globalShortcuts.keys(), ...words]);
  const unknown = [...forGuests].find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`Guests are let in to ${unknown}, which nobody listens to`);
}

/** As it is typed: "/standup skip". */
export const nameOf = <A>({ command, word }: Subcommand<A>): string => `${command} ${word}`;

/** What the code uses of the app's configuration, to be compared with manifest.yml. */
export function usedBy<A>(listeners: readonly Listeners<A>[]): {
  readonly commands: readonly string[];
  readonly globalShortcuts: readonly string[];
  readonly messageShortcuts: readonly string[];
  /** As they stand in the manifest. */
  readonly events: readonly string[];
  readonly methods: readonly MethodName[];
  readonly scopes: readonly string[];
  /** Those that an admin may decline. */
  readonly optionalScopes: readonly string[];
} {
  const table = tableOf(listeners);
  const isInvoked = table.commands.size + table.globalShortcuts.size + table.messageShortcuts.size > 0;
  const methods: readonly Method[] = methodNames.map((name) => METHODS[name]);
  const ofMethods = methods.flatMap((one) => one.scopes);
  const ofEvents = [...table.events.keys()].flatMap((type) => EVENT_SCOPES[type] ?? []);
  const subscriptions = [...table.events.keys()].flatMap((type) =>
    Object.entries(SUBSCRIPTIONS[type] ?? { [type]: '' }),
  );
  const optionalScopes = [
    ...methods.flatMap((one) => one.optionalScopes ?? []),
    ...subscriptions.flatMap(([, scope]) => scope || []),
  ];
  return {
    commands: sorted(table.commands.keys()),
    globalShortcuts: sorted(table.globalShortcuts.keys()),
    messageShortcuts: sorted(table.messageShortcuts.keys()),
    events: sorted(subscriptions.map(([name]) => name)),
    methods: methodNames,
    scopes: sorted([...ofMethods, ...ofEvents, ...(isInvoked ? ['commands'] : [])]),
    optionalScopes: sorted(optionalScopes),
  };
}

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

function commandsOf<A>(subcommands: readonly Subcommand<A>[]): CommandTable<A> {
  const table = Map.groupBy(subcommands, (one) => one.command);
  for (const [command, its] of table) {
    if (!/^\/[a-z][a-z0-9-]*$/.test(command)) throw new Error(`${command} is no slash command`);
    const words = its.flatMap((one) => [one.word, ...(one.aliases ?? [])]);
    // The umbrella's own words would hide the commands of these names.
    refuseDuplicates(
      command,
      command === UMBRELLA ? [...words, ...[...table.keys()].map((name) => name.slice(1))] : words,
    );
    if (words.some((word) => word !== word.toLowerCase() || /\s/.test(word))) {
      throw new Error(`${command}: words are written small and without spaces`);
    }
    if (its.filter((one) => one.isDefault).length > 1) throw new Error(`${command} has two defaults`);
  }
  return table;
}

function refuseDuplicates(what: string, names: readonly string[]): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new Error(`${what}: "${twice}" is taken twice`);
}

function merged<T>(what: string, parts: readonly (Readonly<Record<string, T>> | undefined)[]): ReadonlyMap<string, T> {
  const entries = parts.flatMap((part) => Object.entries(part ?? {}));
  refuseDuplicates(
    what,
    entries.map(([id]) => id),
  );
  return new Map(entries);
}

function eventsOf<A>(listeners: readonly Listeners<A>[]): ReadonlyMap<string, readonly EventListener[]> {
  const events = new Map<string, EventListener[]>();
  for (const [type, listener] of listeners.flatMap((one) => Object.entries(one.events ?? {}))) {
    if (!Object.hasOwn(EVENT_SCOPES, type)) throw new Error(`Event ${type}: say in methods.ts which scopes it needs`);
    events.set(type, [...(events.get(type) ?? []), listener]);
  }
  return events;
}
