import type { Instant } from '../../core/instants.ts';
import type { LeadFields } from '../../core/lead-fields.ts';
import { type Arrived, arrivedIn } from '../arrived.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import * as endpointStore from '../endpoints/endpoints-store.ts';
import type { EventName } from '../events/event-names.ts';
import { understood } from '../handing-service.ts';
import * as kept from '../kept-store.ts';
import { mappingOf } from '../presets/presets.ts';
import type { IntakeDeps } from '../service.ts';
import { unpackText } from '../unpacking-service.ts';
import { type Choices, choicesOf, type Written } from './choices.ts';
import { parseMapping } from './mapping.ts';
import type { MappedName } from './mapping-names.ts';

/** A form, what it sent last, and what each field is read from now. */
export interface FieldsView {
  readonly endpoint: Endpoint;
  /** Undefined until something has arrived, or if that can't be read. */
  readonly delivery:
    | {
        readonly id: string;
        readonly receivedAt: Instant;
        readonly arrived: readonly Arrived[];
        /** What is read now. */
        readonly choices: Choices;
      }
    | undefined;
  /** Undefined reads the usual names. */
  readonly written: Written | undefined;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly endpoint: Endpoint }
  /** Somebody else has changed it since. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'gone' };

/** Which part of what arrives is which field of a lead. */
export function createFields({ database, clock }: IntakeDeps) {
  const { db } = database;

  return {
    /** With the delivery of this id instead of the last one, if it is told. Undefined if there is no such endpoint. */
    async fields(workspaceId: string, endpointId: string, deliveryId?: string): Promise<FieldsView | undefined> {
      const endpoint = await endpointStore.findEndpoint(db, endpointId);
      if (endpoint?.workspaceId !== workspaceId) return undefined;
      const words = await kept.findWords(db, endpointId, deliveryId);
      const unpacked = words && unpackText(endpoint, words.body);
      const written = writtenIn(endpoint.mapping);
      if (words === undefined || unpacked?.kind !== 'lead') return { endpoint, delivery: undefined, written };
      const { payload, places } = unpacked;
      const arrived = arrivedIn(payload);
      const choices = choicesOf(arrived, { written, payload, usual: mappingOf({ mapping: undefined }, places) });
      return { endpoint, delivery: { id: words.id, receivedAt: words.receivedAt, arrived, choices }, written };
    },

    /** The lead that a delivery would make if the fields were read so; a reason if it would make none. */
    async rehearse(
      endpoint: Endpoint,
      deliveryId: string,
      written: Written,
    ): Promise<{ kind: 'lead'; fields: LeadFields } | { kind: 'dead'; reason: string }> {
      const words = await kept.findWords(db, endpoint.id, deliveryId);
      const wish = understood({ ...endpoint, mapping: written }, unpackText(endpoint, words?.body ?? ''));
      if (wish.kind === 'dead') return wish;
      return { kind: 'lead', fields: { ...wish.fields, source: wish.fields.source ?? endpoint.name } };
    },

    /** A new version of the mapping, for what arrives from now on, if nobody has made another one since `version`. */
    async saveFields(
      actor: { readonly id: string; readonly workspaceId: string },
      endpointId: string,
      { version, written }: { version: number; written: Written },
    ): Promise<SaveOutcome> {
      return database.transaction(async (tx) => {
        const endpoint = await endpointStore.findEndpoint(tx, endpointId);
        if (endpoint?.workspaceId !== actor.workspaceId) return { kind: 'gone' };
        const next = { ...endpoint, mapping: written, version: version + 1 };
        const isSaved = await endpointStore.updateEndpoint(tx, next, { seen: version, by: actor.id, at: clock.now() });
        if (isSaved) return { kind: 'saved', endpoint: next };
        // Who saw no answer sends the same choice again, and it has been made.
        const isSame =
          endpoint.version === next.version && JSON.stringify(endpoint.mapping) === JSON.stringify(written);
        return isSame ? { kind: 'saved', endpoint } : { kind: 'changed' };
      });
    },
  };
}

function writtenIn(mapping: unknown): Written | undefined {
  if (mapping === null || mapping === undefined) return undefined;
  const parsed = parseMapping(mapping);
  if (parsed.kind === 'faults') return undefined;
  const expressions = [...parsed.mapping.fields, ...(parsed.mapping.events ?? [])];
  const written: { [Name in MappedName | EventName]?: string } = {};
  for (const [name, expression] of expressions) written[name] = expression.map((one) => one.written).join(' || ');
  return written;
}
