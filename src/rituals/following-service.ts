import type { Instant } from '../core/instants.ts';
import type { ChannelChange, PersonChange } from '../core/person-days.ts';
import type { Tx } from '../platform/db/database.ts';
import { Permanent } from '../platform/errors.ts';
import type { Settle } from './conducting-service.ts';
import { type Kinds, kindOf, type RitualsDeps } from './kinds-service.ts';
import * as memberStore from './members-store.ts';
import * as dates from './occurrences-store.ts';
import type { RitualPlanning } from './planning-service.ts';
import type { Ritual } from './ritual.ts';
import * as history from './slot-history-store.ts';
import * as store from './store.ts';
import type { RitualTelling } from './telling-service.ts';

/** Follows people and channels: whatever decides on slots and has changed makes the rituals plan anew. */
export function ritualFollowing(deps: RitualsDeps, kinds: Kinds, planning: RitualPlanning, telling: RitualTelling) {
  const { database } = deps;
  const { db } = database;

  return {
    /** People have changed; in the transaction of the change. */
    async onPersonChange(tx: Tx, { workspaceId, personIds, what }: PersonChange): Promise<void> {
      const affected =
        personIds === 'everyone' ||
        what === 'joined' ||
        what === 'left' ||
        what === 'reactivated' ||
        what === 'deactivated'
          ? (await store.listRituals(tx, workspaceId)).map(({ id }) => id)
          : await history.ritualsAwaiting(tx, personIds);
      for (const ritualId of affected) await planning.enqueue(tx, ritualId);
    },

    /** Somebody came into a channel or left it (PPL-2, PPL-3). */
    async onChannelChange({ channelId, personId, what }: ChannelChange): Promise<void> {
      await database.transaction(async (tx) => {
        for (const { id, config } of await store.listRitualsOfChannel(tx, channelId)) {
          if (config.participants.kind !== 'channel') continue;
          if (what === 'joined') await memberStore.addMember(tx, id, personId);
          else await memberStore.removeMembers(tx, id, [personId]);
          await planning.enqueue(tx, id);
        }
      });
    },

    /** Reads who is in the channel, if that decides, and plans. Answers when to plan again without any reason. */
    async plan(ritualId: string, settle: Settle): Promise<Instant | undefined> {
      const ritual = await store.findRitual(db, ritualId);
      const members = ritual && (await membersOf(ritual));
      return database.transaction(async (tx) => {
        if (members !== undefined) await memberStore.replaceMembers(tx, ritualId, members);
        const planned = await planning.refresh(tx, ritualId, 'succession');
        if (planned?.againAt === undefined) await settle(tx);
        return planned?.againAt;
      });
    },

    /**
     * Slack refuses the ritual's channel: its owners hear of it once, and people are asked all the same (PPL-4). For whoever
     * posts there.
     */
    async channelTrouble(tx: Tx, ritualId: string, code: string): Promise<void> {
      const ritual = await store.findRitual(tx, ritualId);
      if (ritual === undefined || !(await store.moveRitual(tx, ritualId, ['active'], { state: 'degraded' }))) return;
      await telling.channel(tx, ritual, code);
    },

    /** The channel works again: its rituals are whole, and what is open shows itself there. */
    async channelBack(tx: Tx, channelId: string): Promise<void> {
      for (const { id } of await store.listRitualsOfChannel(tx, channelId)) {
        if (!(await store.moveRitual(tx, id, ['degraded'], { state: 'active' }))) continue;
        const ritual = await store.findRitual(tx, id);
        const occurrence = (await dates.listOpen(tx, id)).at(-1);
        if (ritual !== undefined && occurrence !== undefined) {
          await kindOf(kinds, ritual.kind).changed(tx, { ritual, occurrence }, 'slot');
        }
      }
    },
  };

  /** Where Slack won't say, those who are remembered take part: a lost channel must not stop the prompts (PPL-4). */
  async function membersOf({ config, state }: Ritual): Promise<readonly string[] | undefined> {
    if (config.participants.kind !== 'channel' || state === 'ended') return undefined;
    try {
      return await Array.fromAsync(deps.channelMembers(config.channelId));
    } catch (error) {
      if (error instanceof Permanent) return undefined;
      throw error;
    }
  }
}
