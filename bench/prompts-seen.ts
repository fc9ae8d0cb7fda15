import type { ApiCall } from '../playground/server/records.ts';
import type { LocalSlack } from '../playground/server/start-local-slack.ts';
import { POST } from '../src/standups/prompt-blocks.ts';

/** A message that Slack has taken. */
export interface Taken {
  /** The person or channel that it was sent to. */
  readonly to: string;
  /** In real milliseconds. */
  readonly at: number;
  readonly isPrompt: boolean;
  readonly blocks: string;
}

/** What Slack has taken so far, read on from where it was left: cheap enough to be asked often. */
export function createWatch({ records }: Pick<LocalSlack, 'records'>) {
  const taken: Taken[] = [];
  let [read, refused] = [0, 0];

  return {
    /** Messages in the order in which they came. */
    taken,
    /** How many calls Slack has sent away because of its limits. */
    get refused() {
      return refused;
    },
    look(): void {
      for (; records.calls[read]?.answeredAt !== undefined; read += 1) {
        const call = records.calls[read];
        if (call?.status === 429) refused += 1;
        const message = call && messageOf(call);
        if (message !== undefined) taken.push(message);
      }
    },
  };
}

function messageOf({ method, args, answer, answeredAt }: ApiCall): Taken | undefined {
  if (method !== 'chat.postMessage' || answer?.ok !== true || answeredAt === undefined) return undefined;
  const blocks = typeof args.blocks === 'string' ? args.blocks : JSON.stringify(args.blocks ?? []);
  const to = String(args.channel);
  return { to, at: answeredAt, isPrompt: to.startsWith('U') && blocks.includes(`"${POST}"`), blocks };
}
