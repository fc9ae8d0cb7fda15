import type { AckFn, RespondFn, ViewResponseAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { MessageContent } from '../../../blockkit/message.ts';
import { message } from '../../../blockkit/message.ts';
import { Permanent } from '../../errors.ts';
import type { Ids } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from '../client/client.ts';
import { classOf } from '../client/error-codes.ts';
import type { Answer } from './listeners.ts';
import { resultView } from './result-view.ts';

/** Where an answer is given, and with what. */
export type Place =
  | {
      readonly kind: 'submission';
      readonly ack: AckFn<ViewResponseAction>;
      /** The block id of the first input; undefined for a modal without one. */
      readonly firstField: string | undefined;
    }
  | {
      readonly kind: 'channel';
      readonly ack: () => Promise<void>;
      readonly triggerId: string | undefined;
      readonly respond: RespondFn | undefined;
      /** Who is to be told where there is nothing to respond to: after a shortcut, and on a Home tab. */
      readonly personId: string;
      readonly threadTs?: string | undefined;
    }
  | {
      readonly kind: 'view';
      readonly ack: () => Promise<void>;
      readonly triggerId: string | undefined;
      readonly view: { readonly id: string; readonly hash: string };
    };

/** Acknowledges, then shows. Never throws: the work is done, and what it changed is shown elsewhere too. */
export type ShowAnswer = (place: Place, answer: Answer) => Promise<void>;

/** What listeners return, turned into what Slack is told: after the acknowledgement, best effort, failures logged. */
export function createShowAnswer(client: SlackClient, ids: Ids, log: Log): ShowAnswer {
  // Two quick clicks in one modal render it twice; the later rendering must stay.
  const newest = new Map<string, number>();
  let rendered = 0;

  async function inChannel(place: Extract<Place, { kind: 'channel' }>, answer: Answer): Promise<void> {
    switch (answer.kind) {
      case 'nothing':
      case 'close':
        return;
      case 'say':
        return say(place, answer.message);
      case 'errors':
        return say(place, message(Object.values(answer.errors).join(' ')));
      case 'replace':
        await place.respond?.({ ...content(answer.message), replace_original: true });
        return;
      case 'open':
      case 'push':
      case 'update':
        return open(place, answer.view);
    }
  }

  async function say(place: Extract<Place, { kind: 'channel' }>, words: MessageContent): Promise<void> {
    if (place.respond !== undefined) {
      await place.respond({
        ...content(words),
        response_type: 'ephemeral',
        replace_original: false,
        // Otherwise the answer to a button in a thread appears in the channel.
        ...(place.threadTs !== undefined && { thread_ts: place.threadTs }),
      });
      return;
    }
    // Slack names a trigger or a response URL wherever somebody waits for an answer.
    if (place.triggerId === undefined) return;
    try {
      await client.openView(place.triggerId, resultView(words));
    } catch (error) {
      if (!isModalRace(error)) throw error;
      await write(place, words);
    }
  }

  /** The trigger has expired and there is nothing to respond to: what remains is a direct message, best effort as all here. */
  async function write({ personId }: Extract<Place, { kind: 'channel' }>, words: MessageContent): Promise<void> {
    await client.post({ to: { person: personId }, content: words, op: ids.next() });
  }

  async function open(place: Extract<Place, { kind: 'channel' }>, view: ModalView): Promise<void> {
    try {
      await client.openView(place.triggerId ?? '', view);
    } catch (error) {
      if (!isModalRace(error)) throw error;
      if (place.respond === undefined) await write(place, PRESS_AGAIN);
      else await say(place, PRESS_AGAIN);
    }
  }

  async function inView(place: Extract<Place, { kind: 'view' }>, answer: Answer): Promise<void> {
    switch (answer.kind) {
      case 'nothing':
      case 'close':
        return;
      case 'say':
      case 'replace':
        return push(place, resultView(answer.message));
      case 'errors':
        return push(place, resultView(message(Object.values(answer.errors).join(' '))));
      case 'open':
      case 'push':
        return push(place, answer.view);
      case 'update':
        return update(place, answer.view);
    }
  }

  async function push({ triggerId, view }: Extract<Place, { kind: 'view' }>, pushed: ModalView): Promise<void> {
    try {
      await client.pushView(triggerId ?? '', pushed);
    } catch (error) {
      if (!isModalRace(error)) throw error;
      // Three modals lie on one another, or the trigger has expired: better in place than not at all.
      await client.updateView(view.id, pushed);
    }
  }

  async function update({ view }: Extract<Place, { kind: 'view' }>, shown: ModalView): Promise<void> {
    rendered += 1;
    const mine = rendered;
    newest.set(view.id, mine);
    try {
      await client.updateView(view.id, shown, view.hash);
    } catch (error) {
      if (!(error instanceof Permanent) || error.code !== 'hash_conflict') throw error;
      if (newest.get(view.id) === mine) await client.updateView(view.id, shown);
    } finally {
      if (newest.get(view.id) === mine) newest.delete(view.id);
    }
  }

  return async (place, answer) => {
    try {
      if (place.kind === 'submission') await place.ack(submissionResponse(answer));
      else await place.ack();
    } catch (error) {
      log.warn('slack.ack.failed', { error });
    }
    try {
      if (place.kind === 'channel') await inChannel(place, answer);
      if (place.kind === 'view') await inView(place, answer);
    } catch (error) {
      // Whoever closed the modal meanwhile doesn't miss anything.
      if (!(error instanceof Permanent && error.code === 'not_found')) log.warn('slack.answer.failed', { error });
    }
  };
}

const PRESS_AGAIN = message('That took too long for Slack. Please press again.');

const isModalRace = (error: unknown): boolean => error instanceof Permanent && classOf(error.code) === 'modal';

const content = ({ text, blocks }: MessageContent) => ({ text, ...(blocks !== undefined && { blocks: [...blocks] }) });

/** A submission has no response URL: everything travels in the acknowledgement. */
function submissionResponse(answer: Answer): ViewResponseAction | undefined {
  switch (answer.kind) {
    case 'nothing':
      return undefined;
    case 'close':
      return { response_action: 'clear' };
    case 'errors':
      return { response_action: 'errors', errors: answer.errors };
    case 'push':
      return { response_action: 'push', view: answer.view };
    case 'open':
    case 'update':
      return { response_action: 'update', view: answer.view };
    case 'say':
    case 'replace':
      return { response_action: 'update', view: resultView(answer.message) };
  }
}
