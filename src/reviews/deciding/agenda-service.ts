import type { ActionView } from '../../core/action.ts';
import type { ReasonKey } from '../../core/lead-reasons.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import { type Asked, askedOf, saidOfAsked } from '../asked.ts';
import type { RateableLead, ReviewsDeps } from '../ports-service.ts';
import type { Review, ReviewLead } from '../review.ts';
import { leadsOf } from '../reviews-store.ts';
import { resultOf, saidBySide } from '../thread/results.ts';
import type { Verdict } from '../verdicts/verdict.ts';
import { openOfLeads } from '../verdicts/verdicts-store.ts';
import {
  type AgendaItem,
  type AgendaNotes,
  agendaOf,
  type ItemLead,
  type ItemPlace,
  itemOf,
  type Mark,
  type NothingToChange,
  originOf,
  unnamedAt,
} from './agenda.ts';
import * as agenda from './agenda-store.ts';

export type Agenda = ReturnType<typeof createAgenda>;

/** The agenda of reviews, as their threads show it. Of one that is blind there is none. */
export function createAgenda({ ids, leads, decisions }: Pick<ReviewsDeps, 'ids' | 'leads' | 'decisions'>) {
  return {
    itemsOf,

    itemIn,

    /**
     * Somebody puts a lead up in a review that names nobody, after it is revealed: nothing says who, nor when. `form` is the one that they
     * have sent: it puts a lead up once. False if just that is up already.
     */
    async putUpUnnamed(
      tx: Tx,
      { review, one }: { readonly review: Review; readonly one: ReviewLead },
      form: string,
      line: string | undefined,
    ): Promise<boolean> {
      const item = await itemIn(tx, review, one);
      const at = unnamedAt(item, review.revealedAt ?? review.dueAt);
      const isUp = (await agenda.marksIn(tx, review.id)).some(
        (mark) => mark.leadId === one.leadId && mark.line === line && mark.at >= at,
      );
      if (isUp || !(await agenda.addUnnamedMark(tx, { reviewId: review.id, leadId: one.leadId }, { form, line, at })))
        return false;
      await agenda.unnameMarks(tx, review.id, ({ at: before }) => before, ids.next);
      return true;
    },

    /** Whoever is still known to have put something up in a revealed review that names nobody is nobody from now on. */
    async unname(tx: Tx, review: Review): Promise<void> {
      const since = review.revealedAt;
      if (since === undefined || !review.isAnonymous) return;
      const items = await itemsOf(tx, review);
      const hours = new Map(items.map((item) => [item.lead.leadId, unnamedAt(item, since)]));
      const hourOf = ({ leadId, at }: Pick<Mark, 'leadId' | 'at'>) => {
        const upAgain = hours.get(leadId) ?? since;
        return at < upAgain ? since : upAgain;
      };
      await agenda.unnameMarks(tx, review.id, hourOf, ids.next);
    },

    decidedOf,

    /** Why people find a lead of a review no good fit, the most frequent reason first; nothing while it is blind. */
    async reasonsOf(read: Db | Tx, reviewId: string, leadId: string): Promise<readonly ReasonKey[]> {
      const { sales, marketing } = saidBySide(await saidOf(read, reviewId, leadId));
      return [...sales.reasons, ...marketing.reasons];
    },
  };

  /** All of it. */
  async function itemsOf(read: Db | Tx, review: Review): Promise<readonly AgendaItem[]> {
    if (review.state !== 'revealed') return [];
    const asked = askedOf(await leadsOf(read, review.id));
    return agendaOf(await itemLeads(read, review.id, asked), await notesOf(read, review.id, asked));
  }

  /** One lead of it; undefined if it isn’t on it. */
  async function itemIn(read: Db | Tx, review: Review, one: ReviewLead): Promise<AgendaItem | undefined> {
    if (review.state !== 'revealed') return undefined;
    const asked = askedOf(askedOf(await leadsOf(read, review.id)).partsOf(one.leadId));
    const [lead] = await itemLeads(read, review.id, asked);
    return lead && itemOf(lead, await notesOf(read, review.id, asked));
  }

  async function itemLeads(read: Db | Tx, reviewId: string, asked: Asked): Promise<ItemLead[]> {
    const seenAs = await leads.seenAs(
      read,
      asked.leads.map(({ leadId }) => leadId),
    );
    const said = Map.groupBy(await saidIn(read, reviewId, asked), ({ leadId }) => leadId);
    return asked.leads.flatMap((one) => {
      const lead = seenAs.get(one.leadId);
      return lead === undefined ? [] : [itemLead(one, lead, said.get(one.leadId) ?? [])];
    });
  }

  async function notesOf(read: Db | Tx, reviewId: string, asked: Asked): Promise<AgendaNotes> {
    const masks = new Map<string | undefined, (words: string) => string>();
    const marks = await agenda.marksIn(read, reviewId);
    const made = await decisions.madeIn(read, [originOf(reviewId)]);
    for (const leadId of [...marks.map((one) => one.leadId), ...made.map(({ action }) => action.leadId)])
      if (leadId !== undefined && !masks.has(leadId) && asked.as(leadId) !== undefined)
        masks.set(leadId, await leads.maskingOf(read, leadId));
    const masked = (leadId: string | undefined, words: string): string => masks.get(leadId)?.(words) ?? words;
    return {
      marks: marks.map((one) => ({
        ...one,
        leadId: asked.as(one.leadId) ?? one.leadId,
        line: one.line && masked(one.leadId, one.line),
      })),
      ends: latestEnds(await agenda.endsIn(read, reviewId), asked),
      questioned: await leads.questionedAmong(
        read,
        asked.leads.map(({ leadId }) => leadId),
      ),
      decisions: made.map(({ action, ...view }) => ({
        ...view,
        action: {
          ...action,
          leadId: action.leadId && (asked.as(action.leadId) ?? action.leadId),
          text: masked(action.leadId, action.text),
        },
      })),
    };
  }

  async function decidedOf(read: Db | Tx, { reviewId, leadId }: ItemPlace): Promise<ActionView[]> {
    const asked = askedOf(await leadsOf(read, reviewId));
    return (await decisions.madeIn(read, [originOf(reviewId)])).filter(
      ({ action }) => action.leadId !== undefined && asked.as(action.leadId) === leadId,
    );
  }
}

