import { z } from 'zod';
import type { Preset } from './preset.ts';
import { type Answer, at, underLabels } from './preset-fields.ts';

const id = z.union([z.string(), z.number()]).nullish();

const body = z.looseObject({
  lead_id: z.string(),
  is_test: z.boolean().nullish(),
  campaign_id: id,
  form_id: id,
  gcl_id: z.string().nullish(),
  user_column_data: z.array(
    z.looseObject({ column_id: z.string().nullish(), column_name: z.string().nullish(), string_value: z.unknown() }),
  ),
});

const COLUMNS: Readonly<Record<string, Answer['is']>> = {
  FULL_NAME: 'contactName',
  FIRST_NAME: 'firstName',
  LAST_NAME: 'lastName',
  EMAIL: 'email',
  WORK_EMAIL: 'email',
  PHONE_NUMBER: 'phone',
  WORK_PHONE: 'phone',
  COMPANY_NAME: 'company',
  JOB_TITLE: 'persona',
  COUNTRY: 'region',
};

export const googleAds: Preset = {
  name: 'Google Ads lead form',
  signing: { scheme: 'body-key', field: 'google_key' },
  secretBy: 'baton',
  advice: 'in the lead form: Export leads, Webhook; the secret is its key',
  deliveryId: (sent) => body.safeParse(sent).data?.lead_id,
  unpack(sent) {
    const lead = body.safeParse(sent).data;
    if (lead === undefined) return { kind: 'unreadable', reason: 'it is no lead form of Google Ads' };
    const { data, places } = underLabels(
      lead.user_column_data.map(({ column_id, column_name, string_value }) => ({
        label: column_name ?? column_id ?? '',
        value: string_value,
        is: COLUMNS[column_id ?? ''],
      })),
    );
    const { campaign_id, form_id, gcl_id } = lead;
    return {
      kind: 'lead',
      payload: { data, campaign_id, form_id, gcl_id, externalId: lead.lead_id },
      places: { ...places, campaign: at('campaign_id'), externalId: at('externalId') },
      isTest: lead.is_test === true,
    };
  },
};
