import type { Instant } from '../core/instants.ts';

/** A failure that may pass by itself: the same work is tried again. */
export class Transient extends Error {
  /** Not before this instant, if the other side said so. */
  readonly retryAt: Instant | undefined;
  /** False for an outage of the whole other side, which must not use up the attempts of one job. */
  readonly countsAsAttempt: boolean;

  constructor(
    message: string,
    options: { retryAt?: Instant | undefined; countsAsAttempt?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'Transient';
    this.retryAt = options.retryAt;
    this.countsAsAttempt = options.countsAsAttempt ?? true;
  }
}

/** What a permanent failure is about, so that the right person can be told. */
export interface FailureSubject {
  readonly channel?: string;
  readonly person?: string;
  readonly scope?: string;
}

/** A failure that trying again does not mend: parked, and `advice` tells its owner what to do. */
export class Permanent extends Error {
  /** The other side's code, such as `is_archived`. */
  readonly code: string;
  /** A sentence for the person who can mend it, saying what to do. */
  readonly advice: string;
  readonly subject: FailureSubject;

  constructor(message: string, options: { code: string; advice: string; subject?: FailureSubject; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'Permanent';
    this.code = options.code;
    this.advice = options.advice;
    this.subject = options.subject ?? {};
  }
}
