import { z } from 'zod';
import type { Preset } from './preset.ts';
import { named } from './preset-fields.ts';

const body = z.looseObject({
  triggerType: z.string().optional(),
  payload: z
    .looseObject({
      id: z.string().optional(),
      name: z.string().nullish(),
      data: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
});

export const webflow: Preset = {
  name: 'Webflow',
  signing: { scheme: 'webflow' },
  secretBy: 'sender',
  advice: 'make the webhook “form_submission” with its API: those made in the dashboard are not signed',
  deliveryId: (sent) => body.safeParse(sent).data?.payload?.id,
  unpack(sent) {
    const { triggerType, payload } = body.safeParse(sent).data ?? {};
    if (triggerType !== 'form_submission' || payload?.data === undefined) {
      return { kind: 'unreadable', reason: `it is no form of Webflow, but an event ${named(triggerType)}` };
    }
    return { kind: 'lead', payload: { data: payload.data, ...(payload.name && { form: payload.name }) } };
  },
};
