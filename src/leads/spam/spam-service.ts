import { DAY, type Instant } from '../../core/instants.ts';
import type { Tx } from '../../platform/db/database.ts';
import type { Rejected } from '../change.ts';
import type { Changing } from '../changing-service.ts';
import type { Lead } from '../lead.ts';
import * as outcomes from '../outcomes/outcomes.ts';
import { type LeadActor, type LeadsDeps, workerOf } from '../ports-service.ts';
import { refuse } from '../transitions.ts';
import { type Blocking, MOST_BLOCKED, type SpamSign, withDomain } from './spam.ts';
import * as spam from './spam-store.ts';

/** Only the two teams know what is no lead. */
export type NotInTeams = { readonly kind: 'not-in-teams' };

export type Spam = ReturnType<typeof createSpam>;

/** Keeping out what was never a lead. */
export function createSpam({ database, clock }: LeadsDeps, { change, write }: Changing) {
  const { db } = database;

  return {
    /** Closes a lead as spam at once; of one that somebody has, only they and the managers of sales say so. */
    markSpam: (actor: LeadActor, leadId: string) =>
      change<outcomes.OutcomeRefusal | NotInTeams>(actor, leadId, async (_tx, lead, now) => {
        if (actor.teams.length === 0 && actor.manages.length === 0) return refuse({ kind: 'not-in-teams' });
        const worker = workerOf(actor);
        const by = lead.owner === undefined ? { ...worker, managesSales: true } : worker;
        return outcomes.reject(lead, by, spamBecause(undefined), now);
      }),

    /** Closes a lead that has just arrived, as nobody's: nobody is rung, and it counts nowhere. */
    async keepOut(tx: Tx, lead: Lead, sign: SpamSign, now: Instant): Promise<Lead> {
      const decision = outcomes.reject(lead, NOBODY, spamBecause(WORDS[sign]), now);
      if (decision.kind === 'refuse') return lead;
      return (await write(tx, lead, { ...decision.to, by: undefined })) ?? lead;
    },

    /** What is blocked, and which leads were kept out lately. */
    async blocked(workspaceId: string) {
      const lately = await spam.keptOut(db, workspaceId, clock.now() - LATELY, MOST_SHOWN);
      return { domains: await spam.blockedDomains(db, workspaceId), lately };
    },

    /** Takes no leads from a domain any more, or takes them again. Only for managers of either team. */
    async block(actor: LeadActor, domain: string, isBlocked: boolean): Promise<Blocking> {
      if (actor.manages.length === 0) return { kind: 'not-manager' };
      for (;;) {
        const from = await spam.blockedDomains(db, actor.workspaceId);
        const domains = withDomain(from, domain, isBlocked);
        if (domains.length > MOST_BLOCKED) return { kind: 'too-many' };
        const isWritten = await database.transaction((tx) =>
          spam.replaceBlocked(tx, actor.workspaceId, { from, to: domains }),
        );
        if (isWritten) return { kind: isBlocked ? 'blocked' : 'unblocked', domain, domains };
      }
    },
  };
}

const LATELY = 30 * DAY;
const MOST_SHOWN = 10;

const NOBODY = { id: '', managesSales: true } as const;

const WORDS: Readonly<Record<SpamSign, string>> = {
  trap: 'a field that people don’t see was filled in',
  domain: 'its domain is blocked',
};

const spamBecause = (note: string | undefined): Rejected => ({
  reason: 'spam-or-test',
  detail: undefined,
  note,
  returnsOn: undefined,
  returnsAt: undefined,
  isCounted: false,
});
