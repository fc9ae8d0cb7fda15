import { type Instant, SECOND } from '../core/instants.ts';
import type { Notice, NoticeKind, Recipient, Rendered } from '../core/notice.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { nextBatch, recipientKey, type Timing } from './notice.ts';
import * as rations from './rations-store.ts';
import * as store from './store.ts';

/** Several notices of one kind that go out as one message. */
export interface Section<L> {
  readonly heading: string;
  readonly lines: readonly L[];
}

/** What this feature must know about people: when somebody may be written to unasked. */
export interface Reachability {
  isOnShift(db: Db, personId: string, at: Instant): Promise<boolean>;
  nextShift(db: Db, personId: string, at: Instant): Promise<Instant | undefined>;
  /** False for somebody whose account is deactivated: Slack would take a message for them, and nobody would read it. */
  isHere(db: Db, personId: string): Promise<boolean>;
  /** False while a newly added person hasn't been told who added them. */
  isWelcomed(db: Db, personId: string): Promise<boolean>;
  /** The calendar day of a moment where this person is, and when it ends. */
  dayOf(db: Db | Tx, personId: string, at: Instant): Promise<{ on: string; until: Instant }>;
}

/** Where messages are shown; a job calls again at `at` if it is not yet. */
export interface Display<M> {
  show(message: {
    key: string;
    to: Recipient;
    inThreadOf?: string;
    content: M;
  }): Promise<{ kind: 'shown' } | { kind: 'later'; at: Instant }>;
  /** What became of a message that need not be shown any more. */
  settle(key: string): Promise<{ kind: 'shown' | 'unposted' } | { kind: 'later'; at: Instant }>;
}

export interface NoticesDeps<M, L> {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly display: Display<M>;
  /** Makes one message of several notices. */
  readonly merged: (sections: readonly Section<L>[]) => M;
  readonly reachability: Reachability;
  readonly timing: Timing;
}

export type Notices<M, L> = ReturnType<typeof createNoticesService<M, L>>;

/** A message to somebody that nobody asked for, sent by a feature in its own way. */
export interface Interruption {
  readonly key: string;
  readonly personId: string;
}

/** The kind of the job that tells one recipient. */
export const TELL = 'notices.tell';

/** The key of that job; `recipient` as `recipientKey` writes it. */
export const tellKey = (recipient: string): string => `notices:${recipient}`;

/** The name of the message that tells a batch. */
const messageKey = (batch: string): string => `notice:${batch}`;

/** How long to wait for what is on its way: a welcome, or more of the same news. */
const SOON = 2 * SECOND;
/** Old news that comes one after the other is waited for no longer than this. */
const LONGEST_COMING = 30 * SECOND;

