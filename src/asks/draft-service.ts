import { dateAt } from '../core/local-time.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import { type Addressee, type AskDetails, type AskKind, otherTeam, type Team } from './ask.ts';
import type { LeadName } from './ask-view.ts';
import { type AskViewer, teamsOf } from './rights.ts';

/** Who acts, as far as asks are concerned. */
export interface AskActor extends AskViewer {
  readonly workspaceId: string;
  readonly name: string;
  readonly zone: string;
  /** What Slack calls the one press, word or form by which they act: it changes one ask, once. */
  readonly gesture?: string | undefined;
}

/** Somebody who can be asked. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  /** Teams that they work in or manage. */
  readonly teams: readonly Team[];
}

/** An ask on its way in, as somebody filled it in. */
export interface AskDraft {
  readonly to: { readonly team: Team } | { readonly person: string };
  readonly kind: AskKind;
  /** A lead's number, such as `12` or `#12`; anything else is the name of a campaign. */
  readonly about: string | undefined;
  readonly neededBy: string | undefined;
  readonly text: string;
  readonly origin: string | undefined;
  /** What makes this ask one: the view id of its modal. */
  readonly madeBy: string;
}

export type DraftRefusal =
  /** Only who is in a team can ask the other. */
  { readonly kind: 'no-team' } | { readonly kind: 'own-team' } | { readonly kind: 'not-there' } | DetailsRefusal;

export type DetailsRefusal = { readonly kind: 'unknown-lead' } | { readonly kind: 'day-is-over' };

export interface DraftDeps {
  readonly clock: Clock;
  readonly people: {
    /** Everyone in a team whose account is active, in the order in which a list shows them. */
    roster(read: Db | Tx, workspaceId: string): Promise<readonly Colleague[]>;
  };
  readonly leads: { find(read: Db | Tx, workspaceId: string, number: number): Promise<LeadName | undefined> };
}

/** Reads what somebody filled in: whom it goes to, and what it is about. Only reads. */
export function createDrafts({ clock, people, leads }: DraftDeps) {
  return { routeOf, detailsOf };

  /** An ask goes from one team to the other; for who is in both, to the team that they named. */
  async function routeOf(
    tx: Tx,
    actor: AskActor,
    to: AskDraft['to'],
  ): Promise<{ to: Addressee } | { refused: DraftRefusal }> {
    const mine = teamsOf(actor);
    if (mine.length === 0) return { refused: { kind: 'no-team' } };
    const isOther = (team: Team): boolean => mine.includes(otherTeam(team));
    if ('team' in to) return isOther(to.team) ? { to } : { refused: { kind: 'own-team' } };
    const colleague = (await people.roster(tx, actor.workspaceId)).find(({ id }) => id === to.person);
    if (colleague === undefined || to.person === actor.id) return { refused: { kind: 'not-there' } };
    const team = colleague.teams.find(isOther);
    return team === undefined ? { refused: { kind: 'own-team' } } : { to: { person: to.person, team } };
  }

  async function detailsOf(
    tx: Tx,
    actor: AskActor,
    { kind, about, neededBy, text }: Pick<AskDraft, 'kind' | 'about' | 'neededBy' | 'text'>,
    neededBefore: string | undefined,
  ): Promise<AskDetails | { refused: DetailsRefusal }> {
    const today = dateAt(clock.now(), actor.zone);
    if (neededBy !== undefined && neededBy < today && neededBy !== neededBefore) {
      return { refused: { kind: 'day-is-over' } };
    }
    const number = /^#?(\d{1,9})$/.exec(about ?? '')?.[1];
    if (number === undefined) return { kind, leadId: undefined, campaign: about, text, neededBy };
    const lead = await leads.find(tx, actor.workspaceId, Number(number));
    if (lead === undefined) return { refused: { kind: 'unknown-lead' } };
    return { kind, leadId: lead.id, campaign: undefined, text, neededBy };
  }
}
