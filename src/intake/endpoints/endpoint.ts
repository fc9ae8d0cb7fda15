import { z } from 'zod';
import type { Instant } from '../../core/instants.ts';

/** How a sender signs; the schemes of INTAKE-1. There is no unsigned one. */
export const SCHEMES = ['standard', 'hmac-hex', 'hmac-base64', 'stripe', 'token'] as const;

export type Scheme = (typeof SCHEMES)[number];

/** How one sender signs that is known by name, and nobody else. */
const OWN_SCHEMES = ['hubspot', 'webflow', 'body-key'] as const;

/** How one endpoint's sender signs and names its deliveries. */
export const signingSchema = z.strictObject({
  scheme: z.enum([...SCHEMES, ...OWN_SCHEMES]),
  /** The header that carries the signature or token, where the scheme doesn't fix it. */
  header: z.string().optional(),
  /** What stands before the signature, such as `sha256=`. */
  prefix: z.string().optional(),
  /** Milliseconds that a signed timestamp may be old or ahead; 300 s without it. */
  tolerance: z.number().positive().optional(),
  /** The field of the body that carries the secret, where nothing else does. */
  field: z.string().optional(),
  /** Path in the body of the id that a repeated delivery keeps. */
  deliveryPath: z.string().optional(),
});

export type Signing = z.infer<typeof signingSchema>;

/** An address at which signed leads arrive from one source. */
export interface Endpoint {
  /** The last part of its address: `website` in `/hooks/website`. */
  readonly id: string;
  readonly workspaceId: string;
  /** The source that its leads get unless they name one. */
  readonly name: string;
  /** Who sends: a preset's id, or `generic`. */
  readonly preset: string;
  readonly signing: Signing;
  readonly channelId: string;
  /** As typed; undefined reads the usual names. */
  readonly mapping: unknown;
  /** Of the mapping: 1, and one more with each change. */
  readonly version: number;
  readonly createdAt: Instant;
}

/** Makes the last part of an address from a name: `Website form (DE)` becomes `website-form-de`. */
export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40)
    .replace(/-$/, '');
}

/** What a scheme is called on a screen. */
export const SCHEME_NAMES: Readonly<Record<Scheme, string>> = {
  standard: 'Standard Webhooks',
  'hmac-hex': 'HMAC-SHA256, hex',
  'hmac-base64': 'HMAC-SHA256, base64',
  stripe: 'Stripe style (t=,v1=)',
  token: 'Secret in a header',
};

/** The header of a scheme that lets one choose, when nobody has. */
export const USUAL_HEADERS: Readonly<Partial<Record<Signing['scheme'], string>>> = {
  'hmac-hex': 'x-signature-256',
  'hmac-base64': 'x-signature-256',
  stripe: 'x-signature',
  token: 'x-baton-token',
};
