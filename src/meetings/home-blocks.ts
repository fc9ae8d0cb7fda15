import type { KnownBlock } from '@slack/types';
import { actionsOf, section } from '../blockkit/blocks.ts';
import { button, linkButton } from '../blockkit/elements.ts';
import { lines, md, when } from '../blockkit/mrkdwn.ts';
import { webUrl } from '../blockkit/urls.ts';
import { definitionQuestion } from '../core/lead-definition.ts';
import type { ShownSchedule } from '../core/schedule-form.ts';
import { OPEN_THREAD } from './ahead-blocks.ts';
import { askButtons } from './definition/definition-blocks.ts';
import { ADD_TOPIC } from './parent-blocks.ts';
import type { MeetingView } from './thread-view.ts';
import { meetingName, topicsText } from './words.ts';

/** What of the meetings somebody's Home shows. */
export type MeetingAtHome =
  /** One that is prepared or held; its thread has an address as soon as it stands in Slack. */
  | { readonly kind: 'prepared'; readonly view: MeetingView; readonly address: string | undefined }
  | { readonly kind: 'scheduled'; readonly schedule: Pick<ShownSchedule, 'howOften' | 'at' | 'zone'> };

/** On somebody's Home: the next meeting, where its thread is, and how a topic gets on its agenda. */
export function homeRows(next: MeetingAtHome): readonly KnownBlock[] {
  const add = button('Add a topic', ADD_TOPIC, { label: 'Add a topic to the smarketing meeting' });
  if (next.kind === 'scheduled') {
    const { howOften, at, zone } = next.schedule;
    return [section(lines(md`*Smarketing meeting*`, md`${howOften}, at ${at} (${zone})`), add)];
  }
  const { meeting, items, check } = next.view;
  const url = next.address === undefined ? undefined : webUrl(next.address);
  return [
    section(
      lines(
        md`*${meetingName(meeting)}* · ${when(meeting.meetsAt, 'date-time', meeting.zone)}`,
        md`${topicsText(items)}`,
        check?.state === 'open' && md`Definition check: ${definitionQuestion(check.word)}`,
      ),
    ),
    actionsOf(
      `meeting:${meeting.id}`,
      ...(url === undefined ? [] : [linkButton('Open the thread', OPEN_THREAD, url)]),
      add,
      ...askButtons(check),
    ),
  ];
}
