import type { MessageContent } from '../../../blockkit/message.ts';
import { managesAny, type Rights } from '../../../core/rights.ts';
import { say } from './answers.ts';
import type { Answer, Call } from './listeners.ts';

/** Lets managers of either team and admins do something; everybody else reads `refusal`. */
export const forManagers =
  (refusal: () => MessageContent) =>
  <C extends Call<Rights>>(run: (call: C) => Promise<Answer>) =>
  async (call: C): Promise<Answer> =>
    managesAny(call.actor) ? run(call) : say(refusal());
