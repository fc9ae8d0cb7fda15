import { record } from '../../playground/server/json.ts';
import type { ApiCall } from '../../playground/server/records.ts';
import type { LocalSlack } from '../../playground/server/start-local-slack.ts';

/** The posts that Slack took, by their op, in the order in which they were sent. */
export function postsOf(slack: LocalSlack): Map<string, ApiCall[]> {
  const landed = slack.records.callsOf('chat.postMessage').filter(({ answer }) => answer?.ok === true);
  return Map.groupBy(landed, opOfCall);
}

export const isLabelled = ({ args }: ApiCall): boolean => JSON.stringify(args).includes('Possible repeat');

function opOfCall({ args }: ApiCall): string {
  const metadata = typeof args.metadata === 'string' ? JSON.parse(args.metadata) : args.metadata;
  return String(record(record(metadata).event_payload).op);
}
