import { refusal } from '../blockkit/message.ts';
import { say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call } from '../platform/slack/listeners/listeners.ts';
import { notAdminMessage } from './blocks.ts';
import type { SetupActor } from './service.ts';

/** Admins change everything. */
export const asAdmin =
  <A extends SetupActor, C extends Call<A>>(run: (call: C) => Promise<Answer>) =>
  async (call: C): Promise<Answer> =>
    call.actor.isAdmin ? run(call) : say(notAdminMessage());

/** Managers of sales change the promises that they answer for. */
export const asManager =
  <A extends SetupActor, C extends Call<A>>(run: (call: C) => Promise<Answer>) =>
  async (call: C): Promise<Answer> =>
    call.actor.isAdmin || call.actor.manages.includes('sales') ? run(call) : say(NOT_MANAGER);

const NOT_MANAGER = refusal('Only the managers of sales and admins change the promise. Ask one of them, please.');
