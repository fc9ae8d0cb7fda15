import type { Db } from '../platform/db/database.ts';
import type { ArrivedLead } from './gaps.ts';
import type { AgreementPeople } from './ports-service.ts';

/** Which leads marketing has delivered: what a rep has typed in is none of them. */
export async function deliveriesOf(
  people: AgreementPeople,
  read: Db,
  workspaceId: string,
): Promise<(lead: ArrivedLead) => boolean> {
  const marketers = new Set([
    ...(await people.members(read, workspaceId, 'marketing')),
    ...(await people.managersOf(read, workspaceId, 'marketing')),
  ]);
  return ({ addedBy }) => addedBy === undefined || marketers.has(addedBy);
}
