import type { z } from 'zod';
import type { Instant } from '../../core/instants.ts';
import type { Tx } from '../db/handles.ts';
import { Permanent } from '../errors.ts';

/** A handler's answer "not done yet: call me again at this instant", as due times move. */
export interface Later {
  readonly later: Instant;
}

/** "Call me again at this instant"; where there is none, "done". */
export function later(at: Instant): Later;
export function later(at: Instant | undefined): Later | undefined;
export function later(at: Instant | undefined): Later | undefined {
  return at === undefined ? undefined : { later: at };
}

/** One run of a job. */
export interface Job<P> {
  readonly key: string;
  readonly payload: P;
  /** 1 for the first try; failures that do not count leave it as it is. */
  readonly attempt: number;
  /**
   * Completes this job inside the service's transaction, so that its effect and its completion are one. If the key was
   * enqueued again meanwhile, the job becomes ready again instead. Throws `LeaseLost` if it isn't ours any more.
   */
  settle(tx: Tx): Promise<void>;
  /** Only asks: throws `LeaseLost` if this job isn't ours any more. For the transaction before an effect in the outside world. */
  confirm(tx: Tx): Promise<void>;
}

/** What an async function without a result resolves to. */
type Nothing = Awaited<Promise<void>>;

/** What a feature does with the jobs of one kind. Handlers make the world match the present state: twice is harmless. */
export interface JobDefinition<P> {
  readonly kind: string;
  readonly payload: z.ZodType<P>;
  /** Failures that count before the job is parked; ten if absent. */
  readonly attempts?: number;
  /** It comes by thousands, and what others have enqueued goes first; it never takes all places. */
  readonly givesWay?: true;
  handle(job: Job<P>): Promise<Later | Nothing>;
}

/** A definition whose payload's type is erased: what comes from the table is parsed before the handler sees it. */
export interface JobKind {
  readonly kind: string;
  readonly payload: z.ZodType;
  readonly attempts: number;
  readonly givesWay: boolean;
  handle(job: Job<unknown>): Promise<Later | undefined>;
}

const DEFAULT_ATTEMPTS = 10;

/** Declares a kind of job. The runner parks a job whose payload does not parse. */
export function defineJob<P>(definition: JobDefinition<P>): JobKind {
  const { kind, payload, attempts = DEFAULT_ATTEMPTS, givesWay = false } = definition;
  return {
    kind,
    payload,
    attempts,
    givesWay,
    handle: async (job) => (await definition.handle({ ...job, payload: parsed(definition, job) })) ?? undefined,
  };
}

/** This run has been overtaken: another process holds the lease, or the job was cancelled. Its transaction must not commit. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor(key: string) {
    super(`Job ${key} is not ours any more.`);
  }
}

function parsed<P>({ kind, payload }: JobDefinition<P>, job: Job<unknown>): P {
  const result = payload.safeParse(job.payload);
  if (result.success) return result.data;
  // Trying again cannot mend it.
  throw new Permanent(`Job ${job.key} has a payload that kind ${kind} does not understand.`, {
    code: 'invalid_payload',
    advice: 'This is a fault of Baton: please report it with the name of the job.',
    cause: result.error,
  });
}
