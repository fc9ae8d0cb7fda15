import type { Action, Consent } from '../core/action.ts';

/** The teams in which somebody works, or which they manage. */
export interface Sides {
  readonly teams: readonly string[];
  readonly manages: readonly string[];
}

/**
 * What an owner has still to say when somebody gives them an action: one team doesn't decide what the other one does. Whoever takes it
 * themselves, or has it from their own team, is not asked; nobody's is nobody's to say.
 */
export function consentFor(
  { owner }: Pick<Action, 'owner'>,
  giver: Sides & { readonly id: string },
  sidesOfOwner: Sides | undefined,
): Consent {
  if (owner === undefined || owner === giver.id || sidesOfOwner === undefined) return { kind: 'given' };
  const own = new Set([...sidesOfOwner.teams, ...sidesOfOwner.manages]);
  return [...giver.teams, ...giver.manages].some((side) => own.has(side)) ? { kind: 'given' } : { kind: 'asked' };
}
