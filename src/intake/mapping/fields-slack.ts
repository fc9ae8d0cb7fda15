import { z } from 'zod';
import { isKnownBlock } from '../../blockkit/charts.ts';
import { type MessageContent, message } from '../../blockkit/message.ts';
import type { LeadFields } from '../../core/lead-fields.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Listeners, ViewCall } from '../../platform/slack/listeners/listeners.ts';
import { unknownEndpointMessage } from '../blocks.ts';
import { asAdmin, type IntakeActor } from '../endpoints/admin-slack.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { endpointModal } from '../endpoints/endpoint-blocks.ts';
import type { Intake } from '../service.ts';
import { watchView } from '../watching/watch-slack.ts';
import { type Choices, type Written, writtenFrom } from './choices.ts';
import {
  CHOOSE,
  FIELD_LABELS,
  fieldsModal,
  KEEP,
  LOOK_AGAIN,
  OPEN_FIELDS,
  previewModal,
  SAVE_FIELDS,
  waitingModal,
} from './fields-blocks.ts';
import { MAPPED_NAMES, type MappedName } from './mapping-names.ts';

export interface FieldsDeps {
  /** The address under which an endpoint can be reached from outside. */
  readonly urlOf: (endpointId: string) => string;
  /** The card that a lead would have, were it to arrive now; undefined before the set-up. Nothing of it is kept. */
  readonly previewCard: (
    workspaceId: string,
    lead: { readonly fields: LeadFields; readonly channelId: string; readonly endpointId: string },
  ) => Promise<MessageContent | undefined>;
}

/** Choosing which part of what a form sends is which field of a lead. */
export function fieldsListeners<A extends IntakeActor>(
  intake: Intake,
  { urlOf, previewCard }: FieldsDeps,
): Required<Pick<Listeners<A>, 'actions' | 'views'>> {
  async function choose(actor: A, endpointId: string, kind: 'push' | 'update'): Promise<Answer> {
    const view = await intake.fields(actor.workspaceId, endpointId);
    if (view === undefined) return say(unknownEndpointMessage());
    const { endpoint, delivery } = view;
    if (delivery === undefined || delivery.arrived.length === 0) {
      return { kind, view: waitingModal(endpoint, urlOf(endpointId)) };
    }
    const metadata = written({ e: endpointId, d: delivery.id, v: endpoint.version, m: {} });
    return { kind, view: fieldsModal(endpoint, delivery, metadata) };
  }

  async function preview(endpoint: Endpoint, deliveryId: string, mapping: Written) {
    const lead = await intake.rehearse(endpoint, deliveryId, mapping);
    if (lead.kind === 'dead') return { card: { reason: lead.reason }, read: [] };
    const { workspaceId, channelId, id } = endpoint;
    const card = await previewCard(workspaceId, { fields: lead.fields, channelId, endpointId: id });
    const read = [...FIELD_LABELS].flatMap(([field, label]): [string, string][] => {
      const value = field === 'firstName' || field === 'lastName' ? undefined : lead.fields[field];
      return value === undefined ? [] : [[label, String(value)]];
    });
    return { card: card?.blocks?.filter(isKnownBlock) ?? { reason: 'Baton is not set up yet' }, read };
  }

  return {
    actions: {
      [OPEN_FIELDS]: asAdmin(({ actor, value }: ActionCall<A>) => choose(actor, value, 'push')),
      [LOOK_AGAIN]: asAdmin(({ actor, value }: ActionCall<A>) => choose(actor, value, 'update')),
    },
    views: {
      [CHOOSE]: asAdmin(async ({ actor, metadata, values }: ViewCall<A>) => {
        const form = readMetadata(metadata);
        const view = form && (await intake.fields(actor.workspaceId, form.e, form.d));
        if (form === undefined || view?.delivery === undefined) return say(unknownEndpointMessage());
        const choices = choicesIn(values.option);
        const mapping = writtenFrom(choices, view.delivery.arrived, view.written);
        if (Object.keys(mapping).length === 0)
          return errors({ email: 'Choose at least one field, such as the e-mail.' });
        const { card, read } = await preview(view.endpoint, form.d, mapping);
        return { kind: 'update', view: previewModal(read, card, written({ ...form, m: choices })) };
      }),

      [SAVE_FIELDS]: asAdmin(async ({ actor, metadata }: ViewCall<A>) => {
        const form = readMetadata(metadata);
        const view = form && (await intake.fields(actor.workspaceId, form.e, form.d));
        if (form === undefined || view?.delivery === undefined) return say(unknownEndpointMessage());
        const mapping = writtenFrom(form.m, view.delivery.arrived, view.written);
        const saved = await intake.saveFields(actor, form.e, { version: form.v, written: mapping });
        if (saved.kind === 'changed') return say(CHANGED);
        const endpoint = (await intake.list(actor.workspaceId)).find(({ id }) => id === form.e);
        if (saved.kind === 'gone' || endpoint === undefined) return say(unknownEndpointMessage());
        const watched = await watchView(intake, actor.workspaceId, form.e, true);
        return { kind: 'update', view: watched ?? endpointModal(endpoint, urlOf(form.e), true) };
      }),
    },
  };
}

const CHANGED = message(
  'Somebody else has just chosen the fields of this form. Open it again to see what it reads now.',
);

/** Ids, and which of what arrived is which field; never what arrived. */
const metadataShape = z.object({
  e: z.string(),
  d: z.string(),
  v: z.number(),
  m: z.record(z.string(), z.union([z.number(), z.literal(KEEP)])),
});

const written = (form: z.infer<typeof metadataShape>): string => JSON.stringify(form);

function readMetadata(text: string): { e: string; d: string; v: number; m: Choices } | undefined {
  try {
    const { m, ...form } = metadataShape.parse(JSON.parse(text));
    return { ...form, m: choicesIn((name) => (m[name] === undefined ? undefined : String(m[name]))) };
  } catch {
    return undefined;
  }
}

function choicesIn(chosen: (name: MappedName) => string | undefined): Choices {
  const choices: { [Name in MappedName]?: number | 'keep' } = {};
  for (const name of MAPPED_NAMES) {
    const value = chosen(name);
    if (value === KEEP) choices[name] = KEEP;
    else if (value !== undefined && /^\d{1,3}$/.test(value)) choices[name] = Number(value);
  }
  return choices;
}
