/** The kind of the job that tells one reader each week what happened to leads. */
export const DIGEST = 'lead.digest';

export const digestKey = (personId: string): string => `lead.digest:${personId}`;
