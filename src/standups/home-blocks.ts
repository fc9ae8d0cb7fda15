import type { KnownBlock } from '@slack/types';
import { section } from '../blockkit/blocks.ts';
import { isKnownBlock } from '../blockkit/charts.ts';
import { type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import type { ActionView } from '../core/action.ts';
import { promptStateMessage } from './prompt-blocks.ts';
import type { PromptState } from './standing.ts';

/** An ask and an action in one line each. */
export interface HomeLines<A> {
  readonly ask: (ask: A) => Mrkdwn;
  readonly action: (action: ActionView) => Mrkdwn;
}

/**
 * A standup on somebody's Home: the same that their message of the day says, under its name if that doesn't say it. Their asks
 * and what they have to do have their buttons further down.
 */
export function homeBlocks<A>(name: string, state: PromptState<A>, lines: HomeLines<A>): KnownBlock[] {
  const shown = promptStateMessage(state, {
    ask: (ask) => [section(lines.ask(ask))],
    action: (action) => [section(lines.action(action))],
  });
  const blocks = shown.blocks?.filter(isKnownBlock) ?? [];
  return state.kind === 'asked' ? blocks : [section(md`*${name}*`), ...blocks];
}
