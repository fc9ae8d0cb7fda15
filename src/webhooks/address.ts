import type { Duration, Instant } from '../core/instants.ts';

/**
 * `paused` by an admin, `stopped` by us after days of failures: in both events wait. `gone` is what its server says of itself
 * (410), and `removed` what an admin did: nothing is kept for these.
 */
export type AddressState = 'on' | 'paused' | 'stopped' | 'gone' | 'removed';

/** Somewhere outside that follows what happens to leads. */
export interface Address {
  /** What it is called in commands: its host, in small letters and hyphens. */
  readonly id: string;
  readonly workspaceId: string;
  readonly url: string;
  /** Public names of events; undefined for all. */
  readonly events: readonly string[] | undefined;
  /** Whether it is told names, addresses and what people wrote. */
  readonly isPersonal: boolean;
  readonly state: AddressState;
  readonly createdAt: Instant;
  /** How often in a row it has failed, since when, and how the last time. */
  readonly failures: number;
  readonly failingSince: Instant | undefined;
  readonly lastFault: string | undefined;
  /** Its server asked not to be called before. */
  readonly heldUntil: Instant;
}

export type DeliveryState = 'waiting' | 'delivered' | 'given-up' | 'dropped';

/** One event on its way to one address. */
export interface Delivery {
  /** The `webhook-id`: the same at each try. */
  readonly id: string;
  readonly addressId: string;
  readonly type: string;
  /** Undefined for a ping. */
  readonly leadNumber: number | undefined;
  readonly createdAt: Instant;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAt: Instant;
  readonly lastStatus: number | undefined;
  readonly lastFault: string | undefined;
  readonly latency: Duration | undefined;
}

/** How one address does: for lists. */
export interface AddressView extends Address {
  readonly waiting: number;
  readonly lastDeliveredAt: Instant | undefined;
}

/** Makes a name of an address: `https://crm.example.com/x` becomes `crm-example-com`, the second one `crm-example-com-2`. */
export function nameFor(url: string, count: number): string {
  const host = new URL(url).host
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return count === 1 ? host : `${host}-${count}`;
}

/** As admins see it in Slack: what follows the host is often the key to it. */
export const hostOf = (address: Pick<Address, 'url'>): string => new URL(address.url).host;

export const wants = ({ events }: Pick<Address, 'events'>, type: string): boolean =>
  events === undefined || events.includes(type);
