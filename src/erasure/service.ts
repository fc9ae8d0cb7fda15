import { readEmail } from '../core/email-address.ts';
import type { Instant } from '../core/instants.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';

export interface ErasableLead {
  readonly id: string;
  readonly workspaceId: string;
  readonly number: number;
  /** Its number and its company. */
  readonly name: string;
}

export interface ErasureDeps {
  readonly database: Database;
  readonly leads: {
    byNumber(read: Db | Tx, workspaceId: string, number: number): Promise<ErasableLead | undefined>;
    byId(read: Db | Tx, workspaceId: string, id: string): Promise<ErasableLead | undefined>;
    ofPerson(read: Db | Tx, workspaceId: string, email: string): Promise<readonly ErasableLead[]>;
    /** Nobody merges these, or takes them apart, or writes to them, until the transaction ends. */
    hold(tx: Tx, leadIds: readonly string[]): Promise<void>;
    erase(tx: Tx, leadId: string, shownAt?: Instant): Promise<void>;
    /** Other leads that are one with this one, once it has been erased. */
    partsOf(tx: Tx, leadId: string): Promise<readonly ErasableLead[]>;
  };
  /** What forms have sent: of these leads, and where it became none and names this address. */
  readonly forgetReceived: (tx: Tx, about: { leadIds: readonly string[]; email: string | undefined }) => Promise<void>;
  /** What others were told of a lead; they hear that they are to forget as well. */
  readonly forgetSent: (tx: Tx, lead: ErasableLead) => Promise<void>;
}

/** Whom somebody means, and which leads are theirs. */
export interface Meant {
  readonly email: string | undefined;
  readonly leads: readonly ErasableLead[];
}

export type Erasure = ReturnType<typeof createErasureService>;

/** Forgets people outside who want to be forgotten. */
export function createErasureService({ database, leads, forgetReceived, forgetSent }: ErasureDeps) {
  return {
    /** Whom `#12`, `12` or an e-mail address means; undefined if it is none of these, or there is no such lead. */
    async find(workspaceId: string, text: string): Promise<Meant | undefined> {
      const number = /^#?(\d{1,9})$/.exec(text.trim())?.[1];
      if (number !== undefined) {
        const lead = await leads.byNumber(database.db, workspaceId, Number(number));
        return lead && { email: undefined, leads: [lead] };
      }
      const email = readEmail(text);
      return email === undefined ? undefined : { email, leads: await leads.ofPerson(database.db, workspaceId, email) };
    },

    /** Forgets the person of one lead; undefined if it isn't there. */
    eraseLead: (workspaceId: string, leadId: string): Promise<ErasableLead | undefined> =>
      database.transaction(async (tx) => {
        const lead = await leads.byId(tx, workspaceId, leadId);
        if (lead !== undefined) await forget(tx, { email: undefined, leads: [lead] });
        return lead;
      }),

    /** Forgets a person everywhere; answers how many leads were theirs. */
    erasePerson: (workspaceId: string, email: string): Promise<number> =>
      database.transaction(async (tx) => {
        const theirs = await leads.ofPerson(tx, workspaceId, email);
        await forget(tx, { email, leads: theirs });
        return theirs.length;
      }),

    /** Forgets the person of a lead whose time has come; its messages follow at `shownAt`. */
    eraseInTime: (tx: Tx, lead: ErasableLead, shownAt: Instant): Promise<void> =>
      forget(tx, { email: undefined, leads: [lead] }, shownAt),
  };

  async function forget(tx: Tx, meant: Meant, shownAt?: Instant): Promise<void> {
    const all = new Map(meant.leads.map((lead) => [lead.id, lead]));
    await leads.hold(tx, [...all.keys()]);
    // A map is walked through to its end, also to what is added on the way: the leads that are one with these.
    for (const lead of all.values()) {
      await leads.erase(tx, lead.id, shownAt);
      for (const part of await leads.partsOf(tx, lead.id)) if (!all.has(part.id)) all.set(part.id, part);
      await forgetSent(tx, lead);
    }
    await forgetReceived(tx, { leadIds: [...all.keys()], email: meant.email });
  }
}