export function createNoticesService<M, L>(deps: NoticesDeps<M, L>) {
  const { database, clock, jobs, display, merged, reachability, timing } = deps;
  const { db } = database;
  const kinds = new Map<string, NoticeKind<M, L>>();
  /** Old news that this process has for each recipient: when the first of it came, and the last so far. */
  const coming = new Map<string, { readonly first: Instant; readonly last: Instant }>();

  return {
    register(added: readonly NoticeKind<M, L>[]): void {
      for (const kind of added) {
        if (kinds.has(kind.kind)) throw new Error(`Two kinds of notice are called ${kind.kind}`);
        kinds.set(kind.kind, kind);
      }
    },

    notify,

    /** The same news for each of these people. */
    async notifyEach(tx: Tx, people: readonly string[], news: Omit<Notice, 'recipient'>): Promise<void> {
      for (const person of people) await notify(tx, { ...news, key: `${news.key}:${person}`, recipient: { person } });
    },

    /** Forgets notices that have not been told yet. */
    cancel: (tx: Tx, keys: readonly string[]) => store.markDropped(tx, keys, clock.now()),

    reserve,

    /** The message of this name is not sent after all. */
    release: (tx: Tx, key: string): Promise<void> => rations.freePlace(tx, key),

    /** When somebody's ration begins anew. */
    async nextRation(read: Db | Tx, personId: string): Promise<Instant> {
      return (await reachability.dayOf(read, personId, clock.now())).until;
    },

    /**
     * When to tell this recipient, if there may be more old news in a moment: each is found by a job of its own, which takes a
     * busy machine seconds. Undefined for now; what has just happened waits for nothing.
     */
    async whenAllHere(recipient: Recipient): Promise<Instant | undefined> {
      const key = recipientKey(recipient);
      const now = clock.now();
      const { first, last } = coming.get(key) ?? { first: now, last: now - SOON };
      const at = Math.min(last + SOON, first + LONGEST_COMING);
      // Earlier than the last: the clock was set back.
      if (at > now && now >= last) {
        const waiting = await store.listWaiting(db, recipient, now);
        return waiting.every((notice) => isOld(notice, now)) ? at : undefined;
      }
      coming.delete(key);
      return undefined;
    },

    /** Tells one recipient everything whose time has come; answers when to look again, if there is reason to. */
    async tell(recipient: Recipient): Promise<Instant | undefined> {
      const unfinished = await store.listSending(db, recipient);
      if (unfinished !== undefined) {
        const again = await send(recipient, unfinished.batch, unfinished.notices);
        if (again !== undefined) return again;
      }
      for (;;) {
        const now = clock.now();
        const waiting = await store.listWaiting(db, recipient, now);
        const upcoming = await store.nextWaiting(db, recipient, now);
        if (waiting.length === 0) return upcoming;
        if ('person' in recipient && !(await reachability.isHere(db, recipient.person))) {
          await database.transaction((tx) => drop(tx, waiting));
          return upcoming;
        }
        const ready = await readyNow(recipient, waiting);
        if (ready.notices.length === 0) return Math.min(ready.next, upcoming ?? ready.next);
        const again = await sendNext(recipient, ready.notices);
        if (again !== undefined) return again;
      }
    },
  };

  /** Asks that somebody be told, in the transaction of what they should hear of. The same key is told once. */
  async function notify(tx: Tx, notice: Notice): Promise<void> {
    if (!(await store.insertNotice(tx, notice))) return;
    const key = recipientKey(notice.recipient);
    const now = clock.now();
    const comesLate = isOld(notice, now);
    if (comesLate) coming.set(key, { first: coming.get(key)?.first ?? now, last: now });
    await jobs.enqueue(tx, {
      kind: TELL,
      key: tellKey(key),
      payload: { recipient: key },
      // Old news comes in company, after downtime: it waits a moment, or the first would be told by itself.
      runAt: comesLate ? now + SOON : notice.at,
      mode: 'latest',
    });
  }

  function isOld({ at }: Notice, now: Instant): boolean {
    return now - at > timing.lateAfter;
  }

  /**
   * Takes one of the messages that somebody may get today unasked: at most three a day, of all features together, besides
   * what is about their own leads. False if there is none left. Notices keep to it by themselves; whoever writes in another
   * way asks here first, with the name of the message: the same one is counted once.
   */
  async function reserve(tx: Tx, { key, personId }: Interruption): Promise<boolean> {
    const { on } = await reachability.dayOf(tx, personId, clock.now());
    return rations.takePlace(tx, key, { personId, on }, timing.rationPerDay);
  }

  type Told = { readonly notice: Notice; readonly rendered: Rendered<M, L> };

  function drop(tx: Tx, notices: readonly Notice[]): Promise<void> {
    const keys = notices.map(({ key }) => key);
    return store.markDropped(tx, keys, clock.now());
  }

  async function sendNext(recipient: Recipient, waiting: readonly Notice[]): Promise<Instant | undefined> {
    const batch = nextBatch(waiting, kinds, clock.now(), timing);
    const [first] = batch;
    if (first === undefined) return undefined;
    const isTaken = await database.transaction(async (tx) => {
      if ('person' in recipient && batch.some(isRationed)) {
        if (!(await reserve(tx, { key: messageKey(first.key), personId: recipient.person }))) return false;
      }
      const keys = batch.map(({ key }) => key);
      await store.markSending(tx, keys, first.key);
      return true;
    });
    // Else something else has been faster: they are looked at again.
    return isTaken ? send(recipient, first.key, batch) : undefined;
  }

  function isRationed({ kind }: Notice): boolean {
    return kinds.get(kind)?.isRationed === true;
  }

  /** Renders what is still true and shows it; the batch's name makes the message the same one after a crash. */
  async function send(recipient: Recipient, batch: string, notices: readonly Notice[]): Promise<Instant | undefined> {
    const { told, dropped } = await renderAll(notices);
    if (told.length === 0) return takeBack(batch, notices);
    const shown = await display.show({ key: messageKey(batch), to: recipient, ...contentOf(told) });
    if (shown.kind === 'later') return shown.at;
    await database.transaction(async (tx) => {
      await store.markDropped(tx, dropped, clock.now());
      await store.markSent(tx, batch, clock.now());
      if (!told.some(({ notice }) => isRationed(notice))) await rations.freePlace(tx, messageKey(batch));
    });
    return undefined;
  }

  /** Nothing of the batch is true any more: unless a process died after telling it, nobody hears of it. */
  async function takeBack(batch: string, notices: readonly Notice[]): Promise<Instant | undefined> {
    const settled = await display.settle(messageKey(batch));
    if (settled.kind === 'later') return settled.at;
    await database.transaction(async (tx) => {
      if (settled.kind === 'shown') return store.markSent(tx, batch, clock.now());
      await drop(tx, notices);
      await rations.freePlace(tx, messageKey(batch));
    });
    return undefined;
  }

  function contentOf(told: readonly Told[]): { content: M; inThreadOf?: string } {
    const [only] = told;
    if (only === undefined || told.length > 1) return { content: merged(sectionsOf(told)) };
    const { message, inThreadOf } = only.rendered;
    return { content: message, ...(inThreadOf !== undefined && { inThreadOf }) };
  }

  async function renderAll(notices: readonly Notice[]): Promise<{ told: Told[]; dropped: string[] }> {
    const told: Told[] = [];
    const dropped: string[] = [];
    for (const notice of notices) {
      const rendered = await kinds.get(notice.kind)?.render(notice);
      if (rendered === undefined) dropped.push(notice.key);
      else told.push({ notice, rendered });
    }
    return { told, dropped };
  }

  /** Lines under the heading of their kind, kinds in the order of their oldest notice. */
  function sectionsOf(told: readonly Told[]): Section<L>[] {
    return [...Map.groupBy(told, ({ notice }) => notice.kind)].map(([kind, group]) => ({
      heading: kinds.get(kind)?.heading(group.length) ?? kind,
      lines: group.map(({ rendered }) => rendered.line),
    }));
  }

  /** What may be told now; a person is left in peace off shift, before their welcome, and when they have been told enough for now. */
  async function readyNow(
    recipient: Recipient,
    waiting: readonly Notice[],
  ): Promise<{ notices: readonly Notice[]; next: Instant }> {
    const now = clock.now();
    if (!('person' in recipient)) return { notices: waiting, next: now };
    const quietUntil = await peaceUntil(recipient.person, now);
    if (quietUntil > now) return { notices: [], next: quietUntil };
    const mergedFrom = await mergedAgainFrom(recipient, now);
    const rationFrom = await rationedAgainFrom(recipient, now);
    const from = ({ kind }: Notice): Instant => {
      const manners = kinds.get(kind);
      return Math.max(manners?.isMergedHourly ? mergedFrom : now, manners?.isRationed ? rationFrom : now);
    };
    return {
      notices: waiting.filter((notice) => from(notice) <= now),
      next: Math.min(...waiting.map(from)),
    };
  }

  async function peaceUntil(person: string, now: Instant): Promise<Instant> {
    const isOnShift = await reachability.isOnShift(db, person, now);
    const from = isOnShift ? now : ((await reachability.nextShift(db, person, now)) ?? now);
    if (from > now) return from;
    return (await reachability.isWelcomed(db, person)) ? now : now + SOON;
  }

  async function mergedAgainFrom(recipient: Recipient, now: Instant): Promise<Instant> {
    const merged = [...kinds.values()].filter((kind) => kind.isMergedHourly).map(({ kind }) => kind);
    const sent = await store.sentSince(db, recipient, merged, now - timing.mergedEvery);
    return sent.length === 0 ? now : Math.max(...sent) + timing.mergedEvery;
  }

  async function rationedAgainFrom({ person }: { person: string }, now: Instant): Promise<Instant> {
    const { on, until } = await reachability.dayOf(db, person, now);
    return (await rations.countTaken(db, { personId: person, on })) < timing.rationPerDay ? now : until;
  }
}