/** What was said in a review of these leads, as far as everybody may see it. */
async function saidIn(read: Db | Tx, reviewId: string, asked: Asked): Promise<Verdict[]> {
  const ids = asked.leads.flatMap(({ leadId }) => asked.partsOf(leadId).map((one) => one.leadId));
  const said = await openOfLeads(read, ids);
  return saidOfAsked(
    said.filter(({ occasion }) => occasion === reviewId),
    asked,
  );
}

async function saidOf(read: Db | Tx, reviewId: string, leadId: string): Promise<Verdict[]> {
  return saidIn(read, reviewId, askedOf(askedOf(await leadsOf(read, reviewId)).partsOf(leadId)));
}

/** Of leads that have become one what somebody found last. */
function latestEnds(ends: ReadonlyMap<string, NothingToChange>, asked: Asked): ReadonlyMap<string, NothingToChange> {
  const all = [...ends].map(([leadId, end]) => [asked.as(leadId) ?? leadId, end] as const);
  return new Map(all.toSorted(([, a], [, b]) => a.at - b.at));
}

function itemLead(
  { leadId, position, stratum }: ReviewLead,
  { number, name, source, campaign, persona }: RateableLead,
  said: readonly Verdict[],
): ItemLead {
  const verdicts = said.map((one) => ({ ...one, by: undefined }));
  const { difference } = resultOf({ leadId, position, stratum, number, name, source, campaign, persona, verdicts });
  return { leadId, position, name, difference };
}
