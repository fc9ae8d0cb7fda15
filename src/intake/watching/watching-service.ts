import { z } from 'zod';
import type { Tx } from '../../platform/db/database.ts';
import type { Accepting } from '../accepting-service.ts';
import { type Endpoint, slugOf } from '../endpoints/endpoint.ts';
import * as endpointStore from '../endpoints/endpoints-store.ts';
import * as kept from '../kept-store.ts';
import { CHANNEL } from '../presets/preset-channel.ts';
import type { IntakeDeps } from '../service.ts';
import type { AppMessage } from './channel-message.ts';
import type { Watched } from './watch.ts';
import * as watches from './watches-store.ts';

export type WatchOutcome =
  | { readonly kind: 'watching'; readonly endpoint: Endpoint }
  | { readonly kind: 'refused'; readonly field: 'name' | 'watched'; readonly sentence: string };

/** Nobody chooses among more. */
const MOST_SENDERS = 8;

/** Messages that a chosen app posts in a chosen channel become leads, so that nothing of ours need be reachable from outside. */
export function createWatching({ database, clock }: IntakeDeps, { keep }: Pick<Accepting, 'keep'>) {
  const { db } = database;

  return {
    /** Listens in a channel from now on, for an app that is still to be chosen. The same form delivered twice is one. */
    async watch(
      wish: { workspaceId: string; name: string; watchedId: string; channelId: string },
      by: string,
    ): Promise<WatchOutcome> {
      const { workspaceId, name, watchedId, channelId } = wish;
      const id = slugOf(name);
      if (id === '') return refused('Give it a name with letters or digits, such as “HubSpot”.');
      const endpoint: Endpoint = {
        id,
        workspaceId,
        name,
        preset: CHANNEL,
        signing: { scheme: 'token' },
        channelId,
        mapping: undefined,
        version: 1,
        createdAt: clock.now(),
      };
      return database.transaction(async (tx): Promise<WatchOutcome> => {
        if (await endpointStore.insertEndpoint(tx, endpoint, by)) {
          await watches.insertWatch(tx, { endpointId: id, workspaceId, channelId: watchedId });
          return { kind: 'watching', endpoint };
        }
        const made = await endpointStore.findEndpoint(tx, id);
        const watch = await watches.findWatch(tx, id);
        const isSame = watch?.channelId === watchedId && watch.endedAt === undefined && made?.channelId === channelId;
        if (made !== undefined && isSame) return { kind: 'watching', endpoint: made };
        return refused(`There is something called “${name}” already. Choose another name.`);
      });
    },

    /** What an endpoint hears; undefined if it is none that listens in a channel of this workspace. */
    async watched(workspaceId: string, endpointId: string): Promise<Watched | undefined> {
      const watch = await watches.findWatch(db, endpointId);
      if (watch?.workspaceId !== workspaceId) return undefined;
      return { ...watch, senders: await watches.listSenders(db, endpointId) };
    },

    /** From now on this app's messages become leads; only one that has posted can be chosen. */
    async chooseSender(
      workspaceId: string,
      endpointId: string,
      botId: string,
    ): Promise<{ readonly kind: 'chosen' | 'taken' | 'gone' }> {
      return database.transaction(async (tx) => {
        const watch = await watches.findWatch(tx, endpointId);
        const senders = await watches.listSenders(tx, endpointId);
        const sender = senders.find((one) => one.botId === botId);
        if (watch?.workspaceId !== workspaceId || sender === undefined) return { kind: 'gone' };
        if (!(await watches.chooseSender(tx, watch, sender))) return { kind: 'taken' };
        await forgetOthers(tx, endpointId, botId);
        return { kind: 'chosen' };
      });
    },

    /**
     * Changes what a watched channel is called, where its leads go, and where or whom it hears. For another channel or app it is
     * asked anew who posts there; until somebody has chosen, nothing becomes a lead.
     */
    async changeWatch(
      actor: { readonly id: string; readonly workspaceId: string },
      endpointId: string,
      wish: { name: string; watchedId: string; channelId: string; isOtherApp: boolean },
    ): Promise<{ readonly kind: 'changed' | 'gone' } | Extract<WatchOutcome, { kind: 'refused' }>> {
      const { name, watchedId, channelId, isOtherApp } = wish;
      if (slugOf(name) === '') return refused('Give it a name with letters or digits, such as “HubSpot”.');
      return database.transaction(async (tx) => {
        const endpoint = await endpointStore.findEndpoint(tx, endpointId);
        const watch = await watches.findWatch(tx, endpointId);
        const isHere = watch?.workspaceId === actor.workspaceId && watch.endedAt === undefined;
        if (endpoint === undefined || watch === undefined || !isHere) return { kind: 'gone' };
        const by = { seen: endpoint.version, by: actor.id, at: clock.now() };
        if (!(await endpointStore.updateEndpoint(tx, { ...endpoint, name, channelId }, by)))
          return refused('Somebody else has just changed it. Close this and open it again.');
        if (isOtherApp || watchedId !== watch.channelId) await watches.listenAnew(tx, endpointId, watchedId);
        return { kind: 'changed' };
      });
    },

    /** Hears nothing more. What has arrived stays. */
    async stopWatching(workspaceId: string, endpointId: string): Promise<void> {
      await database.transaction(async (tx) => {
        const watch = await watches.findWatch(tx, endpointId);
        if (watch?.workspaceId === workspaceId) await watches.endWatch(tx, endpointId, clock.now());
      });
    },

    isAnyWatched: () => watches.isAnyWatched(db),

    /** Takes a message of an app: a lead if it is the chosen one's; before that, a test from which the fields can be chosen. */
    async hear(workspaceId: string, message: AppMessage): Promise<void> {
      for (const watch of await watches.listLive(db, message.channelId)) {
        const endpoint = await endpointStore.findEndpoint(db, watch.endpointId);
        if (endpoint === undefined || watch.workspaceId !== workspaceId) continue;
        if (watch.sender?.botId === message.botId) await keep(endpoint, deliveryOf(message));
        else if (watch.sender === undefined) await noteSender(endpoint, message);
      }
    },
  };

  /** What other apps have posted was kept to tell who they are, and is none of ours any more. */
  async function forgetOthers(tx: Tx, endpointId: string, botId: string): Promise<void> {
    const words = await kept.listWords(tx, endpointId);
    const others = words.filter(({ body }) => writerOf(body) !== botId).map(({ id }) => id);
    await kept.forgetWords(tx, others);
  }

  async function noteSender(endpoint: Endpoint, message: AppMessage): Promise<void> {
    const { botId, botName: name } = message;
    const isNew = await database.transaction(async (tx) => {
      const senders = await watches.listSenders(tx, endpoint.id);
      const isKnown = senders.some((one) => one.botId === botId);
      if (!isKnown && senders.length >= MOST_SENDERS) return false;
      await watches.rememberSender(tx, endpoint.id, { botId, name });
      return true;
    });
    if (isNew) await keep(endpoint, deliveryOf(message), 'its app was not chosen yet');
  }
}

const writer = z.looseObject({ bot_id: z.string() });

const writerOf = (body: string): string | undefined => writer.safeParse(JSON.parse(body)).data?.bot_id;

const deliveryOf = ({ channelId, ts, body }: AppMessage) => ({ id: `${channelId}:${ts}`, body });

const refused = (sentence: string) => ({ kind: 'refused', field: 'name', sentence }) as const;
