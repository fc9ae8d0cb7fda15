import type { KnownBlock } from '@slack/types';
import { section } from '../blockkit/blocks.ts';
import { type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { promptStateMessage } from './prompt-blocks.ts';
import type { PromptState } from './standing.ts';

/**
 * A standup on somebody's Home: the same that their message of the day says, under its name if that doesn't say it. Their asks
 * have their buttons further down.
 */
export function homeBlocks<A>(name: string, state: PromptState<A>, line: (ask: A) => Mrkdwn): KnownBlock[] {
  const blocks = promptStateMessage(state, (ask) => [section(line(ask))]).blocks ?? [];
  return state.kind === 'asked' ? [...blocks] : [section(md`*${name}*`), ...blocks];
}
