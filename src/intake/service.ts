import type { CrmEvent } from '../core/crm-event.ts';
import type { Duration } from '../core/instants.ts';
import type { LeadFields } from '../core/lead-fields.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Tx } from '../platform/db/database.ts';
import type { Ids, Random } from '../platform/ids.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { SecretBox } from '../platform/secrets.ts';
import { createAccepting } from './accepting-service.ts';
import { createDeadLetters } from './dead-letters/dead-letters-service.ts';
import type { Allowance } from './endpoints/bucket.ts';
import { createEndpointsService } from './endpoints/endpoints-service.ts';
import { holdsEvents } from './events/crm-events-store.ts';
import { createEvents } from './events/events-service.ts';
import { createHandingOver } from './handing-service.ts';
import * as kept from './kept-store.ts';
import { createFields } from './mapping/fields-service.ts';
import { createWatching } from './watching/watching-service.ts';

/** Where leads go. */
export interface LeadIntake {
  /** Undefined while Baton isn't set up. */
  receive(
    tx: Tx,
    arrival: {
      workspaceId: string;
      by: 'form' | 'test';
      fields: LeadFields;
      extra: Readonly<Record<string, unknown>>;
      channelId: string;
      endpointId: string;
    },
  ): Promise<{ id: string; number: number } | undefined>;
  /** Takes over what another system, called `via`, saw happen to a lead; unknown if no lead is called so. */
  seen(
    tx: Tx,
    from: { readonly workspaceId: string; readonly endpointId: string; readonly via: string },
    event: CrmEvent,
  ): Promise<
    | { readonly kind: 'noted' | 'nothing-new'; readonly leadId: string; readonly number: number }
    | { readonly kind: 'unknown' }
  >;
}

/** Asks that the admins be told, in the transaction of what they should hear of. */
export type TellAdmins = (tx: Tx, notice: { key: string; kind: string; subject: string }) => Promise<void>;

export interface IntakeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly secrets: SecretBox;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly leads: LeadIntake;
  readonly tellAdmins: TellAdmins;
  /** Deliveries of one endpoint. */
  readonly allowance: Allowance;
}

/** What came of one delivery. The first seven are answered with 2xx. */
export type Receipt =
  | { readonly kind: 'accepted'; readonly number: number }
  /** Kept, and no lead: it has no contact that anybody could use, or cannot be read. */
  | { readonly kind: 'kept'; readonly reason: string }
  /** News of leads that are known, which these have now. */
  | { readonly kind: 'seen'; readonly leads: readonly number[] }
  /** The same, of one that is not here yet. */
  | { readonly kind: 'waiting' }
  /** Well known, and no lead: a meeting that was moved. */
  | { readonly kind: 'ignored' }
  /** Kept, and a lead as soon as Baton is set up. */
  | { readonly kind: 'early' }
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown-endpoint' }
  | { readonly kind: 'unsigned' }
  /** More than one source may send: again after `wait`. */
  | { readonly kind: 'limited'; readonly wait: Duration }
  | { readonly kind: 'not-json' }
  /** This delivery id came before with other words. */
  | { readonly kind: 'conflict' };

export type Intake = ReturnType<typeof createIntakeService>;

/** The way in: endpoints, what arrives at them, and what becomes of it. */
export function createIntakeService(deps: IntakeDeps) {
  const events = createEvents(deps);
  const handing = createHandingOver(deps, events);
  const accepting = createAccepting(deps, handing);
  return {
    ...createEndpointsService(deps),
    accept: accepting.accept,
    ...createWatching(deps, accepting),
    ...createDeadLetters(deps, handing),
    ...createFields(deps),
    handOver: handing.handOver,
    lookAgain: events.lookAgain,

    /** One delivery that made no lead; `isNews` if it was news of one that isn't here. */
    async deadLetter(id: string) {
      const { db } = deps.database;
      const dead = await kept.findDead(db, id);
      return dead && { ...dead, isNews: await holdsEvents(db, id) };
    },
  };
}
