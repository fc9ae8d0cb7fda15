import { DAY, type Duration, type Instant } from '../core/instants.ts';
import type { Tx } from '../platform/db/database.ts';
import type { OutgoingFault, Reached } from '../platform/http/outgoing.ts';
import { sign } from '../platform/http/signatures.ts';
import type { Address } from './address.ts';
import * as addressStore from './addresses-store.ts';
import * as deliveries from './deliveries-store.ts';
import type { WebhookDeps } from './ports-service.ts';
import { holdUntil, nextTry, STOPPED_AFTER } from './schedule.ts';

/** At a time, each of another lead: one address is never flooded, and a slow one holds up only itself. */
const MOST_AT_ONCE = 4;
/** One that fails like this is only felt for. */
const DOUBTED_AFTER = 3;
const KEPT_FOR: Duration = 30 * DAY;
const MOST_PURGED = 500;

/** Sends what waits, as Standard Webhooks want it. */
export function createSending({
  database,
  clock,
  random,
  secrets,
  outgoing,
  tellAdmins,
}: Pick<WebhookDeps, 'database' | 'clock' | 'random' | 'secrets' | 'outgoing' | 'tellAdmins'>) {
  return {
    /**
     * Sends the next deliveries of one address; answers when to come again, undefined if nothing waits. What was sent and not
     * written down, because the process died, is sent again with the same id. `confirm` throws if this work is somebody else's.
     */
    async send(addressId: string, confirm: (tx: Tx) => Promise<void>): Promise<Instant | undefined> {
      const round = await database.transaction(async (tx) => {
        await confirm(tx);
        const address = await addressStore.findAddress(tx, addressId);
        if (address === undefined || address.state === 'gone' || address.state === 'removed') return undefined;
        const heads = await headsOf(tx, address);
        return heads.length === 0 ? undefined : { address, heads, sealed: await liveSecrets(tx, addressId) };
      });
      if (round === undefined) return undefined;
      const { address, heads, sealed } = round;
      const now = clock.now();
      const due = heads.filter(({ nextAt }) => nextAt <= now);
      if (address.heldUntil > now) return address.heldUntil;
      if (due.length === 0) return heads[0]?.nextAt;
      const keys = sealed.map((secret) => secrets.open(secret));
      const tried = await Promise.all(due.map(async (head) => ({ head, ...(await attempt(address, head, keys)) })));
      return database.transaction(async (tx) => {
        await writeDown(tx, address, tried);
        const [next] = await deliveries.listHeads(tx, addressId, { most: 1, onlyPings: false });
        return next?.nextAt;
      });
    },

    /** Forgets what is older than thirty days; answers whether there will be more to forget. */
    async purge(): Promise<boolean> {
      for (;;) {
        const before = clock.now() - KEPT_FOR;
        const count = await database.transaction((tx) => deliveries.purgeBefore(tx, before, MOST_PURGED));
        if (count < MOST_PURGED) return database.transaction((tx) => addressStore.purgeRemoved(tx));
      }
    },
  };

  function headsOf(tx: Tx, address: Address): Promise<deliveries.Head[]> {
    const most = address.failures >= DOUBTED_AFTER ? 1 : MOST_AT_ONCE;
    return deliveries.listHeads(tx, address.id, { most, onlyPings: address.state !== 'on' });
  }

  async function liveSecrets(tx: Tx, addressId: string): Promise<string[]> {
    return (await addressStore.listLiveSecrets(tx, addressId)).map(({ sealed }) => sealed);
  }

  async function attempt(address: Address, head: deliveries.Head, keys: readonly string[]) {
    const body = Buffer.from(head.body);
    const at = clock.now();
    const headers = keys.map((secret) =>
      sign({ scheme: 'standard', secret, rawBody: body, now: at, deliveryId: head.id }),
    );
    const reached = await outgoing.post({
      url: address.url,
      headers: {
        ...headers[0],
        // Whoever changes over to the new secret believes either.
        'webhook-signature': headers.map((one) => one['webhook-signature']).join(' '),
        'content-type': 'application/json',
        'user-agent': 'Baton-Webhooks/1',
      },
      body,
    });
    return { reached, latency: Math.max(0, clock.now() - at) };
  }

  async function writeDown(tx: Tx, before: Address, tried: readonly Tried[]): Promise<void> {
    const now = clock.now();
    const noted: Tried[] = [];
    for (const one of tried) if (await deliveries.noteTry(tx, one.head, tryOf(one, now))) noted.push(one);
    // An admin may have changed it meanwhile.
    const address = await addressStore.findAddress(tx, before.id);
    if (address === undefined || address.state === 'removed' || noted.length === 0) return;
    if (noted.some(({ reached }) => isDone(reached))) return addressStore.noteHealth(tx, address.id, addressStore.WELL);
    const failed = noted.filter(({ head }) => !head.isPing);
    const last = failed.at(-1);
    if (last === undefined) return;
    const failingSince = address.failingSince ?? now;
    const holds = failed.map(({ reached }) => holdOf(reached, now)).filter((at) => at !== undefined);
    await addressStore.noteHealth(tx, address.id, {
      failures: address.failures + failed.length,
      failingSince,
      heldUntil: Math.max(0, ...holds),
      lastFault: faultOf(last.reached),
    });
    const news = (what: string, kind: string) =>
      tellAdmins(tx, { key: `webhooks.${what}:${address.id}:${failingSince}`, kind, subject: address.id });
    if (failed.some(({ reached }) => isGone(reached))) {
      await addressStore.moveAddress(tx, address.id, ['on'], 'gone');
      await deliveries.dropAll(tx, address.id, now);
      await news('gone', 'webhooks.ended');
    } else if (now - failingSince >= STOPPED_AFTER) {
      if (await addressStore.moveAddress(tx, address.id, ['on'], 'stopped')) await news('stopped', 'webhooks.ended');
    } else if (failed.some((one) => tryOf(one, now).state === 'given-up')) {
      await news('given-up', 'webhooks.given-up');
    }
  }

  function tryOf({ head, reached, latency }: Tried, now: Instant): deliveries.Try {
    const said = {
      status: reached.kind === 'answered' ? reached.status : undefined,
      fault: isDone(reached) ? undefined : faultOf(reached),
      latency,
    };
    const ended = { nextAt: now, endedAt: now, ...said };
    if (isDone(reached)) return { state: 'delivered', ...ended };
    // Whoever tries an address wants to know at once.
    const again = head.isPing ? undefined : nextTry(head.attempts + 1, now, random.fraction());
    return again === undefined
      ? { state: 'given-up', ...ended }
      : { state: 'waiting', nextAt: again, endedAt: undefined, ...said };
  }
}

interface Tried {
  readonly head: deliveries.Head;
  readonly reached: Reached;
  readonly latency: Duration;
}

const isDone = (reached: Reached): boolean =>
  reached.kind === 'answered' && reached.status >= 200 && reached.status < 300;

const isGone = (reached: Reached): boolean => reached.kind === 'answered' && reached.status === 410;

/** Only who is asked too much, or isn't well, may ask for silence. */
const holdOf = (reached: Reached, now: Instant): Instant | undefined =>
  reached.kind === 'answered' && (reached.status === 429 || reached.status === 503)
    ? holdUntil(reached.retryAfter, now)
    : undefined;

/** For people: what was wrong, in few words. */
function faultOf(reached: Reached): string {
  return reached.kind === 'answered' ? `it answered ${reached.status}` : FAULTS[reached.fault];
}

const FAULTS: Readonly<Record<OutgoingFault, string>> = {
  inside: 'its name leads to an address that is not public',
  name: 'its name is not known',
  refused: 'nothing listens there',
  certificate: 'its certificate is not valid',
  timeout: 'it did not answer within 10 s',
  connection: 'the connection broke off',
};
