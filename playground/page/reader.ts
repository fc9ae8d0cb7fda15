import type { Instant } from '../../src/core/instants.ts';
import type { Stage } from './stage.ts';

/** Through whose eyes something is drawn: names, their zone, and the time. */
export interface Reader {
  readonly id: string;
  readonly zone: string;
  readonly now: Instant;
  nameOf(person: string): string;
  channelName(channel: string): string;
  groupName(group: string): string;
}

export function readerOf({ slack, clock, zone, company }: Stage, id: string): Reader {
  const people = new Map(slack.people().map((person) => [person.id, person]));
  const channels = new Map(slack.channels().map((channel) => [channel.id, channel.name]));
  const groups = new Map((company.userGroups ?? []).map((group) => [group.id, group.handle]));
  const nameOf = (person: string) => people.get(person)?.realName ?? people.get(person)?.name ?? person;
  return {
    id,
    zone: people.get(id)?.tz ?? zone,
    now: clock.now(),
    nameOf,
    channelName: (channel) => channels.get(channel) ?? channel,
    groupName: (group) => groups.get(group) ?? group,
  };
}
