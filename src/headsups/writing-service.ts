import { campaignKey } from '../core/campaign.ts';
import { DAY } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import { dropChange, recordChange } from './answers-store.ts';
import { type Draft, deleteDraftsBefore, findDraft, insertDraft } from './drafts-store.ts';
import { factsFault, termsFault } from './form.ts';
import type { CampaignTerms, HeadsUp, HeadsUpKind, Terms } from './heads-up.ts';
import type { HeadsUpsDeps } from './ports-service.ts';
import type { WriteRefusal } from './refusals.ts';
import { remindAt } from './reminder.ts';
import { type HeadsUpActor, mayAnnounce, mayChange } from './rights.ts';
import * as store from './store.ts';
import type { HeadsUpTelling } from './telling-service.ts';
import type { HeadsUpViewing } from './viewing-service.ts';

export type Written = { readonly kind: 'done'; readonly headsUp: HeadsUp } | WriteRefusal;

/** What of a campaign is asked first. */
export type Facts = Omit<Draft, 'id' | 'workspaceId' | 'personId'>;

/** The words about a campaign, which are asked next. */
export type CampaignWords = Pick<CampaignTerms, 'audience' | 'promise' | 'talk'>;

/** So many campaigns are linked from cards. */
const MOST_LINKED = 200;
const DRAFTS_FOR = 2 * DAY;

