import { DAY, type Instant } from '../../core/instants.ts';
import { addDays, dateAt } from '../../core/local-time.ts';
import { managesAny } from '../../core/rights.ts';
import { missingSide, type Sided, sidesOf } from '../../core/sides.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { createJudges } from '../judging/judges-service.ts';
import type { ManagingActor, ReviewsDeps } from '../ports-service.ts';
import type { Review } from '../review.ts';
import { findStartedBy } from '../reviews-store.ts';
import { isAnonymousEnough } from '../sides.ts';
import { drawOf, MOST_LEADS, MOST_RATERS, type Plan, type PlanForm, type PlanMore, USUAL, usualPlan } from './plan.ts';
import type { PlanFault, SampleLine, SampleView } from './plan-view.ts';
import { deletePlan, deletePlansBefore, findPlan, insertPlan, replacePlan } from './plans-store.ts';
import { defaultRaters } from './raters.ts';
import { drawSample, type SampledLead } from './sample.ts';
import type { Sampling } from './sampling-service.ts';
import type { Starting } from './starting-service.ts';

/** A plan that is being filled in. */
export interface OpenPlan {
  readonly id: string;
  readonly plan: Plan;
}

export type PlanRefusal =
  | { readonly kind: 'not-manager' }
  /** There are no leads and no channel before the set-up. */
  | { readonly kind: 'not-set-up' }
  /** It is too long ago, or somebody else's. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'started'; readonly review: Review };

export type Planned<T> =
  | ({ readonly kind: 'done' } & T)
  | PlanRefusal
  | { readonly kind: 'fault'; readonly fault: PlanFault };

/** What leads have that arrived in this time is offered to choose among. */
const LATELY = 90 * DAY;
/** Plans are kept for a week. */
const KEPT = 7 * DAY;
/** Until then a review may be open. */
const LONGEST_DAYS = 60;

