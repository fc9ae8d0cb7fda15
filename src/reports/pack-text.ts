import { z } from 'zod';
import { REASON_KEYS } from '../core/lead-reasons.ts';
import type { DataPack } from './pack.ts';

/** A pack as it was written down. Throws for what is none. */
export const packFrom = (text: string): DataPack => packSchema.parse(JSON.parse(text));

const count = z.number();
const window = z.object({ from: count, until: count });
const compared = z.object({ now: count, before: count });
const reason = z.enum(REASON_KEYS);
const speed = z.object({ n: count, inTime: count, median: count.optional() });
const conversion = z.object({ n: count, qualified: count, won: count });
const asksOfTeam = z.object({
  opened: count,
  settled: count,
  closed: count,
  waiting: count,
  medianDays: count.optional(),
  oldestDays: count.optional(),
});
const says = z.enum(['good', 'not', 'undecided', 'silent']);
const samples = z.array(
  z.object({
    leadId: z.string(),
    number: count,
    source: z.string().optional(),
    says: z.object({ sales: says, marketing: says }),
    reason: reason.optional(),
  }),
);

const packSchema = z.object({
  window,
  before: window,
  zone: z.string(),
  at: count,
  late: compared.extend({
    sources: z.array(z.object({ origin: z.string(), late: count, came: count })),
    clauses: z.array(
      z.object({ clause: z.string(), about: z.enum(['first-contact', 'follow-up', 'outcome']), late: count }),
    ),
    // One that was written down earlier has none.
    hours: z.array(z.object({ hour: count, late: count })).default([]),
    holders: z.array(z.object({ holder: z.enum(['sales', 'marketing', 'other', 'nobody']), late: count })).default([]),
  }),
  speed: z.object({ target: count.optional(), now: speed, before: speed }),
  reasons: compared.extend({ top: z.array(compared.extend({ reason })) }),
  conversion: z.object({
    now: conversion,
    before: conversion,
    sources: z.array(conversion.extend({ origin: z.string() })),
  }),
  returned: z.object({
    turnedDown: compared,
    givenBack: compared,
    handedOn: compared,
    cameBack: compared,
    sources: z.array(z.object({ origin: z.string(), turnedDown: count, came: count })),
  }),
  asks: z.object({ sales: asksOfTeam, marketing: asksOfTeam }),
  samples: z.object({ strong: samples, weak: samples }),
});
