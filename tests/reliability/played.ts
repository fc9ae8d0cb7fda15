import type { Message } from '../../playground/server/model.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Flow } from './kill-flow.ts';
import type { PlayedScene } from './kill-scene.ts';
import type { Supervised } from './supervised.ts';

/** A story that has come to rest. */
export interface Played {
  readonly scene: PlayedScene;
  readonly baton: Supervised;
  readonly clock: Clock;
  readonly oldMessages: ReadonlySet<string>;
  readonly flow: Flow;
}

/** What the bot has posted and everybody concerned sees. */
export const posted = ({ slack }: PlayedScene): Message[] =>
  slack.channels().flatMap(({ messages }) => messages.filter((one) => one.fromBot && one.onlyFor === undefined));