/** What a manager fills in, sees and changes before a review starts. */
export function createPlanning(deps: ReviewsDeps, { sampling, starting }: { sampling: Sampling; starting: Starting }) {
  const { database, clock, ids, people, leads } = deps;
  const { db } = database;
  const { whoJudges } = createJudges(deps);

  return {
    /** A plan as most would fill it in. */
    async begin(actor: ManagingActor): Promise<Planned<OpenPlan>> {
      if (!managesAny(actor)) return { kind: 'not-manager' };
      const { workspaceId } = actor;
      const channelId = await leads.channelOf(db, workspaceId);
      if (channelId === undefined) return { kind: 'not-set-up' };
      // One press opens one plan, however often it is delivered.
      const id = actor.gesture ?? ids.next();
      const now = clock.now();
      const raters = defaultRaters(await sampling.possibleRaters(db, workspaceId, now), id);
      const dueAt = await starting.dueAfter(db, workspaceId, USUAL.workingDays, now);
      const dueOn = dateAt(dueAt, await zoneOf(db, workspaceId));
      const plan = usualPlan(
        id,
        { raters: raters.map(({ personId }) => personId), dueOn, channelId },
        await sampling.choices(db, workspaceId, { from: now - LATELY, until: now }),
      );
      await database.transaction(async (tx) => {
        await deletePlansBefore(tx, now - KEPT);
        await insertPlan(tx, ofActor(actor, id), plan, now);
      });
      return { kind: 'done', id, plan };
    },

    /** A plan as it is filled in so far. */
    async plan(actor: ManagingActor, id: string): Promise<Planned<OpenPlan>> {
      const found = await mine(db, actor, id);
      return found.kind === 'done' ? { kind: 'done', id, plan: found.plan } : found;
    },

    /** Keeps what most leave as it is. */
    async saveMore(actor: ManagingActor, id: string, more: PlanMore): Promise<Planned<OpenPlan>> {
      const fault = (await unknownNumbers(actor, more.numbers)) ?? (await deps.channelFault?.(more.channelId));
      if (fault !== undefined)
        return { kind: 'fault', fault: typeof fault === 'string' ? { kind: 'channel', sentence: fault } : fault };
      return change(actor, id, async (plan) => ({ ...plan, more }));
    },

    /** Keeps what is filled in, and draws the leads. */
    draw: (actor: ManagingActor, id: string, form: PlanForm): Promise<Planned<SampleView>> =>
      sampled(actor, id, (plan) => ({ ...plan, form })),

    /** Other leads of the same kind: one press draws them once. */
    drawOthers: (actor: ManagingActor, id: string): Promise<Planned<SampleView>> =>
      sampled(actor, id, (plan) => ({ ...plan, seed: actor.gesture ?? ids.next() })),

    /** Another lead takes its place, if there is one. */
    leaveOut: (actor: ManagingActor, id: string, number: number): Promise<Planned<SampleView>> =>
      sampled(actor, id, (plan) => ({
        ...plan,
        leftOut: [...new Set([...plan.leftOut, number])],
        added: plan.added.filter((one) => one !== number),
      })),

    /** These come on top. */
    async add(actor: ManagingActor, id: string, numbers: readonly number[]): Promise<Planned<SampleView>> {
      const fault = await unknownNumbers(actor, numbers);
      if (fault !== undefined) return { kind: 'fault', fault };
      return sampled(actor, id, (plan) => withNumbers(plan, numbers));
    },

    /** Starts what they have seen; a plan starts one review, however often that is asked for. */
    async start(
      actor: ManagingActor,
      id: string,
      numbers: readonly number[],
    ): Promise<Planned<{ readonly review: Review }>> {
      const fault = await unknownNumbers(actor, numbers);
      if (fault !== undefined) return { kind: 'fault', fault };
      if (numbers.length > 0) {
        const added = await sampled(actor, id, (plan) => withNumbers(plan, numbers));
        if (added.kind !== 'done') return added.kind === 'started' ? { kind: 'done', review: added.review } : added;
      }
      return database.transaction(async (tx): Promise<Planned<{ readonly review: Review }>> => {
        const found = await mine(tx, actor, id);
        if (found.kind === 'started') return { kind: 'done', review: found.review };
        if (found.kind !== 'done') return found;
        const { plan } = found;
        const checked = await checkedPlan(tx, actor, plan);
        if ('fault' in checked) return { kind: 'fault', fault: checked.fault };
        if (plan.drawn === undefined || plan.drawn.leads.length === 0)
          return { kind: 'fault', fault: { kind: 'no-leads' } };
        const review = await starting.startIn(tx, {
          workspaceId: actor.workspaceId,
          channelId: plan.more.channelId,
          startedBy: actor.id,
          madeBy: id,
          draw: plan.drawn.draw,
          seed: plan.seed,
          isAnonymous: plan.more.isAnonymous,
          dueAt: checked.dueAt,
          leads: plan.drawn.leads.map(({ leadId, stratum }, at) => ({ leadId, position: at + 1, stratum })),
          raters: checked.raters,
        });
        await deletePlan(tx, id);
        return { kind: 'done', review };
      });
    },
  };

  async function sampled(actor: ManagingActor, id: string, next: (plan: Plan) => Plan): Promise<Planned<SampleView>> {
    const { workspaceId } = actor;
    let fault: PlanFault | undefined;
    let rest: Pick<SampleView, 'raters' | 'dueAt' | 'zone' | 'away'> | undefined;
    const changed = await change(actor, id, async (before) => {
      const plan = next(before);
      const checked = await checkedPlan(db, actor, plan);
      // What is typed is kept, also if it doesn't work out.
      if ('fault' in checked) {
        fault = checked.fault;
        return { ...plan, drawn: undefined };
      }
      const zone = await zoneOf(db, workspaceId);
      rest = { ...checked, zone };
      const draw = drawOf(plan, clock.now(), zone);
      const numbers = [...(draw.numbers ?? []), ...plan.added];
      const candidates = await sampling.candidates(db, workspaceId, { ...draw, numbers });
      const seen = withAgain(drawSample(candidates, draw, plan.seed), candidates, plan).slice(0, MOST_LEADS);
      fault = seen.length === 0 ? { kind: 'no-leads' } : undefined;
      return { ...plan, drawn: { draw, leads: seen } };
    });
    if (changed.kind !== 'done') return changed;
    if (fault !== undefined) return { kind: 'fault', fault };
    const { plan } = changed;
    if (rest === undefined || plan.drawn === undefined) return { kind: 'gone' };
    return { kind: 'done', id, plan, ...rest, leads: await linesOf(plan.drawn.leads) };
  }

  /** What can't be started so, or who judges for whom and until when. */
  async function checkedPlan(
    read: Db | Tx,
    actor: ManagingActor,
    { form, more }: Plan,
  ): Promise<{ fault: PlanFault } | { raters: readonly Sided[]; dueAt: Instant; away: readonly string[] }> {
    const { workspaceId } = actor;
    const [now, zone] = [clock.now(), await zoneOf(read, workspaceId)];
    const today = dateAt(now, zone);
    const isOnlyNumbers = form.size === 0 && more.numbers.length > 0;
    if (!Number.isInteger(form.size) || form.size < 0 || form.size > MOST_LEADS || (form.size === 0 && !isOnlyNumbers))
      return { fault: { kind: 'size' } };
    if (form.raters.length > MOST_RATERS) return { fault: { kind: 'too-many-raters' } };
    const named = await whoJudges(read, form.raters);
    if (named.strangers.length > 0) return { fault: { kind: 'strangers', names: named.strangers } };
    const raters = sidesOf(named.judges);
    const missing = missingSide(raters);
    if (missing !== undefined) return { fault: { kind: missing } };
    if (more.isAnonymous && !isAnonymousEnough(raters)) return { fault: { kind: 'too-few-for-anonymous' } };
    if (!/^\d{4}-\d{2}-\d{2}$/.test(form.dueOn) || form.dueOn < today) return { fault: { kind: 'due-in-the-past' } };
    if (form.dueOn > addDays(today, LONGEST_DAYS)) return { fault: { kind: 'due-too-late' } };
    const possible = await sampling.namedRaters(read, workspaceId, form.raters, now);
    const isAway = new Set(possible.filter((one) => one.isAway).map(({ personId }) => personId));
    const names = await people.namesOf(read, [...isAway]);
    return {
      raters,
      dueAt: await starting.dueOn(read, workspaceId, form.dueOn, now),
      away: [...names.values()],
    };
  }

  async function unknownNumbers(actor: ManagingActor, numbers: readonly number[]): Promise<PlanFault | undefined> {
    if (numbers.length === 0 || !managesAny(actor)) return undefined;
    const known = new Set((await leads.toDrawByNumber(db, actor.workspaceId, numbers)).map(({ number }) => number));
    const unknown = numbers.filter((number) => !known.has(number));
    return unknown.length === 0 ? undefined : { kind: 'unknown-leads', numbers: unknown };
  }

  async function linesOf(some: readonly SampledLead[]): Promise<readonly SampleLine[]> {
    const seen = await leads.seenAs(
      db,
      some.map(({ leadId }) => leadId),
    );
    return some.map(({ leadId, number, stratum }) => {
      const lead = seen.get(leadId);
      return { number, stratum, name: lead?.name ?? `#${number}`, source: lead?.source };
    });
  }

  async function mine(read: Db | Tx, actor: ManagingActor, id: string) {
    if (!managesAny(actor)) return { kind: 'not-manager' } as const;
    const started = await findStartedBy(read, { plan: id });
    if (started?.workspaceId === actor.workspaceId) return { kind: 'started', review: started } as const;
    const found = await findPlan(read, ofActor(actor, id));
    return found === undefined ? ({ kind: 'gone' } as const) : ({ kind: 'done', ...found } as const);
  }

  /** Writes what becomes of a plan, if nobody has changed it meanwhile; otherwise looks at it again. */
  async function change(
    actor: ManagingActor,
    id: string,
    next: (plan: Plan) => Promise<Plan>,
  ): Promise<Planned<OpenPlan>> {
    for (;;) {
      const found = await mine(db, actor, id);
      if (found.kind !== 'done') return found;
      const plan = await next(found.plan);
      if (await database.transaction((tx) => replacePlan(tx, id, found.text, plan, clock.now())))
        return { kind: 'done', id, plan };
    }
  }

  async function zoneOf(read: Db | Tx, workspaceId: string): Promise<string> {
    return (await people.calendarOf(read, workspaceId, { team: 'sales' })).zone;
  }
}

const withNumbers = (plan: Plan, numbers: readonly number[]): Plan => ({
  ...plan,
  added: [...new Set([...plan.added, ...numbers])],
});

/** What was taken out and then added comes on top as well: what took its place stays, or they would start what they have not seen. */
function withAgain(
  drawn: readonly SampledLead[],
  candidates: readonly SampledLead[],
  { added, leftOut }: Plan,
): SampledLead[] {
  const again = candidates.filter(({ number }) => added.includes(number) && leftOut.includes(number));
  return [...drawn, ...again.map((lead) => ({ ...lead, stratum: 'chosen' as const }))];
}

const ofActor = (actor: ManagingActor, id: string) => ({
  id,
  workspaceId: actor.workspaceId,
  personId: actor.id,
});
