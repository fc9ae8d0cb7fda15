import { z } from 'zod';
import type { Preset } from './preset.ts';
import { type Answer, named, underLabels } from './preset-fields.ts';

const field = z.looseObject({
  key: z.string(),
  label: z.string().nullish(),
  type: z.string(),
  value: z.unknown(),
  options: z.array(z.looseObject({ id: z.string(), text: z.string().optional() })).nullish(),
});

const body = z.looseObject({
  eventId: z.string().optional(),
  eventType: z.string().optional(),
  data: z
    .looseObject({
      responseId: z.string().optional(),
      formName: z.string().nullish(),
      fields: z.array(field).optional(),
    })
    .optional(),
});

const KINDS: Readonly<Record<string, Answer['is']>> = {
  INPUT_EMAIL: 'email',
  INPUT_PHONE_NUMBER: 'phone',
  TEXTAREA: 'message',
};

export const tally: Preset = {
  name: 'Tally',
  signing: { scheme: 'hmac-base64', header: 'tally-signature', prefix: '' },
  secretBy: 'baton',
  advice: 'in your form: Integrations, Webhooks, Connect; there is a place for the signing secret',
  deliveryId(sent) {
    const { eventId, data } = body.safeParse(sent).data ?? {};
    return eventId ?? data?.responseId;
  },
  unpack(sent) {
    const { eventType, data: response } = body.safeParse(sent).data ?? {};
    if (eventType !== 'FORM_RESPONSE' || response?.fields === undefined) {
      return { kind: 'unreadable', reason: `it is no answer to a Tally form, but an event ${named(eventType)}` };
    }
    const answers = response.fields
      .filter((one) => !isPartOfChoice(one))
      .map((one) => ({ label: one.label ?? one.key, value: answerOf(one), is: KINDS[one.type] }));
    const { data, places } = underLabels(answers);
    return { kind: 'lead', payload: { data, ...(response.formName && { form: response.formName }) }, places };
  },
};

type Field = z.infer<typeof field>;

/** Beside the list of what was ticked Tally sends a yes or no for each box. */
const isPartOfChoice = ({ type, value, options }: Field): boolean =>
  type === 'CHECKBOXES' && typeof value === 'boolean' && options == null;

/** What was chosen comes as ids of options; people read their texts. */
function answerOf({ value, options }: Field): unknown {
  if (options == null) return value;
  const texts = new Map(options.map(({ id, text }) => [id, text]));
  const chosen: unknown[] = Array.isArray(value) ? value : [value];
  const known = chosen.filter((one) => typeof one === 'string').map((id) => texts.get(id) ?? id);
  return known.join(', ');
}
