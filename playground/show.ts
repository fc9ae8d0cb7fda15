import { MINUTE } from '../src/core/instants.ts';
import { type OpenStage, openStage, type StageOptions } from './open-stage.ts';
import type { Stage } from './page/stage.ts';
import type { OutsideWorld } from './wire.ts';

/** What is on at present; a reset puts another stage in its place. */
export interface Show {
  readonly stage: Stage;
  readonly botState: OutsideWorld['bot'];
  /** Begins anew with another company; of several who ask at once each gets the same. */
  reset(): Promise<void>;
  /** Calls when anything has changed that somebody can see. */
  subscribe(listener: () => void): () => void;
  stop(): Promise<void>;
}

// In real milliseconds: nobody tells us that the bot has begun to work, or that a minute is over.
const LOOK_EVERY = 200;

/** Raises the curtain: everything runs and is set up. */
export async function openShow(options: StageOptions): Promise<Show> {
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  let resetting: Promise<void> | undefined;
  // What happens before the curtain rises again is not to be seen, and would keep the machine busy with showing it.
  const open = () =>
    openStage(options, () => {
      if (resetting === undefined) changed();
    });
  let stage: OpenStage = await open();
  let seen = { isBusy: false, minute: 0 };
  let isLooking = false;

  async function look(): Promise<void> {
    if (isLooking || resetting !== undefined) return;
    isLooking = true;
    const now = { isBusy: await isBusy(stage), minute: Math.floor(stage.clock.now() / MINUTE) };
    isLooking = false;
    if (now.isBusy === seen.isBusy && now.minute === seen.minute) return;
    seen = now;
    changed();
  }

  async function replace(): Promise<void> {
    changed();
    await stage.close();
    stage = await open();
  }

  const watch = setInterval(() => void look(), LOOK_EVERY);
  return {
    get stage() {
      return stage;
    },
    get botState() {
      if (resetting !== undefined || !stage.bot.isUp()) return 'restarting';
      return seen.isBusy ? 'busy' : 'up';
    },
    reset() {
      resetting ??= replace().finally(() => {
        resetting = undefined;
        changed();
      });
      return resetting;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      clearInterval(watch);
      await resetting?.catch(() => {});
      await stage.close();
    },
  };
}

/** A database that is being closed tells nothing; whoever closes it says what is going on. */
const isBusy = ({ bot }: Stage): Promise<boolean> => bot.isBusy().catch(() => false);
