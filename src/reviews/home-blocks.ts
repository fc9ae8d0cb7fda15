import type { KnownBlock } from '@slack/types';
import { actions, section } from '../blockkit/blocks.ts';
import { button, linkButton } from '../blockkit/elements.ts';
import { lines, md, when } from '../blockkit/mrkdwn.ts';
import { webUrl } from '../blockkit/urls.ts';
import { counted } from '../core/time-text.ts';
import type { ReviewsAtHome, WaitingReview } from './at-home.ts';
import { START } from './planning/start-blocks.ts';
import { OPEN_THREAD } from './thread/running-blocks.ts';

/** On somebody's Home: the reviews that wait for them, and where one is started. */
export function homeRows({ waiting, mayStart }: ReviewsAtHome): readonly KnownBlock[] {
  if (waiting.length === 0 && !mayStart) return [];
  return [
    section(waiting.length === 0 ? md`*Lead reviews*` : md`*To judge*`),
    ...waiting.map(waitingRow),
    ...(mayStart ? [actions(button('Start a lead review', START))] : []),
  ];
}

function waitingRow({ number, judged, of, dueAt, zone, address }: WaitingReview): KnownBlock {
  const url = address === undefined ? undefined : webUrl(address);
  const left = md`${counted(of - judged, 'lead')} left, one tap each, until ${when(dueAt, 'date-time', zone)}`;
  return section(
    lines(md`*Review ${number}*`, left),
    url === undefined
      ? undefined
      : linkButton('Judge', OPEN_THREAD, url, { label: `Judge the leads of review ${number}` }),
  );
}
