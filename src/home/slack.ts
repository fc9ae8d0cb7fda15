import { z } from 'zod';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { Home } from './service.ts';

const opened = z.object({ user: z.string(), tab: z.string() });

/** Slack tells when somebody opens the tab, which is when it must be drawn. */
export function homeListeners<A, B>(home: Home<B>): Listeners<A> {
  return {
    events: {
      async app_home_opened(event) {
        const read = opened.safeParse(event);
        if (read.success && read.data.tab === 'home') await home.opened(read.data.user);
      },
    },
  };
}
