import { DAY } from '../core/instants.ts';
import { type Judgement, type SeenVerdict, SIDES } from '../core/verdict.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { createAgenda } from './deciding/agenda-service.ts';
import { clearLines } from './deciding/agenda-store.ts';
import { createDeciding } from './deciding/deciding-service.ts';
import { createEffects } from './deciding/effects-service.ts';
import {
  deleteDrafts,
  deleteDraftsBefore,
  dropDraft,
  findDraft,
  hasDraftBefore,
  saveDraft,
} from './judging/drafts-store.ts';
import { type Form, judgementOf } from './judging/form.ts';
import { createJudging, type Spot } from './judging/judging-service.ts';
import { removeLeads } from './judging/judging-store.ts';
import { createQueues } from './judging/queue-service.ts';
import { createPlanning } from './planning/planning-service.ts';
import { createSampling } from './planning/sampling-service.ts';
import { createStarting } from './planning/starting-service.ts';
import type { AskingActor, RateableLead, Rated, ReviewActor, ReviewsDeps, Said } from './ports-service.ts';
import { createTelling } from './telling-service.ts';
import { createResults } from './thread/results-service.ts';
import { createRevealing } from './thread/revealing-service.ts';
import { createRunning } from './thread/running-service.ts';
import { createThread } from './thread/thread-service.ts';
import { createFollowing } from './verdicts/following-service.ts';
import {
  countedLeads,
  type FoundLead,
  type JudgedLead,
  type LeadOfBoth,
  saidOfEach,
  type Window,
} from './verdicts/judged.ts';
import { ANY_TIME, bare, isSame, latestOfEach, mayJudge, sideOf, type Verdict } from './verdicts/verdict.ts';
import * as store from './verdicts/verdicts-store.ts';

export type { Rated, ReviewActor, ReviewsDeps } from './ports-service.ts';

export type RateRefusal =
  | { readonly kind: 'not-in-teams' }
  | { readonly kind: 'said-already' }
  | { readonly kind: 'none' }
  /** A review that is still blind asks them about it: said here, everybody would know it before that is revealed. */
  | { readonly kind: 'asked-in'; readonly spot: Spot };

/** A lead before somebody who may judge it, with what they have said of it. */
export type Look =
  | {
      readonly kind: 'seen';
      readonly lead: RateableLead;
      readonly mine: Verdict | undefined;
      readonly draft: Form | undefined;
    }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-in-teams'; readonly lead: RateableLead };

/** What came of a window that was sent. */
export type SaidMore =
  | {
      readonly kind: 'said';
      readonly lead: RateableLead;
      readonly judgement: Judgement;
      readonly ask: number | undefined;
      readonly isAskRefused: boolean;
    }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-in-teams'; readonly lead: RateableLead }
  | { readonly kind: 'asked-in'; readonly spot: Spot };

/** Words that nobody has sent by then nobody will. */
const DRAFTS_LAST = 30 * DAY;

export type Reviews = ReturnType<typeof createReviewsService>;

