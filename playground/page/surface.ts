import type { Json } from '../server/json.ts';
import type { Channel, Person } from '../server/model.ts';
import type { Reader } from './reader.ts';

/** What blocks are drawn on: a message or a view, as one person has it before them. */
export interface Surface {
  readonly reader: Reader;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  /** The channel that the person is in, which some fields suggest. */
  readonly currentChannel: string;
  /** What is wrong with a field, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  /** The address at which something is done with an element. */
  deed(name: 'press' | 'choose'): string;
  /** What an element holds now. */
  stateOf(block: Json, element: Json): Json;
}
