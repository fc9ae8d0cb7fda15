/** Ids of the fields in the forms of actions. */
export const FIELDS = {
  reason: 'reason',
  owner: 'owner',
  dueOn: 'dueOn',
  metric: 'metric',
  target: 'target',
} as const;