/** What people find of leads. */
export function createReviewsService(deps: ReviewsDeps) {
  const { database, clock, ids, leads, people, ask } = deps;
  const { db } = database;
  const telling = createTelling(deps);
  const agenda = createAgenda(deps);
  const revealing = createRevealing(deps, telling);
  const judging = createJudging(deps, { ...revealing, ...telling });
  const starting = createStarting(deps, { telling, ...revealing });
  const sampling = createSampling(deps);
  revealing.onReveal((tx, { id }) => telling.result(tx, id));
  const effects = createEffects(deps);

  return {
    ...createFollowing(deps),
    ...sampling,
    ...starting,
    ...createRunning(deps, { telling, ...revealing, ...starting }),
    ...revealing,
    ...judging,
    ...createQueues(deps, judging),
    /** What somebody fills in before a review starts. */
    planning: createPlanning(deps, { sampling, starting }),
    /** What the thread of a review shows. */
    thread: createThread(deps, agenda),
    ...createDeciding(deps, { telling, agenda, effects }),
    /** What was found in those that are revealed. */
    results: createResults(deps, revealing.verdictsIn),
    /** What decisions have changed. */
    effects,

    /** What somebody who wants to judge a lead sees first. */
    async look(actor: ReviewActor, leadId: string): Promise<Look> {
      const lead = await leads.toRate(actor.workspaceId, leadId);
      if (lead === undefined) return { kind: 'not-found' };
      if (!mayJudge(actor)) return { kind: 'not-in-teams', lead };
      const place = placeOf(actor, lead.id);
      return { kind: 'seen', lead, mine: await store.findOwn(db, place), draft: await findDraft(db, place) };
    },

    /** One tap: it fits, it doesn't, or who knows. What else was said of the same verdict stays. */
    judge: (actor: ReviewActor, leadId: string, verdict: Judgement['verdict']): Promise<Rated<RateRefusal>> =>
      rate(actor, leadId, (mine) => (mine?.verdict === verdict ? mine : bare(verdict))),

    /** Says more of a verdict; what sales needs from marketing next time, or the other way round, becomes an ask. */
    async sayMore(
      actor: ReviewActor,
      leadId: string,
      {
        verdict,
        form,
        viewId,
      }: { readonly verdict: Judgement['verdict']; readonly form: Form; readonly viewId: string },
    ): Promise<SaidMore> {
      const judgement = judgementOf(verdict, form);
      const rated = await rate(actor, leadId, () => judgement, viewId);
      if (rated.kind === 'not-found') return rated;
      if (rated.kind === 'refused' && rated.why.kind === 'not-in-teams')
        return { kind: 'not-in-teams', lead: rated.lead };
      if (rated.kind === 'refused' && rated.why.kind === 'asked-in') {
        // What was typed goes on in the review, and is not to be sent here as well one day.
        const place = placeOf(actor, rated.lead.id);
        await database.transaction((tx) => dropDraft(tx, place, viewId, clock.now()));
        return rated.why;
      }
      const said = { kind: 'said', lead: rated.lead, judgement } as const;
      if (form.next === undefined) return { ...said, ask: undefined, isAskRefused: false };
      // Whoever sends the window again after a crash in between has judged already, and asks once.
      const to = sideOf(actor) === 'sales' ? 'marketing' : 'sales';
      const asked = await ask(asking(actor), {
        to,
        lead: rated.lead.number,
        text: form.next,
        madeBy: `verdict:${viewId}`,
      });
      return asked.kind === 'asked'
        ? { ...said, ask: asked.view.ask.number, isAskRefused: false }
        : { ...said, ask: undefined, isAskRefused: true };
    },

    /** Somebody says nothing of a lead any more. */
    takeBack: (actor: ReviewActor, leadId: string): Promise<Rated<RateRefusal>> => rate(actor, leadId, () => undefined),

    /** What somebody has typed so far. Only what may be lost with the machine's power: a restart keeps it. */
    async keepDraft(actor: ReviewActor, leadId: string, viewId: string, form: Form): Promise<void> {
      if (!mayJudge(actor)) return;
      const lead = await leads.toRate(actor.workspaceId, leadId);
      if (lead === undefined) return;
      await database.transaction((tx) => saveDraft(tx, placeOf(actor, lead.id), viewId, form, clock.now()), 'later');
    },

    /** Forgets what somebody typed and has not sent for a month; asked every minute. */
    async forgetDrafts(): Promise<void> {
      const before = clock.now() - DRAFTS_LAST;
      if (await hasDraftBefore(db, before)) await database.transaction((tx) => deleteDraftsBefore(tx, before));
    },

    /** What people find of a lead, as far as everybody may see it. Who has left keeps their verdict, without a name. */
    async verdictsOf(read: Db | Tx, leadId: string): Promise<readonly SeenVerdict[]> {
      const said = await store.openOfLeads(read, await leads.familyOf(read, leadId));
      const all = latestOfEach(said.map((one) => ({ ...one, leadId })));
      const here = new Set(
        await people.present(
          read,
          all.map(({ personId }) => personId),
        ),
      );
      return all.map((one) => ({
        ...one,
        by: here.has(one.personId) && !one.isAnonymous ? one.personId : undefined,
        isByRejection: one.rejection !== undefined,
      }));
    },

    /** The leads that came in a window, and what has been found of each so far. */
    async arrivedBetween(read: Db | Tx, workspaceId: string, window: Window): Promise<readonly FoundLead[]> {
      const came = await leads.activity.arrivals(read, workspaceId, window);
      const said: Verdict[] = [];
      for (let at = 0; at < came.length; at += AT_ONCE)
        said.push(
          ...(await store.openOfLeads(
            read,
            came.slice(at, at + AT_ONCE).map(({ id }) => id),
          )),
        );
      const byLead = Map.groupBy(latestOfEach(said), ({ leadId }) => leadId);
      return came.map(({ id, receivedAt, stage, fields: { source, campaign, persona } }) => ({
        leadId: id,
        arrivedAt: receivedAt,
        stage,
        isTurnedDown: stage === 'rejected',
        source,
        campaign,
        persona,
        found: (byLead.get(id) ?? []).map(({ verdict, reason }) => ({ verdict, reason })),
      }));
    },

    /** The leads that somebody first judged in a window, with what was found of each; in the place of a merged one the whole. */
    async judgedBetween(read: Db | Tx, workspaceId: string, window: Window): Promise<readonly JudgedLead[]> {
      const all = latestOfEach(await store.openBetween(read, workspaceId, window));
      return countedLeads(all, await leads.seenAs(read, [...new Set(all.map(({ leadId }) => leadId))]));
    },

    /** The same leads, with what each team says of them. */
    async saidBetween(read: Db | Tx, workspaceId: string, window: Window): Promise<readonly LeadOfBoth[]> {
      const all = latestOfEach(await store.openBetween(read, workspaceId, window));
      return saidOfEach(all, await leads.seenAs(read, [...new Set(all.map(({ leadId }) => leadId))]));
    },
  };

  async function rate(
    actor: ReviewActor,
    leadId: string,
    wish: (mine: Verdict | undefined) => Judgement | undefined,
    viewId?: string,
  ): Promise<Rated<RateRefusal>> {
    let before: Verdict | undefined;
    let said: Said = { kind: 'rating-undone' };
    const outcome = await leads.rate<RateRefusal>(
      actor,
      leadId,
      async (tx, lead) => {
        if (!mayJudge(actor)) return { refuse: { kind: 'not-in-teams' } };
        before = await store.findOwn(tx, placeOf(actor, lead.id));
        const wished = wish(before);
        if (wished === undefined && before === undefined) return { refuse: { kind: 'none' } };
        const spot = wished && (await judging.askedAbout(actor, lead.id, tx));
        if (spot !== undefined) return { refuse: { kind: 'asked-in', spot } };
        if (wished !== undefined && before !== undefined && isSame(wished, before))
          return { refuse: { kind: 'said-already' } };
        said = wished === undefined ? { kind: 'rating-undone' } : entryOf(actor, wished);
        return { say: said };
      },
      async (tx, lead) => {
        await write(tx, actor, lead, before, said);
        if (viewId !== undefined) await dropDraft(tx, placeOf(actor, lead.id), viewId, clock.now());
      },
    );
    // What was opened, and sent as it was, is no draft any more either.
    if (viewId !== undefined && outcome.kind === 'refused' && outcome.why.kind === 'said-already') {
      const place = placeOf(actor, outcome.lead.id);
      await database.transaction((tx) => dropDraft(tx, place, viewId, clock.now()));
    }
    return outcome;
  }

  async function write(
    tx: Tx,
    actor: ReviewActor,
    lead: RateableLead,
    before: Verdict | undefined,
    said: Said,
  ): Promise<void> {
    const now = clock.now();
    if (before !== undefined) await store.end(tx, before.id, now);
    if (said.kind === 'rating-undone') return;
    const { kind: _rated, ...judgement } = said;
    await store.insert(tx, {
      ...placeOf(actor, lead.id),
      ...judgement,
      id: ids.next(),
      workspaceId: actor.workspaceId,
      rejection: undefined,
      insteadOf: before?.id,
      givenAt: before?.givenAt ?? now,
      saidAt: now,
      shownAt: now,
    });
  }
}

/** A database takes so many values in a statement with ease. */
const AT_ONCE = 500;

/** Nobody's words about these leads are kept any more, neither sent nor typed. */
export async function forgetWords(tx: Tx, leadIds: readonly string[]): Promise<void> {
  await store.clearNotes(tx, leadIds);
  await deleteDrafts(tx, leadIds);
  await clearLines(tx, leadIds);
}

/** Lets go of all that is kept about leads that are taken out of the world. */
export async function letGoOf(tx: Tx, leadIds: readonly string[]): Promise<void> {
  await deleteDrafts(tx, leadIds);
  await store.deleteOfLeads(tx, leadIds);
  await removeLeads(tx, leadIds);
}

const asking = (actor: ReviewActor): AskingActor => ({
  ...actor,
  teams: SIDES.filter((side) => actor.teams.includes(side)),
  manages: SIDES.filter((side) => actor.manages.includes(side)),
});

const placeOf = ({ id }: ReviewActor, leadId: string): store.Place => ({ leadId, personId: id, occasion: ANY_TIME });

const entryOf = (actor: ReviewActor, { verdict, grade, reason, part, note }: Judgement): Said => ({
  kind: 'rated',
  side: sideOf(actor),
  verdict,
  grade,
  reason,
  part,
  note,
});
