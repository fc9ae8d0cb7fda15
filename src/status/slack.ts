import type { Listeners } from '../platform/slack/listeners.ts';
import { statusMessage } from './blocks.ts';
import type { Status } from './service.ts';

/** `/baton status`, for everybody. */
export function statusListeners<A>(status: Status): Listeners<A> {
  return {
    commands: [
      {
        command: '/baton',
        word: 'status',
        usage: '',
        summary: 'whether Baton is well',
        isDefault: true,
        run: async () => ({ kind: 'say', message: statusMessage(await status.report()) }),
      },
    ],
  };
}
