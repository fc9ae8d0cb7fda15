import { say } from '../platform/slack/listeners/answers.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { Reports } from './service.ts';
import { sourcesMessage } from './sources-blocks.ts';

/** Who acts, as far as reports are concerned. */
export interface ReaderActor {
  readonly workspaceId: string;
}

/** Reports that people ask for. */
export const reportListeners = <A extends ReaderActor>(reports: Reports): Listeners<A> => ({
  commands: [
    {
      command: '/lead-review',
      word: 'sources',
      usage: '[last]',
      summary: 'best and worst sources this month',
      run: async ({ actor, text }) =>
        say(sourcesMessage(await reports.sources(actor.workspaceId, /^(last|before)/i.test(text) ? 1 : 0))),
    },
  ],
});
