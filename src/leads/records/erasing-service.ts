import { z } from 'zod';
import type { Instant } from '../../core/instants.ts';
import { isoText } from '../../core/iso-text.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import { heldIn } from '../holding/holding.ts';
import { HELD_CARD, HOLD, heldCardKey, holdKey } from '../holding/holding-telling-service.ts';
import * as journal from '../journal-store.ts';
import { type Lead, leadName } from '../lead.ts';
import { lacking } from '../merging/merging.ts';
import { familyOf, hold } from '../merging/merging-store.ts';
import { timesAsPart, wholesIn } from '../merging/parting.ts';
import { rewriteWords } from '../search/words-store.ts';
import * as store from '../store.ts';
import { CARD, cardKey, OWNER_DM, ownerKey } from '../telling-service.ts';
import {
  clearMessage,
  clearPerson,
  clearWords,
  countUntouched,
  listUntouched,
  type Untouched,
} from './erasing-store.ts';
import { idsOfPerson } from './export-store.ts';

/** A lead of which the person is to be forgotten. */
export interface ErasableLead {
  readonly id: string;
  readonly workspaceId: string;
  readonly number: number;
  readonly name: string;
}

/** Forgets persons, and keeps what is counted. */
export function createErasing({ clock, jobs }: { clock: Clock; jobs: Pick<Jobs, 'enqueueAll'> }) {
  return {
    async byNumber(read: Db | Tx, workspaceId: string, number: number): Promise<ErasableLead | undefined> {
      const lead = await store.findByNumber(read, workspaceId, number);
      return lead && erasable(lead);
    },

    async byId(read: Db | Tx, workspaceId: string, id: string): Promise<ErasableLead | undefined> {
      const lead = await store.findLead(read, id);
      return lead?.workspaceId === workspaceId ? erasable(lead) : undefined;
    },

    async ofPerson(read: Db | Tx, workspaceId: string, email: string): Promise<readonly ErasableLead[]> {
      return (await store.findLeads(read, await idsOfPerson(read, workspaceId, email))).map(erasable);
    },

    /** Holds these and all that are one with them, or were, in the order in which those do who merge them. */
    async hold(tx: Tx, leadIds: readonly string[]): Promise<void> {
      const around: string[] = [];
      for (const lead of await store.findLeads(tx, leadIds))
        around.push(...(await familyOf(tx, lead.id)), ...wholesIn(await journal.listEvents(tx, lead)));
      await hold(tx, [...new Set([...leadIds, ...around])]);
    },

    /** Other leads that are one with this one: its person is theirs. Asked once nobody can merge it any more. */
    async partsOf(tx: Tx, leadId: string): Promise<readonly ErasableLead[]> {
      const others = (await familyOf(tx, leadId)).filter((id) => id !== leadId);
      return (await store.findLeads(tx, others)).map(erasable);
    },

    /** The person goes; stage, owner, company, source and campaign stay, and so does the journal without anybody's words. */
    async erase(tx: Tx, leadId: string, shownAt: Instant = clock.now()): Promise<void> {
      const before = erasedBefore.safeParse(await store.findExtra(tx, leadId));
      await clearPerson(tx, leadId, before.success ? before.data : { erased: isoText(clock.now()) });
      await clearWords(tx, leadId);
      const lead = await store.findLead(tx, leadId);
      if (lead !== undefined) await rewriteWords(tx, lead);
      await eraseElsewhere(tx, leadId, shownAt);
      await showAgain(tx, leadId, shownAt);
    },

    /** Everything goes that was written, by the prospect and by colleagues; who it was stays. */
    async eraseWords(tx: Tx, leadId: string, shownAt: Instant): Promise<void> {
      await clearMessage(tx, leadId, clock.now());
      await clearWords(tx, leadId);
      await showAgain(tx, leadId, shownAt);
    },

    untouchedSince: async (
      read: Db | Tx,
      of: Untouched & { readonly most: number },
    ): Promise<readonly ErasableLead[]> => (await store.findLeads(read, await listUntouched(read, of))).map(erasable),

    countUntouchedSince: countUntouched,
  };

  /**
   * What was written to a lead while this one was part of it stayed there when they were taken apart, and nobody knows of which of
   * both: so it goes as well.
   */
  async function eraseElsewhere(tx: Tx, leadId: string, shownAt: Instant, seen = new Set<string>()): Promise<void> {
    const lead = await store.findLead(tx, leadId);
    if (lead === undefined || seen.has(leadId)) return;
    seen.add(leadId);
    for (const wholeId of wholesIn(await journal.listEvents(tx, lead))) {
      const whole = (await hold(tx, [wholeId])).get(wholeId);
      if (whole === undefined) continue;
      for (const { learned, ...between } of timesAsPart(leadId, await journal.listEvents(tx, whole))) {
        await clearWords(tx, wholeId, between);
        const fields = lacking(whole.fields, learned);
        await store.saveFields(tx, wholeId, fields);
        await rewriteWords(tx, { ...whole, fields });
        await showAgain(tx, wholeId, shownAt);
      }
      await eraseElsewhere(tx, wholeId, shownAt, seen);
    }
  }

  /** All of its messages say what is in the database then, so what is forgotten goes from Slack as well. */
  async function showAgain(tx: Tx, leadId: string, runAt: Instant): Promise<void> {
    const lead = await store.findLead(tx, leadId);
    const owner = lead?.owner;
    const wasHeld = lead !== undefined && heldIn(await journal.listEvents(tx, lead)) !== undefined;
    const again = { runAt, mode: 'latest' } as const;
    await jobs.enqueueAll(tx, [
      { kind: CARD, key: cardKey(leadId), payload: { leadId }, ...again },
      ...(owner === undefined
        ? []
        : [
            {
              kind: OWNER_DM,
              key: ownerKey(leadId, owner.event),
              payload: { leadId, personId: owner.personId, event: owner.event },
              ...again,
            },
          ]),
      ...(wasHeld
        ? [
            { kind: HOLD, key: holdKey(leadId), payload: { leadId }, ...again },
            { kind: HELD_CARD, key: heldCardKey(leadId), payload: { leadId }, ...again },
          ]
        : []),
    ]);
  }
}

/** What stands in the place of what was sent: since when its person is forgotten. A second time changes nothing. */
const erasedBefore = z.strictObject({ erased: z.iso.datetime() });

const erasable = (lead: Lead): ErasableLead => ({
  id: lead.id,
  workspaceId: lead.workspaceId,
  number: lead.number,
  name: leadName(lead),
});
