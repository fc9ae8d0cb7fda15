import type { SeenMessage } from '../server/seen.ts';
import type { Stage } from './stage.ts';

/** A message as somebody sees it now; undefined if it is gone. */
export const seenMessage = (
  { slack }: Stage,
  as: string,
  { channel, ts }: Pick<SeenMessage, 'channel' | 'ts'>,
): SeenMessage | undefined =>
  slack
    .person(as)
    .thread({ channel, ts })
    .find((message) => message.ts === ts);
