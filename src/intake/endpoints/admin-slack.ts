import { say } from '../../platform/slack/listeners/answers.ts';
import type { Answer, Call } from '../../platform/slack/listeners/listeners.ts';
import { notAdminMessage } from '../blocks.ts';

export interface IntakeActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly isAdmin: boolean;
  /** What Slack calls the one press or form by which they act; it may be delivered twice. */
  readonly gesture?: string | undefined;
}

/** Secrets let leads in, and what was sent is somebody's words: all of it is for admins. */
export const asAdmin =
  <A extends IntakeActor, C extends Call<A>>(run: (call: C) => Promise<Answer>) =>
  async (call: C): Promise<Answer> =>
    call.actor.isAdmin ? run(call) : say(notAdminMessage());
