import type { Instant } from '../../core/instants.ts';
import type { Side } from '../../core/verdict.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db, Tx } from '../../platform/db/database.ts';
import type { Ids, Random } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import type { Retro, RetroPhase } from '../retro.ts';

/** Who writes, as far as cards are concerned. */
export interface CardActor {
  readonly id: string;
  readonly workspaceId: string;
  readonly teams: readonly Side[];
  readonly manages: readonly Side[];
  /** What Slack calls the one press, word or form by which they write: it makes one card. */
  readonly gesture?: string | undefined;
}

export interface OfferedAsk {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly askedAt: Instant;
}

export interface OfferedNote {
  /** Of one standup of one person. */
  readonly id: string;
  readonly text: string;
}

export interface CardsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly secrets: SecretBox;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly people: {
    /** Those of these who are still there. */
    present(read: Db | Tx, personIds: readonly string[]): Promise<readonly string[]>;
    /** Names of those of these who are known. */
    namesOf(read: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  };
  /** What leads and asks are called, for what cards are about: "#12 Acme". Ids of those that are gone are left out. */
  readonly named: {
    leads(read: Db | Tx, ids: readonly string[]): Promise<readonly { readonly id: string; readonly name: string }[]>;
    asks(read: Db | Tx, ids: readonly string[]): Promise<readonly { readonly id: string; readonly name: string }[]>;
  };
  /** What somebody said elsewhere that may be worth a card. */
  readonly offers: {
    /** What they have asked of the other team and nobody has answered, oldest first. */
    asks(read: Db | Tx, personId: string): Promise<readonly OfferedAsk[]>;
    /** What they added to their standups in a half-open window, oldest first. */
    notes(
      read: Db | Tx,
      workspaceId: string,
      personId: string,
      window: { readonly from: Instant; readonly until: Instant },
    ): Promise<readonly OfferedNote[]>;
  };
  /** The retros themselves. */
  readonly retros: {
    /** Where somebody's card goes: into the retro in which they write, else into the next one. */
    writingIn(tx: Tx, actor: Pick<CardActor, 'id' | 'workspaceId'>): Promise<Retro>;
    /** The same, held until the transaction ends. */
    holdWriting(tx: Tx, actor: Pick<CardActor, 'id' | 'workspaceId'>): Promise<Retro>;
    /** Whether any retro of a workspace that cards are written for names nobody. */
    isUnnamedIn(tx: Tx, workspaceId: string): Promise<boolean>;
    /** It is decided how cards are gathered from now on. */
    onGathering(listener: (tx: Tx, workspaceId: string) => Promise<void>): void;
    /** The one that cards are written for until it begins. */
    gathering(tx: Tx, workspaceId: string): Promise<Retro>;
    /** Somebody's message of a retro counts their cards. */
    redrawTurn(tx: Tx, retroId: string, personId: string): Promise<void>;
    /** Its channel can be used again. */
    onBack(listener: (tx: Tx, retroId: string) => Promise<void>): void;
    onThread(names: (tx: Tx, retroId: string) => Promise<readonly string[]>): void;
    onPhase(listener: (tx: Tx, retro: Retro, from: RetroPhase) => Promise<void>): void;
  };
}
