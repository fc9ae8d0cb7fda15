import type { LeadFields } from '../../core/lead-fields.ts';
import type { Changing } from '../changing-service.ts';
import type { LeadActor } from '../ports-service.ts';
import { refuse } from '../transitions.ts';
import { type CompleteRefusal, complete } from './completing.ts';

/** Only the two teams know what a prospect said. */
export type NotInTeams = { readonly kind: 'not-in-teams' };

/** How leads get what they lack. */
export function createCompleting({ change }: Changing) {
  return {
    /** Adds fields that a lead lacks; those that it has stay as they are. */
    complete: (actor: LeadActor, leadId: string, given: LeadFields) =>
      change<CompleteRefusal | NotInTeams>(actor, leadId, async (_tx, lead) =>
        mayComplete(actor) ? complete(lead, given, actor.id) : refuse({ kind: 'not-in-teams' }),
      ),

    mayComplete,
  };
}

const mayComplete = ({ teams, manages }: LeadActor): boolean => teams.length > 0 || manages.length > 0;
