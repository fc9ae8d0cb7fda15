import type { Message } from '../../playground/server/model.ts';
import { plainMessage } from '../../playground/server/plain-text.ts';
import type { SeenMessage } from '../../playground/server/seen.ts';
import type { LocalSlack } from '../../playground/server/start-local-slack.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { LEADS } from './storm-office.ts';

/** A lead's card, as people in the channel read it. */
export interface SeenCard {
  readonly ts: string;
  readonly number: number;
  /** Who has it; undefined while it is free. */
  readonly owner: string | undefined;
}

/** Everything in a channel, oldest first. */
export const messagesIn = (slack: LocalSlack, channel: string): readonly Message[] =>
  slack.channels().find(({ id }) => id === channel)?.messages ?? [];

export const directOf = (person: string): string => `D${person.replace(/^U/, '')}`;

export function cardOf(slack: LocalSlack, company: string): SeenCard | undefined {
  const message = messagesIn(slack, LEADS).find(
    ({ fromBot, onlyFor, threadTs, text }) =>
      fromBot && onlyFor === undefined && threadTs === undefined && text.includes(`${company},`),
  );
  if (message === undefined) return undefined;
  const says = plainMessage(message);
  return {
    ts: message.ts,
    number: Number(/#(\d+) /.exec(says)?.[1]),
    owner: /<@(\w+)>\*? has it/.exec(says)?.[1],
  };
}

/** The words about a lead that only this person was told. */
export const toldTo = (slack: LocalSlack, person: string, number: number): string[] =>
  messagesIn(slack, LEADS)
    .filter(({ onlyFor }) => onlyFor === person)
    .map((message) => plainMessage(message))
    .filter((says) => says.includes(`#${number} `));

/** A message as this person can press on it. */
export const pressable = (slack: LocalSlack, person: string, channel: string, ts: string): SeenMessage | undefined =>
  slack
    .person(person)
    .sees(channel)
    .find((message) => message.ts === ts);

/** Waits for an answer that isn't undefined; undefined after `ms`. */
export async function within<T>(ms: number, look: () => T | undefined): Promise<T | undefined> {
  const until = systemClock.now() + ms;
  for (;;) {
    const answer = look();
    if (answer !== undefined || systemClock.now() > until) return answer;
    await pause(15);
  }
}

export const pause = (ms: number): Promise<void> => systemClock.sleepUntil(systemClock.now() + ms);
