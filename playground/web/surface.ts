import type { Instant } from '../../src/core/instants.ts';
import type { Entry, Json, Office, Words } from '../wire.ts';

/** Through whose eyes something is drawn. */
export interface Reader {
  readonly id: string;
  readonly zone: string;
  readonly now: Instant;
  readonly office: Office;
}

/** What blocks are drawn on: a message or a view, as one person has it before them. */
export interface Surface {
  readonly reader: Reader;
  /** What is wrong with a field, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  /** What a field holds now, in the shape of `state.values`; undefined for what holds nothing, such as buttons. */
  stateOf(block: Json, element: Json): Json | undefined;
  /** Somebody types into a field of a modal; nobody is told before it is submitted. */
  enter(block: Json, element: Json, entry: Entry): void;
  /** Somebody presses a button; the app is told. */
  press(block: Json, element: Json): void;
  /** Somebody chooses in a menu or field that tells the app at once. */
  choose(block: Json, element: Json, choice: Words): void;
  /** True while the app is being told something and hasn't answered. */
  readonly isBusy: boolean;
}
