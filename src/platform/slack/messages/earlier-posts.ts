import type { Instant } from '../../../core/instants.ts';
import type { SlackClient } from '../client/client.ts';
import { type Found, opsSince, type Sought } from './message-lookup.ts';

/** What was posted by a Baton whose database we don't have: ours is an older copy of it. */
export interface EarlierPosts {
  find(sought: Omit<Sought, 'since'>): Promise<Found>;
}

type Ops = Awaited<ReturnType<typeof opsSince>>;

/** Reads each conversation and thread once, from when the copy was made: nobody adds to what the other Baton has posted. */
export function createEarlierPosts(client: SlackClient, since: Instant): EarlierPosts {
  const places = new Map<string, Promise<Ops>>();

  function once(place: string, read: () => Promise<Ops>): Promise<Ops> {
    const known = places.get(place);
    if (known !== undefined) return known;
    const reading = read().catch((error: unknown) => {
      places.delete(place);
      throw error;
    });
    places.set(place, reading);
    return reading;
  }

  return {
    async find({ op, to, threadTs }) {
      const place = 'channel' in to ? to.channel : to.person;
      const ops = await once(`${place} ${threadTs ?? ''}`, () => opsSince(client, { to, threadTs, since }));
      if (ops.kind === 'cannot-look') return ops;
      const ts = ops.byOp.get(op);
      return ts === undefined ? { kind: 'not-there' } : { kind: 'found', channel: ops.channel, ts };
    },
  };
}
