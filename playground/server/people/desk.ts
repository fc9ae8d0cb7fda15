import type { Parcel, Receipt } from '../delivery.ts';
import type { Json } from '../json.ts';
import type { Channel, Message, Person, View } from '../model.ts';
import type { SeenMessage, SeenView } from '../seen.ts';
import { findView, topModal } from '../views.ts';
import type { World } from '../world.ts';

/** What all that a person can do starts from. */
export interface Desk {
  readonly world: World;
  /** The person as they are now; throws for ids of nobody and for people who cannot act. */
  readonly person: () => Person;
  /** What this person has entered into a message's menus and fields. */
  readonly entered: (message: Message) => Map<string, Json>;
  /** Brings something to the app. */
  readonly deliver: (type: Parcel['type'], payload: Parcel['payload']) => Promise<Receipt>;
}

export function deskOf(world: World, id: string, deliver: Desk['deliver']): Desk {
  const entries = new WeakMap<Message, Map<string, Json>>();
  return {
    world,
    deliver,
    entered(message) {
      const known = entries.get(message) ?? new Map<string, Json>();
      entries.set(message, known);
      return known;
    },
    person() {
      const person = world.people.get(id);
      if (!person) throw new Error(`Nobody at Slack is ${id}.`);
      if (person.isDeactivated) throw new Error(`${id} is deactivated and cannot sign in.`);
      return person;
    },
  };
}

/** A channel by id or by name (with or without `#`) that this person can see. */
export function visibleChannel({ world, person }: Desk, name: string): Channel {
  const { id, isRestricted, isUltraRestricted, teamId } = person();
  const found =
    world.channels.get(name) ??
    [...world.channels.values()].find((one) => one.kind !== 'im' && one.name === name.replace(/^#/, ''));
  const isGuest = isRestricted || isUltraRestricted || teamId !== world.team.id;
  const isVisible = found && (found.members.has(id) || (found.kind === 'public' && !isGuest));
  if (!isVisible) throw new Error(`${id} sees no channel ${name}.`);
  return found;
}

/** Whether this person can see a message. */
export const canSee = (desk: Desk, message: Message): boolean =>
  message.onlyFor === undefined || message.onlyFor === desk.person().id;

/** The message as it is now; throws if it is gone or this person cannot see it. */
export function currentMessage(
  desk: Desk,
  seen: Pick<SeenMessage, 'channel' | 'ts'>,
): { channel: Channel; message: Message } {
  const channel = visibleChannel(desk, seen.channel);
  const message = channel.messages.find((one) => one.ts === seen.ts && canSee(desk, one));
  if (!message)
    throw new Error(`${desk.person().id} sees no message ${seen.ts} in ${channel.id}: it is gone or was never theirs.`);
  return { channel, message };
}

/** The view as it is now; throws if this person doesn't have it before them. */
export function currentView({ world, person }: Desk, seen: Pick<SeenView, 'id'>): View {
  const { id } = person();
  const view = findView(world, seen.id);
  if (view?.person !== id) throw new Error(`${id} has no view ${seen.id} open.`);
  if (view.type === 'modal' && topModal(world, id) !== view) throw new Error(`Another modal lies on ${seen.id}.`);
  return view;
}

const COMPLAINTS: Readonly<Record<string, string>> = {
  timeout: 'the app did not respond',
  no_connection: 'the app is not connected',
};

/** Why something failed, as Slack tells it. */
export const complaint = (reason: string): string => COMPLAINTS[reason] ?? `of an error (${reason})`;
