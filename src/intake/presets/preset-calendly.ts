import { z } from 'zod';
import { MINUTE } from '../../core/instants.ts';
import { fieldCalled } from '../mapping/mapping-names.ts';
import type { Preset } from './preset.ts';
import { named, underLabels } from './preset-fields.ts';

const body = z.looseObject({
  event: z.string().optional(),
  payload: z
    .looseObject({
      uri: z.string().optional(),
      name: z.string().nullish(),
      email: z.string().nullish(),
      first_name: z.string().nullish(),
      last_name: z.string().nullish(),
      text_reminder_number: z.string().nullish(),
      questions_and_answers: z.array(z.looseObject({ question: z.string(), answer: z.unknown() })).nullish(),
      tracking: z.record(z.string(), z.unknown()).nullish(),
      scheduled_event: z.looseObject({ name: z.string().nullish(), start_time: z.string().nullish() }).nullish(),
      old_invitee: z.string().nullish(),
    })
    .optional(),
});

/** What Calendly tells besides, and what is no lead. */
const NO_LEADS: Readonly<Record<string, string>> = {
  'invitee.canceled': 'a meeting was cancelled or moved',
  'invitee_no_show.created': 'somebody did not come to a meeting',
  'invitee_no_show.deleted': 'somebody did come to a meeting after all',
};

export const calendly: Preset = {
  name: 'Calendly',
  signing: { scheme: 'stripe', header: 'calendly-webhook-signature', tolerance: 3 * MINUTE },
  secretBy: 'baton',
  advice: 'make a webhook subscription to invitee.created with its API; the secret is its signing_key',
  deliveryId(sent) {
    const { event, payload } = body.safeParse(sent).data ?? {};
    // One invitee has the same address when they come and when they cancel.
    return payload?.uri === undefined ? undefined : `${event}:${payload.uri}`;
  },
  unpack(sent) {
    const { event, payload: invitee } = body.safeParse(sent).data ?? {};
    const why = NO_LEADS[event ?? ''];
    if (why !== undefined) return { kind: 'ignored', reason: why };
    if (event !== 'invitee.created' || invitee === undefined) {
      return { kind: 'unreadable', reason: `it is no booking of Calendly, but an event ${named(event)}` };
    }
    // A moved meeting arrives as one that was cancelled and a new one, which names whom it follows.
    if (invitee.old_invitee != null) return { kind: 'ignored', reason: 'a meeting was moved; its lead came before' };
    const asked = (invitee.questions_and_answers ?? []).map(({ question, answer }) => ({
      label: question,
      value: answer,
      // What is no usual field is what they want to talk about.
      is: fieldCalled(question) === undefined ? ('message' as const) : undefined,
    }));
    const tracked = Object.entries(invitee.tracking ?? {}).map(([label, value]) => ({ label, value }));
    const { data, places } = underLabels([...asked, ...tracked]);
    const { name, email, first_name, last_name, text_reminder_number: phone, scheduled_event: meeting } = invitee;
    return {
      kind: 'lead',
      payload: {
        ...filled({ name, email, first_name, last_name, phone }),
        data,
        meeting: filled({ name: meeting?.name, start: meeting?.start_time }),
      },
      places,
    };
  },
};

const filled = (given: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value != null && value !== ''));
