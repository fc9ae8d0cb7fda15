import { realNow } from '../steered-clock.ts';
import type { Json } from './json.ts';
import type { EnvelopeRecord } from './records.ts';
import type { SocketServer } from './sockets.ts';
import type { World } from './world.ts';

/** How the app took a delivery. */
export type Receipt =
  | { readonly kind: 'acked'; readonly payload: unknown; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly reason: FailureReason };

/** As in `retry_reason`. */
type FailureReason = 'timeout' | 'no_connection' | 'connection_failed' | 'http_error';

export interface Parcel {
  readonly type: EnvelopeRecord['type'];
  readonly payload: Json;
  readonly attempt: number;
  readonly retryReason?: FailureReason;
}

/** Brings one parcel to the app and waits until it is acknowledged or three seconds are over. */
export type Transport = (parcel: Parcel) => Promise<Receipt>;

export interface SocketTransport {
  readonly send: Transport;
  /** Sends the next `count` envelopes twice, the second time `afterMs` later and to the next connection. */
  readonly duplicateNext: (count: number, afterMs: number) => void;
  /** Sends an envelope once more, under its old id. */
  readonly resend: (envelope: EnvelopeRecord) => void;
}

interface Waiting {
  readonly envelope: EnvelopeRecord;
  readonly settle: (receipt: Receipt) => void;
}

/** Deliveries over Socket Mode: each to one of the open connections, in turn. */
export function createSocketTransport(world: World, sockets: SocketServer, patienceMs: number): SocketTransport {
  const waiting = new Map<string, Waiting>();
  const sent = new Map<string, EnvelopeRecord>();
  let toDuplicate = { count: 0, afterMs: 0 };

  sockets.onAck((id, payload, connection) => {
    const envelope = sent.get(id);
    if (!envelope) world.reject('socket', 'unknown_envelope', { id });
    else envelope.ack ??= { payload, afterMs: realNow() - envelope.sentAt, connection };
    waiting.get(id)?.settle({ kind: 'acked', payload, afterMs: envelope?.ack?.afterMs ?? 0 });
    world.changes.changed();
  });

  // What a person waits for may still be acknowledged over another connection; an event is simply sent again.
  sockets.onClose((connection) => {
    for (const { envelope, settle } of waiting.values()) {
      if (envelope.connection === connection && envelope.type === 'events_api') {
        settle({ kind: 'failed', reason: 'connection_failed' });
      }
    }
  });

  return {
    duplicateNext(count, afterMs) {
      toDuplicate = { count, afterMs };
    },
    resend: (envelope) => void sockets.sendInTurn(frameOf(envelope)),
    send(parcel) {
      const id = world.nextId('envelope-');
      const draft: EnvelopeRecord = { ...parcel, id, connection: 0, sentAt: realNow() };
      const connection = sockets.sendInTurn(frameOf(draft));
      const envelope: EnvelopeRecord = { ...draft, connection: connection?.number ?? 0 };
      world.records.envelopes.push(envelope);
      sent.set(id, envelope);
      if (!connection) {
        envelope.failure = 'no_connection';
        return Promise.resolve({ kind: 'failed', reason: 'no_connection' });
      }
      if (toDuplicate.count > 0) {
        toDuplicate = { ...toDuplicate, count: toDuplicate.count - 1 };
        world.timers.after(toDuplicate.afterMs, () => sockets.sendInTurn(frameOf(envelope)));
      }
      return new Promise((resolve) => {
        const settle = (receipt: Receipt) => {
          if (!waiting.delete(id)) return;
          giveUp();
          if (receipt.kind === 'failed') envelope.failure = receipt.reason;
          world.changes.changed();
          resolve(receipt);
        };
        const giveUp = world.patience.after(patienceMs, () => settle({ kind: 'failed', reason: 'timeout' }));
        waiting.set(id, { envelope, settle });
      });
    },
  };
}

/** An envelope as it goes over the socket. */
const frameOf = ({ id, type, payload, attempt, retryReason }: EnvelopeRecord): Json => ({
  envelope_id: id,
  type,
  payload,
  accepts_response_payload: type === 'slash_commands' || payload.type === 'view_submission',
  ...(type === 'events_api' && { retry_attempt: attempt, retry_reason: retryReason ?? '' }),
});
