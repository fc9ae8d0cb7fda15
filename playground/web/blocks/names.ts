import type { Office } from '../../wire.ts';

/** What the page calls somebody; the id of whoever it doesn't know. */
export function personName({ people, bot }: Office, id: string): string {
  if (id === bot.id) return bot.name;
  return people.find((person) => person.id === id)?.name ?? id;
}

/** A channel's name, without `#`. */
export const channelName = ({ channels }: Office, id: string): string =>
  channels.find((channel) => channel.id === id)?.name ?? id;

/** A user group's handle, without `@`. */
export const groupHandle = ({ userGroups }: Office, id: string): string =>
  userGroups.find((group) => group.id === id)?.handle ?? id;
