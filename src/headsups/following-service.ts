import { campaignKey } from '../core/campaign.ts';
import type { Instant } from '../core/instants.ts';
import type { PersonChange } from '../core/person-days.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { answersTo } from './answers-store.ts';
import { type HeadsUp, TEAMS_OF } from './heads-up.ts';
import type { HeadsUpsDeps } from './ports-service.ts';
import * as store from './store.ts';
import { CHANNEL_TROUBLE, type HeadsUpTelling, REMINDER } from './telling-service.ts';
import type { HeadsUpViewing } from './viewing-service.ts';

/** The messages of older ones stay as they are when people come and go. */
const MOST_REDRAWN = 10;

/** What follows by itself: cards link to it, and whoever has said nothing is reminded once. */
export function createFollowing(deps: HeadsUpsDeps, viewing: HeadsUpViewing, telling: HeadsUpTelling) {
  const { database, clock, leads, people, notify } = deps;

  return {
    /**
     * Its message says what it should: cards of its campaign are drawn anew, where they don't link to it as it is called now. Before
     * that they would name it without leading there.
     */
    async isShown({ id, workspaceId, terms, state, linkedAs }: HeadsUp): Promise<void> {
      const as = terms.kind === 'campaign' && state === 'posted' ? terms.title : undefined;
      if (as === linkedAs) return;
      await database.transaction(async (tx) => {
        if (!(await store.markLinked(tx, { id, linkedAs }, as))) return;
        const campaigns = [linkedAs, as].filter((one) => one !== undefined);
        await leads.redrawCampaigns(tx, workspaceId, [...new Set(campaigns.map(campaignKey))]);
      });
    },

    /** Reminds those who have said nothing, once; when to look again, if it is too early. */
    remind: (id: string, settle: (tx: Tx) => Promise<void>): Promise<Instant | undefined> =>
      database.transaction(async (tx) => {
        const headsUp = await store.findHeadsUp(tx, id);
        if (headsUp?.state !== 'posted' || headsUp.remindedAt !== undefined) return undefined;
        const now = clock.now();
        if (now < headsUp.remindAt) return headsUp.remindAt;
        if (!(await store.markReminded(tx, id, now))) return undefined;
        for (const person of await silentOf(tx, headsUp))
          await notify(tx, {
            key: `${REMINDER}:${id}:${person}`,
            workspaceId: headsUp.workspaceId,
            recipient: { person },
            kind: REMINDER,
            subject: id,
            at: now,
          });
        await settle(tx);
        return undefined;
      }),

    /** What a reminder is about; undefined if there is nothing more to remind of. */
    async reminded(workspaceId: string, id: string, personId: string) {
      const view = await viewing.byId(workspaceId, id);
      if (view?.headsUp.state !== 'posted') return undefined;
      return (await silentOf(database.db, view.headsUp)).includes(personId) ? view : undefined;
    },

    /** PPL-4: its channel can't be used. Whoever announced it hears of it once. */
    channelTrouble: (id: string, code: string): Promise<void> =>
      database.transaction(async (tx) => {
        const headsUp = await store.findHeadsUp(tx, id);
        if (headsUp?.state !== 'posted') return;
        const { workspaceId, channelId, by, terms } = headsUp;
        const announcer = await people.present(tx, [by]);
        const told =
          announcer.length > 0 ? announcer : await people.managersOf(tx, workspaceId, TEAMS_OF[terms.kind].from);
        for (const person of told)
          await notify(tx, {
            key: `${CHANNEL_TROUBLE}:${id}:${channelId}:${person}`,
            workspaceId,
            recipient: { person },
            kind: CHANNEL_TROUBLE,
            subject: JSON.stringify({ id, code }),
            at: clock.now(),
          });
      }),

    /** Baton is in a channel again: what could not be shown there is. */
    async channelBack(tx: Tx, workspaceId: string, channelId: string): Promise<void> {
      const there = (await store.listStanding(tx, workspaceId, MOST_REDRAWN)).filter(
        (one) => one.channelId === channelId,
      );
      await telling.parents(
        tx,
        there.map(({ id }) => id),
      );
    },

    /** Who comes or leaves is asked, or isn't any more. */
    async onPersonChange(tx: Tx, { workspaceId, what }: PersonChange): Promise<void> {
      if (!MEMBERS.has(what)) return;
      await telling.parents(
        tx,
        (await store.listStanding(tx, workspaceId, MOST_REDRAWN)).map(({ id }) => id),
      );
    },
  };

  async function silentOf(read: Db | Tx, headsUp: HeadsUp): Promise<readonly string[]> {
    const said = new Set((await answersTo(read, headsUp.id)).map(({ personId }) => personId));
    return (await viewing.askedBy(read, headsUp)).filter((id) => !said.has(id));
  }
}

/** What changes who is in a team. */
const MEMBERS: ReadonlySet<PersonChange['what']> = new Set(['joined', 'left', 'deactivated', 'reactivated']);