/** Announcing, changing and withdrawing. */
export function createWriting(deps: HeadsUpsDeps, viewing: HeadsUpViewing, telling: HeadsUpTelling) {
  const { database, clock, ids, people, leads, channelFault = async () => undefined, onDay } = deps;
  const { db } = database;

  return {
    /** What a form begins with: where it goes and, for one that is changed, how it stands. */
    async toWrite(actor: HeadsUpActor, kind: HeadsUpKind): Promise<{ kind: 'open'; channelId: string } | WriteRefusal> {
      if (!mayAnnounce(kind, actor)) return { kind: 'not-announcing', what: kind };
      const channelId = await leads.channelOf(db, actor.workspaceId);
      return channelId === undefined ? { kind: 'not-set-up' } : { kind: 'open', channelId };
    },

    toChange: (actor: HeadsUpActor, id: string): Promise<Written> =>
      store.findHeadsUp(db, id).then((found) => standing(actor, found)),

    /** Keeps the first half of a form until the second is filled in. One window keeps one. */
    async keepFacts(
      actor: HeadsUpActor,
      windowId: string,
      facts: Facts,
    ): Promise<{ kind: 'kept'; draft: Draft; of: HeadsUp | undefined } | WriteRefusal> {
      const before = facts.headsUpId === undefined ? undefined : await store.findHeadsUp(db, facts.headsUpId);
      const why = facts.headsUpId === undefined ? announcing(actor, 'campaign') : refusalOf(actor, before);
      if (why !== undefined) return why;
      const fault = factsFault(facts, await viewing.todayIn(db, actor.workspaceId), before?.terms.startsOn);
      if (fault !== undefined) return { kind: 'fault', fault };
      const twin = before === undefined ? await announcedAs(actor.workspaceId, facts) : undefined;
      if (twin !== undefined) return { kind: 'announced', number: twin.number };
      const trouble = before === undefined ? await channelTrouble(facts.channelId) : undefined;
      if (trouble !== undefined) return trouble;
      const draft: Draft = { ...facts, id: windowId, workspaceId: actor.workspaceId, personId: actor.id };
      const now = clock.now();
      await database.transaction(async (tx) => {
        await deleteDraftsBefore(tx, now - DRAFTS_FOR);
        await insertDraft(tx, draft, now);
      });
      return { kind: 'kept', draft, of: before };
    },

    /** Announces a campaign, or changes what was announced, out of both halves of its form. */
    async finish(actor: HeadsUpActor, draftId: string, words: CampaignWords): Promise<Written> {
      const why = announcing(actor, 'campaign');
      if (why !== undefined) return why;
      const draft = await findDraft(db, { id: draftId, personId: actor.id });
      if (draft?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
      const { title, startsOn, expected, channelId, headsUpId, version = 0 } = draft;
      const terms: Terms = { kind: 'campaign', title, startsOn, expected, ...words };
      if (headsUpId !== undefined) return change(actor, { id: headsUpId, version }, terms);
      return announce(actor, terms, channelId, `draft:${draftId}`);
    },

    /** Announces a change of how both teams work. One `madeFrom` announces once. */
    announceProcess: (
      actor: HeadsUpActor,
      terms: Terms,
      channelId: string | undefined,
      madeFrom: string,
    ): Promise<Written> => announce(actor, terms, channelId, madeFrom),

    change,

    /** Nobody is asked any more, and no card links to it. */
    withdraw: (actor: HeadsUpActor, id: string): Promise<Written> =>
      once(actor, id, 'withdrawn', async (tx, headsUp) => {
        const { workspaceId } = headsUp;
        await store.holdNumbers(tx, workspaceId);
        if (!(await store.withdraw(tx, id, actor.id, clock.now()))) return { kind: 'withdrawn' };
        await tell(tx, headsUp);
        return undefined;
      }),
  };

  /** The heads-up that tells of the same campaign on the same day. */
  async function announcedAs(workspaceId: string, { title, startsOn }: Facts): Promise<HeadsUp | undefined> {
    const all = await store.listStanding(db, workspaceId, MOST_LINKED);
    const isThat = ({ kind, ...terms }: Terms) =>
      kind === 'campaign' && terms.startsOn === startsOn && campaignKey(terms.title) === campaignKey(title);
    return all.find(({ terms }) => isThat(terms));
  }

  async function announce(
    actor: HeadsUpActor,
    terms: Terms,
    channelId: string | undefined,
    madeFrom: string,
  ): Promise<Written> {
    const { workspaceId } = actor;
    const known = await store.findMadeFrom(db, workspaceId, madeFrom);
    if (known !== undefined) return { kind: 'done', headsUp: known };
    const why = announcing(actor, terms.kind);
    if (why !== undefined) return why;
    const fault = termsFault(terms, await viewing.todayIn(db, workspaceId));
    if (fault !== undefined) return { kind: 'fault', fault };
    const trouble = await channelTrouble(channelId);
    if (trouble !== undefined || channelId === undefined) return trouble ?? NO_CHANNEL;
    return database.transaction(async (tx): Promise<Written> => {
      const now = clock.now();
      const calendar = await people.calendarOf(tx, workspaceId, { team: 'sales' });
      const headsUp: HeadsUp = {
        id: ids.next(),
        workspaceId,
        number: await store.nextNumber(tx, workspaceId),
        terms,
        channelId,
        by: actor.id,
        state: 'posted',
        version: 1,
        postedAt: now,
        changed: undefined,
        withdrawn: undefined,
        remindAt: remindAt(calendar, now, terms.startsOn),
        remindedAt: undefined,
        linkedAs: undefined,
      };
      // The same form was sent twice at once, and the other one was faster; its number stays unused.
      if (!(await store.insertHeadsUp(tx, headsUp, madeFrom))) {
        const first = await store.findMadeFrom(tx, workspaceId, madeFrom);
        return first === undefined ? { kind: 'not-found' } : { kind: 'done', headsUp: first };
      }
      await tell(tx, headsUp);
      await telling.remind(tx, headsUp.id, headsUp.remindAt);
      return { kind: 'done', headsUp };
    });
  }

  /** Says something else from now on; what people have said to it stays. */
  async function change(
    actor: HeadsUpActor,
    { id, version }: Pick<HeadsUp, 'id' | 'version'>,
    terms: Terms,
  ): Promise<Written> {
    return once(actor, id, 'changed', async (tx, before) => {
      const fault = termsFault(terms, await viewing.todayIn(tx, before.workspaceId), before.terms.startsOn);
      if (fault !== undefined) return { kind: 'fault', fault };
      const calendar = await people.calendarOf(tx, before.workspaceId, { team: 'sales' });
      await store.holdNumbers(tx, before.workspaceId);
      const changed = {
        by: actor.id,
        at: clock.now(),
        remindAt: remindAt(calendar, before.postedAt, terms.startsOn),
      };
      if (!(await store.rewrite(tx, { id, version }, terms, changed))) return { kind: 'changed-meanwhile' };
      await tell(tx, { ...before, terms });
      if (before.remindedAt === undefined) await telling.remind(tx, id, changed.remindAt);
      return undefined;
    });
  }

  /** Changes one that stands, by one press once. `run` answers why not. */
  async function once(
    actor: HeadsUpActor,
    id: string,
    kind: 'changed' | 'withdrawn',
    run: (tx: Tx, before: HeadsUp) => Promise<WriteRefusal | undefined>,
  ): Promise<Written> {
    return database.transaction(async (tx): Promise<Written> => {
      const before = await store.findHeadsUp(tx, id);
      if (before?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
      if (!mayChange(before, actor)) return { kind: 'not-yours' };
      const entry = { id: ids.next(), headsUpId: id, kind, by: actor.id, at: clock.now(), gesture: actor.gesture };
      // Slack has delivered it again: it has been done, and what has happened since stays.
      if (!(await recordChange(tx, entry))) return { kind: 'done', headsUp: before };
      const held = await store.hold(tx, id);
      const why: WriteRefusal | undefined = held === undefined ? { kind: 'withdrawn' } : await run(tx, held);
      if (why !== undefined) {
        await dropChange(tx, entry.id);
        return why;
      }
      return { kind: 'done', headsUp: (await store.findHeadsUp(tx, id)) ?? before };
    });
  }

  /** Its message is brought up to date; of a campaign, also where cards lead. Whoever calls has counted or held the numbers. */
  async function tell(tx: Tx, headsUp: HeadsUp): Promise<void> {
    const { id, workspaceId, terms: said } = headsUp;
    await telling.parent(tx, id);
    await onDay?.(tx, await viewing.askedBy(tx, headsUp));
    if (said.kind !== 'campaign') return;
    const newest = new Map<string, { key: string; headsUpId: string; title: string }>();
    for (const { id: headsUpId, terms } of await store.listStanding(tx, workspaceId, MOST_LINKED)) {
      const key = campaignKey(terms.title);
      if (terms.kind === 'campaign' && !newest.has(key)) newest.set(key, { key, headsUpId, title: terms.title });
    }
    await leads.saveCampaignNews(tx, workspaceId, [...newest.values()]);
  }

  async function channelTrouble(channelId: string | undefined): Promise<WriteRefusal | undefined> {
    if (channelId === undefined) return NO_CHANNEL;
    const sentence = await channelFault(channelId);
    return sentence === undefined ? undefined : { kind: 'channel', sentence };
  }

  function announcing(actor: HeadsUpActor, what: HeadsUpKind): WriteRefusal | undefined {
    return mayAnnounce(what, actor) ? undefined : { kind: 'not-announcing', what };
  }

  function refusalOf(actor: HeadsUpActor, found: HeadsUp | undefined): WriteRefusal | undefined {
    if (found?.workspaceId !== actor.workspaceId) return { kind: 'not-found' };
    if (!mayChange(found, actor)) return { kind: 'not-yours' };
    return found.state === 'posted' ? undefined : { kind: 'withdrawn' };
  }

  function standing(actor: HeadsUpActor, found: HeadsUp | undefined): Written {
    const why = refusalOf(actor, found);
    return why ?? (found === undefined ? { kind: 'not-found' } : { kind: 'done', headsUp: found });
  }
}

const NO_CHANNEL: WriteRefusal = { kind: 'fault', fault: 'no-channel' };
