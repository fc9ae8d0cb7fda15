import type { Misbehaviour } from './server/faults.ts';
import type { LocalSlack } from './server/start-local-slack.ts';
import type { Trouble } from './wire.ts';

/** The ways in which Slack misbehaves right now, each until it is switched off. */
export interface Troubles {
  readonly present: readonly Trouble[];
  set(which: Trouble, isOn: boolean): Promise<void>;
}

export function createTroubles(slack: LocalSlack): Troubles {
  const present = new Map<Trouble, () => Promise<void>>();

  const begin = (which: Trouble): Promise<() => Promise<void>> =>
    which === 'outage' ? slack.faults.outage() : Promise.resolve(spoil(slack, which));

  return {
    get present() {
      return [...present.keys()];
    },
    async set(which, isOn) {
      const end = present.get(which);
      if (isOn === (end !== undefined)) return;
      present.delete(which);
      if (end !== undefined) await end();
      else present.set(which, await begin(which));
    },
  };
}

/** Spoils all calls of some methods until the returned function is called. */
function spoil({ faults }: LocalSlack, which: Exclude<Trouble, 'outage'>): () => Promise<void> {
  const [methods, misbehaviour] = PLAYED[which];
  const planned = methods.map((method) => faults.on(method, misbehaviour, { times: Number.POSITIVE_INFINITY }));
  return async () => {
    for (const fault of planned) fault.stop();
  };
}

const PLAYED: Readonly<Record<Exclude<Trouble, 'outage'>, readonly [readonly string[], Misbehaviour]>> = {
  'rate-limited': [['chat.postMessage', 'chat.update'], { kind: 'rate-limited', retryAfter: 2 }],
  'server-error': [['*'], { kind: 'http-error', status: 503, when: 'before' }],
  'lost-answer': [['chat.postMessage'], { kind: 'http-error', status: 500, when: 'after' }],
  // Not modals: a trigger lives three seconds, so that none would open any more.
  slow: [['chat.postMessage', 'chat.update', 'chat.postEphemeral'], { kind: 'slow', ms: 3_000, when: 'before' }],
};
