import { HOUR, MINUTE, SECOND } from '../../../core/instants.ts';
import type { SteadyClock } from '../../clock.ts';
import { Alarm } from '../../jobs/alarm.ts';
import type { Log } from '../../log.ts';
import type { Ports } from '../../ports.ts';
import { timeAtSlack } from './time-at-slack.ts';

/** Keeps the clock right although the machine's may be wrong. */
export interface Timekeeper {
  /** Asks for the first time; resolves when Slack has answered, or after three seconds. */
  start(): Promise<void>;
  stop(): void;
}

const PATIENCE = 3 * SECOND;

/** Slack's servers know what time it is: they are asked at the start, each hour, and when the clock was set. */
export function keepTime(deps: {
  readonly clock: SteadyClock;
  readonly fetch: Ports['fetch'];
  readonly apiUrl: string;
  readonly log: Pick<Log, 'warn'>;
}): Timekeeper {
  const { clock, log } = deps;
  const alarm = new Alarm(clock);
  let isStopped = false;

  async function ask(): Promise<boolean> {
    const enough = new AbortController();
    const late = clock.sleepUntil(clock.now() + PATIENCE, enough.signal);
    const said = await Promise.race([late, timeAtSlack(deps, deps.apiUrl).catch(() => undefined)]);
    enough.abort();
    if (said === undefined) return false;
    const before = clock.ahead;
    clock.correct(said);
    if (clock.ahead !== before) log.warn('clock.corrected', { ms: clock.ahead });
    return true;
  }

  async function goOn(isSure: boolean): Promise<void> {
    while (!isStopped) {
      await alarm.sleepUntil(clock.now() + (isSure ? HOUR : MINUTE));
      if (!isStopped) isSure = await ask();
    }
  }

  // Until Slack has said whether it was set rightly, ours goes on by the time that passes.
  clock.onStep((by) => {
    log.warn('clock.stepped', { ms: by });
    alarm.ring();
  });

  return {
    async start() {
      void goOn(await ask());
    },
    stop() {
      isStopped = true;
      alarm.ring();
    },
  };
}
