import type { LeadFields } from '../../core/lead-fields.ts';
import type { Lead } from '../lead.ts';
import { type Decision, move, refuse } from '../transitions.ts';

export type CompleteRefusal = { readonly kind: 'nothing-missing' };

/**
 * Adds what a lead lacks. What it says already stays: whoever fills in a form with an old card before them must not overwrite
 * what the prospect has said since.
 */
export function complete(lead: Lead, given: LeadFields, by: string): Decision<CompleteRefusal> {
  const known = new Set(Object.keys(lead.fields));
  const added = Object.fromEntries(Object.entries(given).filter(([name]) => !known.has(name)));
  const names = Object.keys(added).filter((name) => !KEYS.includes(name));
  if (names.length === 0) return refuse({ kind: 'nothing-missing' });
  return move(lead, { kind: 'completed', fields: names }, by, { fields: { ...lead.fields, ...added } });
}

/** What follows from other fields. */
const KEYS: readonly string[] = ['emailKey', 'phoneKey'];
