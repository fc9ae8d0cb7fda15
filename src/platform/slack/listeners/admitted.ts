import { message } from '../../../blockkit/message.ts';
import type { Instant } from '../../../core/instants.ts';
import type { Clock } from '../../clock.ts';
import { Permanent, Transient } from '../../errors.ts';
import type { Ids } from '../../ids.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from '../client/client.ts';
import type { Answer, Gate, Knock } from './listeners.ts';
import { createShowAnswer, type Place } from './show-answer.ts';

export interface AdmittedDeps<A> {
  readonly gate: Gate<A>;
  readonly client: SlackClient;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Runs a listener for those whom the gate admits, and turns whatever it throws into a sentence with an id. */
export function createAdmitted<A>({ gate, client, clock, ids, log }: AdmittedDeps<A>) {
  const show = createShowAnswer(client, ids, log);
  return async (
    place: Place,
    knock: Knock,
    what: Record<string, string>,
    run: (actor: A, now: Instant) => Promise<Answer>,
  ): Promise<void> => {
    let answer: Answer;
    try {
      const door = await gate.admit(knock);
      if (door.kind === 'refused') {
        noteRefusal();
        answer = refusal(place, door.sentence);
      } else {
        answer = await run(door.actor, clock.now());
        if ('message' in answer && answer.message.isRefusal === true) noteRefusal();
      }
    } catch (error) {
      const faultId = ids.next().slice(-8);
      log.error('slack.listener.failed', { ...what, faultId, team: knock.teamId, user: knock.userId, error });
      answer = refusal(place, sentenceFor(error, faultId));
    }
    await show(place, answer);

    /** Who tried what, by ids; also one of our own people, who may have been allowed to when they began. */
    function noteRefusal(): void {
      log.warn('slack.refused', { ...what, team: knock.teamId, user: knock.userId });
    }
  };
}

/** In a modal the sentence stands under its first field, so that what was typed is kept. */
function refusal(place: Place, sentence: string): Answer {
  if (place.kind !== 'submission' || place.firstField === undefined) return { kind: 'say', message: message(sentence) };
  return { kind: 'errors', errors: { [place.firstField]: sentence } };
}

function sentenceFor(error: unknown, faultId: string): string {
  if (error instanceof Transient) return `That didn’t work just now. Please try again in a moment. (${faultId})`;
  if (error instanceof Permanent) return `${error.advice} (${faultId})`;
  return `Something went wrong on Baton’s side, and nothing may have been saved. Tell your admin this number: ${faultId}`;
}
