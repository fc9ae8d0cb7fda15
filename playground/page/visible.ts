import type { Channel, Person } from '../server/model.ts';
import type { LocalSlack } from '../server/start-local-slack.ts';

/** Everybody as whom the page can be seen. */
export const players = (slack: LocalSlack): Person[] =>
  slack.people().filter((person) => !person.isBot && !person.isDeactivated);

/** The channels that somebody finds in their list. */
export const channelsOf = (slack: LocalSlack, person: string): Channel[] =>
  slack.channels().filter((channel) => channel.kind !== 'im' && !channel.isArchived && channel.members.has(person));

/** Somebody's messages with the bot; there are none before the first. */
export const botMessagesOf = (slack: LocalSlack, person: string): Channel | undefined =>
  slack.channels().find((channel) => channel.kind === 'im' && channel.members.has(person));
