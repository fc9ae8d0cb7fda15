import type { Instant } from '../../core/instants.ts';
import type { Clock } from '../clock.ts';

const RUNG = 'rung';

/** A sleep that can be ended early; a call that comes while nobody sleeps ends the next sleep at once. */
export class Alarm {
  readonly #clock: Clock;
  #bell = new AbortController();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  ring(): void {
    // With a reason of its own: else each ring would make an error, with a stack that nobody reads.
    this.#bell.abort(RUNG);
  }

  async sleepUntil(instant: Instant): Promise<void> {
    await this.#clock.sleepUntil(instant, this.#bell.signal);
    this.#bell = new AbortController();
  }
}
