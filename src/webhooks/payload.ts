import type { Instant } from '../core/instants.ts';
import { isoText } from '../core/iso-text.ts';
import { impersonalRecord, type LeadFields } from '../core/lead-fields.ts';
import { ERASED, type JournalEntry, PING, toldOf, typeOf } from './event.ts';

/** A lead, as somebody outside may read it. */
export interface FollowedLead {
  readonly id: string;
  readonly number: number;
  readonly stage: string;
  readonly owner: { readonly personId: string } | undefined;
  readonly receivedAt: Instant;
  readonly firstContactAt: Instant | undefined;
  readonly isTest: boolean;
  readonly fields: LeadFields;
}

/** What the body of a delivery says. Its shape is a promise to programs: things may be added, never renamed. */
export function bodyOf(
  entry: JournalEntry,
  lead: FollowedLead,
  { names, isPersonal }: { names: ReadonlyMap<string, string>; isPersonal: boolean },
): string {
  const colleague = (id: string | undefined) => (id === undefined ? null : { id, name: names.get(id) ?? null });
  const told = Object.entries(toldOf(entry, isPersonal)).map(([name, value]) => [
    snakeCase(name),
    PEOPLE.has(name) && typeof value === 'string' ? colleague(value) : plain(name, value),
  ]);
  const { fields } = lead;
  return JSON.stringify({
    type: typeOf(entry.kind),
    timestamp: isoText(entry.at),
    data: {
      lead: {
        id: lead.id,
        number: lead.number,
        stage: lead.stage,
        owner: colleague(lead.owner?.personId),
        ...impersonalRecord(fields),
        received_at: isoText(lead.receivedAt),
        first_contact_at: lead.firstContactAt === undefined ? null : isoText(lead.firstContactAt),
        is_test: lead.isTest,
        ...(isPersonal && { person: personOf(fields) }),
      },
      change: Object.fromEntries(told),
      by: colleague(entry.by),
      // The order of what happened to one lead.
      sequence: entry.seq,
    },
  });
}

/** The body of what asks others to forget who is behind a lead. */
export const erasedBody = ({ id, number }: Pick<FollowedLead, 'id' | 'number'>, now: Instant): string =>
  JSON.stringify({ type: ERASED, timestamp: isoText(now), data: { lead: { id, number } } });

/** The body of what tries an address. */
export const pingBody = (addressId: string, now: Instant): string =>
  JSON.stringify({ type: PING, timestamp: isoText(now), data: { address: addressId } });

/** The colleagues whom this entry and its lead name. */
export function colleaguesIn({ by, change }: JournalEntry, lead: FollowedLead): readonly string[] {
  const named = Object.entries(change).flatMap(([name, value]) =>
    PEOPLE.has(name) && typeof value === 'string' ? [value] : [],
  );
  const all = [by, lead.owner?.personId, ...named].filter((id) => id !== undefined);
  return [...new Set(all)];
}

const personOf = (fields: LeadFields) => ({
  name: fields.contactName ?? null,
  email: fields.email ?? null,
  phone: fields.phone ?? null,
  message: fields.message ?? null,
});

/** In which of an entry's details a colleague stands. */
const PEOPLE: ReadonlySet<string> = new Set(['to', 'from']);

function plain(name: string, value: unknown): unknown {
  const isInstant = typeof value === 'number' && /(^since$|^until$|At$)/.test(name);
  return isInstant ? isoText(value) : (value ?? null);
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
