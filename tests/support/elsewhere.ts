import type { Office } from './baton.ts';

/** Lets somebody live in another zone than the company, whose times say so. */
export async function livesIn({ app }: Office, personId: string, zone: string): Promise<void> {
  const { people } = app.services;
  const who = await people.admit({ teamId: 'T_ACME', userId: personId });
  if (who.kind === 'refused') throw new Error(`${personId} is nobody here`);
  await people.saveOwnSettings(who.actor, { hours: undefined, zone, isQuiet: false });
}
