import type { KnownBlock } from '@slack/types';
import { actionsOf, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { joined, md } from '../blockkit/mrkdwn.ts';
import { type HeadsUpView, nameIn } from './heads-up-view.ts';
import { SHOW } from './list-blocks.ts';
import { answerButtons, startText } from './post-blocks.ts';

/** On somebody's Home: what they are asked and have not answered; nothing if nothing waits for them. */
export const homeRows = (waiting: readonly HeadsUpView[]): readonly KnownBlock[] =>
  waiting.length === 0 ? [] : [section(md`*Is this clear to you?*`), ...waiting.flatMap(rowOf)];

function rowOf(view: HeadsUpView): readonly KnownBlock[] {
  const { id, number, terms, by } = view.headsUp;
  const read = button('Read', SHOW, { value: id, label: `Read heads-up ${number}` });
  return [
    section(joined([md`*Heads-up ${number}* ${terms.title}`, startText(view), md`from ${nameIn(view, by)}`], ' · ')),
    actionsOf(`heads-up:${id}`, read, ...answerButtons(view.headsUp)),
  ];
}
