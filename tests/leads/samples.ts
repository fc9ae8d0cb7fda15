import { HOUR } from '../../src/core/instants.ts';
import type { LeadFields } from '../../src/core/lead-fields.ts';
import type { LeadChange } from '../../src/leads/change.ts';
import type { Lead, LeadEvent, Ownership } from '../../src/leads/lead.ts';
import type { PromiseView } from '../../src/leads/promises/promise-view.ts';
import { at } from '../core/cases.ts';
import { runningClock } from '../sla/samples.ts';

/** A Monday, half an hour after the sample lead has arrived. */
export const NOW = at('2026-03-02T10:30Z');

/** A prospect who tells a channel's readers more than they should know. */
export const FIELDS: LeadFields = {
  company: 'Acme',
  contactName: 'Jane Roe',
  email: 'jane.roe@acme.example',
  emailKey: 'jane.roe@acme.example',
  phone: '+49 30 1234567',
  phoneKey: '+49301234567',
  message:
    'Hi, Jane Roe here. Could you call me at 030 123 45 67 or write to jane.roe@acme.example?\nWe need 40 seats.',
  source: 'Website',
  campaign: 'Spring demo',
  persona: 'Head of IT',
  region: 'DE',
  score: 72,
  crmUrl: 'https://crm.example/leads/12',
};

/** What of it may never be seen before the claim, or on a locked phone. */
export const PERSONAL = ['Jane', 'Roe', 'jane.roe', '@acme.example', '1234567', '123 45 67'] as const;

export const lead = (differing: Partial<Lead> = {}): Lead => ({
  id: 'l1',
  workspaceId: 'T1',
  number: 12,
  channelId: 'CLEADS',
  endpointId: undefined,
  stage: 'new',
  owner: undefined,
  receivedAt: at('2026-03-02T10:00Z'),
  firstContactAt: undefined,
  round: 1,
  reason: undefined,
  returnsAt: undefined,
  value: undefined,
  lastEvent: 1,
  isTest: false,
  fields: FIELDS,
  ...differing,
});

export const ownedBy = (personId: string, differing: Partial<Ownership> = {}): Ownership => ({
  personId,
  since: at('2026-03-02T10:12Z'),
  event: 2,
  ...differing,
});

/** Entry `seq` of the sample lead's journal. */
export const event = (seq: number, change: LeadChange, differing: Partial<LeadEvent> = {}): LeadEvent => ({
  leadId: 'l1',
  workspaceId: 'T1',
  seq,
  kind: change.kind,
  at: at('2026-03-02T10:00Z') + (seq - 1) * 12 * 60_000,
  by: 'UBEN',
  isTest: false,
  change,
  ...differing,
});

/** The promise on the sample lead: within a working hour, so due at 11:00. */
export const promise = (differing: Partial<PromiseView> = {}): PromiseView => {
  const { startedAt } = differing;
  return { ...runningClock(startedAt === undefined ? {} : { startedAt }), ...differing };
};

export const MET = { state: 'met', stoppedAt: NOW, worked: HOUR / 2 } as const;
