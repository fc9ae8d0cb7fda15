import { z } from 'zod';
import { calendarSchema } from '../core/calendar.ts';
import { REASON_KEYS } from '../core/lead-reasons.ts';
import { GRADES, isLeadPart, SIDES, VERDICT_KINDS } from '../core/verdict.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { LeadChange, SeenWhat } from './change.ts';
import { LET_THROUGH_WHY } from './holding/holding.ts';
import { CONTACT_KINDS, type Lead, type LeadEvent, STAGES } from './lead.ts';
import { samenessSchemas, standingAfter } from './merging/merging-change.ts';
import { extraFields } from './row-store.ts';

interface EventRow {
  lead_id: string;
  seq: number;
  kind: LeadChange['kind'];
  at: number;
  by_id: string | null;
  data: string;
  gesture: string | null;
}

declare module '../platform/db/schema.ts' {
  interface Schema {
    lead_events: EventRow;
  }
}

/** False if its gesture has made an entry before, of whichever lead: Slack has delivered it again. */
export async function insertEvent(tx: Tx, event: LeadEvent, gesture: string | undefined): Promise<boolean> {
  const { kind, ...data } = event.change;
  const written = await eventInserted.run(tx, {
    lead_id: event.leadId,
    seq: event.seq,
    kind,
    at: event.at,
    by_id: event.by ?? null,
    data: JSON.stringify(data),
    gesture: gesture ?? null,
  });
  return written === 1;
}

const eventInserted = prepared((db, row: EventRow) =>
  db
    .insertInto('lead_events')
    .values(row)
    .onConflict((conflict) => conflict.column('gesture').where('gesture', 'is not', null).doNothing()),
);

/** The lead of which this gesture has made an entry. */
export async function leadOfGesture(db: Db | Tx, gesture: string): Promise<string | undefined> {
  const row = await db.selectFrom('lead_events').select('lead_id').where('gesture', '=', gesture).executeTakeFirst();
  return row?.lead_id;
}

export async function listEvents(db: Db | Tx, lead: Lead): Promise<LeadEvent[]> {
  const rows = await eventsOfLead.all(db, { id: lead.id });
  return rows.map((row) => eventOf(lead, row));
}

const eventsOfLead = prepared((db, { id }: { id: string }) =>
  db.selectFrom('lead_events').selectAll().where('lead_id', '=', id).orderBy('seq'),
);

export async function findEvent(db: Db | Tx, lead: Lead, seq: number): Promise<LeadEvent | undefined> {
  const row = await db
    .selectFrom('lead_events')
    .selectAll()
    .where('lead_id', '=', lead.id)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row && eventOf(lead, row);
}

const person = z.string();

const instant = z.number();

const stage = z.enum(STAGES);

const reason = z.enum(REASON_KEYS);

const value = z.object({ amount: z.number(), currency: z.string() });

const before = z.object({
  stage,
  firstContactAt: absent(instant),
  reason: absent(reason),
  returnsAt: absent(instant),
  value: absent(value),
});

const there = { via: absent(z.string()), happenedAt: absent(instant) };

const lesson = { helped: z.array(z.string()), wrong: z.array(z.string()), note: absent(z.string()) };

const SEEN = [
  'call',
  'e-mail',
  'reply',
  'meeting',
  'note',
  'task',
  'activity',
  'stage',
  'owner',
] as const satisfies readonly SeenWhat[];

const turnTaken = { poolId: z.string(), pool: z.string(), turn: z.number() };

const changeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('received'),
    by: z.enum(['form', 'person', 'test']),
    calendar: calendarSchema.optional(),
    isHeld: z.literal(true).exactOptional(),
  }),
  z.object({
    kind: z.literal('held-back'),
    fields: z.array(z.string()),
    until: instant,
    owner: absent(person),
  }),
  z.object({
    kind: z.literal('let-through'),
    why: z.enum(LET_THROUGH_WHY),
    missing: z.array(z.string()),
    worked: z.number(),
    calendar: calendarSchema.optional(),
  }),
  z.object({
    kind: z.literal('imported'),
    importId: z.string(),
    row: z.number(),
    to: absent(person),
    isContacted: z.boolean(),
  }),
  z.object({ kind: z.literal('announced') }),
  z.object({ kind: z.literal('claimed') }),
  z.object({
    kind: z.literal('assigned'),
    to: person,
    from: absent(person),
    ...there,
    poolId: z.string().exactOptional(),
    pool: z.string().exactOptional(),
    turn: z.number().exactOptional(),
  }),
  z.object({ kind: z.literal('offered'), to: person, until: instant, ...turnTaken }),
  z.object({ kind: z.literal('passed'), from: person, reason: absent(z.string()) }),
  z.object({ kind: z.literal('lapsed'), from: person }),
  z.object({ kind: z.literal('queued'), until: instant, ...turnTaken }),
  z.object({
    kind: z.literal('opened'),
    poolId: z.string().exactOptional(),
    pool: z.string().exactOptional(),
    turn: z.number().exactOptional(),
  }),
  z.object({
    kind: z.literal('released'),
    from: person,
    since: instant,
    stageBefore: stage,
    reason: absent(z.string()),
  }),
  z.object({ kind: z.literal('release-undone'), to: person }),
  z.object({
    kind: z.literal('contacted'),
    how: z.enum([...CONTACT_KINDS, 'contacted']),
    isFirst: absent(z.boolean()),
    ...there,
  }),
  z.object({ kind: z.literal('qualified'), before, ...there }),
  z.object({ kind: z.literal('deal'), value: absent(value), before, ...there }),
  z.object({ kind: z.literal('won'), value: absent(value), ...lesson, before, ...there }),
  z.object({ kind: z.literal('lost'), ...lesson, before, ...there }),
  z.object({
    kind: z.literal('rejected'),
    reason,
    detail: absent(z.string()),
    note: absent(z.string()),
    returnsOn: absent(z.string()),
    returnsAt: absent(instant),
    isCounted: z.boolean(),
    before,
    ...there,
  }),
  z.object({
    kind: z.literal('outcome-undone'),
    seq: z.number(),
    isUntouched: z.boolean(),
    isSpokenTo: absent(z.boolean()),
    saidAt: absent(instant),
  }),
  z.object({
    kind: z.literal('paused'),
    pause: z.enum(['waiting', 'snooze']),
    until: instant,
    note: absent(z.string()),
  }),
  z.object({ kind: z.literal('resumed') }),
  z.object({ kind: z.literal('returned'), to: absent(person), from: absent(person), round: z.number() }),
  z.object({ kind: z.literal('picked-up') }),
  z.object({
    kind: z.literal('seen'),
    what: z.enum(SEEN),
    value: absent(z.string()),
    why: absent(z.string()),
    ...there,
  }),
  z.object({ kind: z.literal('completed'), fields: z.array(z.string()) }),
  z.object({ kind: z.literal('questioned'), rejection: z.number(), note: absent(z.string()) }),
  z.object({ kind: z.literal('question-undone'), rejection: z.number() }),
  z.object({ kind: z.enum(['upheld', 'overturned']), rejection: z.number(), sales: person, marketing: person }),
  z.object({
    kind: z.literal('rated'),
    side: z.enum(SIDES),
    verdict: z.enum(VERDICT_KINDS),
    grade: absent(z.literal(GRADES)),
    reason: absent(reason),
    part: absent(z.string().refine(isLeadPart)),
    note: absent(z.string()),
  }),
  z.object({ kind: z.literal('rating-undone') }),
  z.object({
    kind: z.literal('reviewed'),
    review: z.number(),
    good: z.number(),
    not: z.number(),
    unsure: z.number(),
  }),
  ...samenessSchemas,
]);

/** JSON leaves undefined out; the domain names it. */
function absent<T extends z.ZodType>(schema: T) {
  return schema.optional().transform((value): z.output<T> | undefined => value);
}

export function eventOf(lead: Pick<Lead, 'workspaceId' | 'isTest'>, row: EventRow): LeadEvent {
  const data = extraFields.parse(JSON.parse(row.data));
  return {
    leadId: row.lead_id,
    workspaceId: lead.workspaceId,
    seq: row.seq,
    kind: row.kind,
    at: row.at,
    by: row.by_id ?? undefined,
    isTest: lead.isTest,
    change: toChange(changeSchema.parse({ kind: row.kind, ...data })),
  };
}

/** Whose a lead is since it came back or was imported, by what its entry says of itself, and whether it was answered before. */
export const begunWith = (data: string): { to: string | undefined; isContacted: boolean | undefined } =>
  begun.parse(JSON.parse(data));

const begun = z.object({ to: absent(person), isContacted: absent(z.boolean()) });

/** Whose a lead is and whether it is answered, after an entry that says so of itself. */
export const standingIn = (data: string) => standingAfter.parse(JSON.parse(data));

/** Optional properties of the parsed entry become named ones. */
function toChange(parsed: z.output<typeof changeSchema>): LeadChange {
  if (parsed.kind === 'assigned') return { ...parsed, from: parsed.from };
  if (parsed.kind === 'released') return { ...parsed, reason: parsed.reason };
  if (parsed.kind === 'seen') return { ...parsed, value: parsed.value, why: parsed.why };
  return parsed;
}
