import { z } from 'zod';
import type { Preset } from './preset.ts';
import { type Answer, named, underLabels } from './preset-fields.ts';

const body = z.looseObject({
  event_id: z.string().optional(),
  event_type: z.string().optional(),
  form_response: z
    .looseObject({
      token: z.string().optional(),
      hidden: z.record(z.string(), z.unknown()).nullish(),
      calculated: z.looseObject({ score: z.number().optional() }).nullish(),
      definition: z
        .looseObject({
          title: z.string().optional(),
          fields: z.array(z.looseObject({ id: z.string(), title: z.string().optional() })).optional(),
        })
        .nullish(),
      answers: z
        .array(
          z.looseObject({
            type: z.string(),
            field: z.looseObject({ id: z.string(), ref: z.string().optional(), type: z.string().optional() }),
          }),
        )
        .nullish(),
    })
    .optional(),
});

const choice = z.looseObject({ label: z.string().optional(), other: z.string().optional() });
const choices = z.looseObject({ labels: z.array(z.string()).optional(), other: z.string().optional() });

const KINDS: Readonly<Record<string, Answer['is']>> = {
  email: 'email',
  phone_number: 'phone',
  long_text: 'message',
};

export const typeform: Preset = {
  name: 'Typeform',
  signing: { scheme: 'hmac-base64', header: 'typeform-signature', prefix: 'sha256=' },
  secretBy: 'baton',
  advice: 'in your form: Connect, Webhooks, Add a webhook; then Edit, Secret',
  deliveryId(sent) {
    const { event_id, form_response } = body.safeParse(sent).data ?? {};
    return event_id ?? form_response?.token;
  },
  unpack(sent) {
    const { event_type, form_response: response } = body.safeParse(sent).data ?? {};
    if (event_type === 'form_response_partial') return { kind: 'ignored', reason: 'somebody has only begun the form' };
    if (event_type !== 'form_response' || response === undefined) {
      return { kind: 'unreadable', reason: `it is no answer to a Typeform, but an event ${named(event_type)}` };
    }
    const titles = new Map(response.definition?.fields?.map(({ id, title }) => [id, title]));
    const answers = (response.answers ?? []).map((answer): Answer => {
      const { type, field } = answer;
      const label = titles.get(field.id) ?? field.ref ?? field.id;
      return { label, value: answerOf(type, answer[type]), is: KINDS[field.type ?? type] ?? KINDS[type] };
    });
    const hidden = Object.entries(response.hidden ?? {}).map(([label, value]) => ({ label, value }));
    const { data, places } = underLabels([...answers, ...hidden]);
    const { title: form } = response.definition ?? {};
    const { score } = response.calculated ?? {};
    return { kind: 'lead', payload: { data, ...(form && { form }), ...(score && { score }) }, places };
  },
};

/** The value stands under a key that its type names; chosen answers are texts with their labels. */
function answerOf(type: string, value: unknown): unknown {
  if (type === 'choice') {
    const { label, other } = choice.safeParse(value).data ?? {};
    return other ?? label;
  }
  if (type === 'choices') {
    const { labels = [], other } = choices.safeParse(value).data ?? {};
    return [...labels, ...(other === undefined ? [] : [other])].join(', ');
  }
  return value;
}
