import { type Duration, type Instant, MINUTE, SECOND } from '../../../core/instants.ts';
import { type HistoryQuery, OP_EVENT, type SlackClient } from '../client/client.ts';

export type Found =
  | { readonly kind: 'found'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'not-there' }
  /** The history scopes were declined: nobody can tell. */
  | { readonly kind: 'cannot-look'; readonly scope: string };

export interface Sought {
  readonly op: string;
  /** The id of a channel or of a direct conversation; for direct messages to somebody not yet written to, the person. */
  readonly to: { readonly channel: string } | { readonly person: string };
  readonly threadTs: string | undefined;
  /** When it may have been posted for the first time. */
  readonly since: Instant;
}

// Slack's timestamps come from its own clock, and ours may be off.
const MARGIN: Duration = 2 * MINUTE;
const MOST_PAGES = 5;

/** Looks for a message of ours by the op in its metadata: did a post whose answer we don't have arrive? */
export async function lookUp(client: SlackClient, { op, to, threadTs, since }: Sought): Promise<Found> {
  const channel = 'channel' in to ? to.channel : await client.openDirect(to.person);
  let query: HistoryQuery = { channel, oldest: slackTime(since - MARGIN) };
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = threadTs === undefined ? await client.history(query) : await client.replies({ ...query, threadTs });
    if (answer.kind === 'missing-scope') return { kind: 'cannot-look', scope: answer.scope };
    const hit = answer.value.messages.find(
      ({ metadata }) => metadata?.event_type === OP_EVENT && metadata.event_payload.op === op,
    );
    if (hit !== undefined) return { kind: 'found', channel, ts: hit.ts };
    if (answer.value.next === undefined) break;
    query = { ...query, cursor: answer.value.next };
  }
  return { kind: 'not-there' };
}

/** A copy that is restored may be days old. */
const MOST_PAGES_SINCE = 100;

/** All messages of ours in a conversation or thread since then, by their ops. */
export async function opsSince(
  client: SlackClient,
  { to, threadTs, since }: Omit<Sought, 'op'>,
): Promise<
  | { readonly kind: 'read'; readonly channel: string; readonly byOp: ReadonlyMap<string, string> }
  | { readonly kind: 'cannot-look'; readonly scope: string }
> {
  const channel = 'channel' in to ? to.channel : await client.openDirect(to.person);
  const byOp = new Map<string, string>();
  let query: HistoryQuery = { channel, oldest: slackTime(since - MARGIN) };
  for (let page = 0; page < MOST_PAGES_SINCE; page += 1) {
    const answer = threadTs === undefined ? await client.history(query) : await client.replies({ ...query, threadTs });
    if (answer.kind === 'missing-scope') return { kind: 'cannot-look', scope: answer.scope };
    for (const { metadata, ts } of answer.value.messages) {
      if (metadata?.event_type === OP_EVENT) byOp.set(String(metadata.event_payload.op), ts);
    }
    if (answer.value.next === undefined) break;
    query = { ...query, cursor: answer.value.next };
  }
  return { kind: 'read', channel, byOp };
}

const slackTime = (at: Instant): string => (Math.max(0, at) / SECOND).toFixed(6);
