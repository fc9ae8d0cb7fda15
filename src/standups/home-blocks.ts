import type { KnownBlock } from '@slack/types';
import { section } from '../blockkit/blocks.ts';
import { type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { promptStateMessage } from './prompt-blocks.ts';
import type { PromptState } from './standing.ts';

/** A standup on somebody's Home: the same that their message of the day says, under its name. */
export function homeBlocks<A>(name: string, state: PromptState<A>, line: (ask: A) => Mrkdwn): KnownBlock[] {
  return [section(md`*${name}*`), ...(promptStateMessage(state, line).blocks ?? [])];
}
