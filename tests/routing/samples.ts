import { MINUTE } from '../../src/core/instants.ts';
import type { Pool } from '../../src/routing/pool.ts';
import { OFFICE } from '../sla/samples.ts';

export const POOL: Pool = {
  id: 'P1',
  workspaceId: 'T1',
  version: 3,
  credits: {},
  name: 'DACH',
  members: [
    { personId: 'UANN', weight: 2, mostOpen: 8, mostADay: 3 },
    { personId: 'UBEN', weight: 1 },
  ],
  timeout: 30 * MINUTE,
  mostOpen: 12,
  mostADay: 5,
  calendar: OFFICE,
  nextPoolId: 'P2',
  lastId: 'UMAX',
};
