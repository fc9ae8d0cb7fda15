import type { ScheduledRitual } from '../core/scheduled.ts';
import type { Tx } from '../platform/db/database.ts';
import { MEETING, type MeetingDate } from './meeting-ritual.ts';
import { CHANGE_MEETING } from './parent-blocks.ts';
import type { Meetings } from './service.ts';

/** What the engine of rituals calls. */
export interface MeetingKind {
  readonly kind: string;
  readonly setup: string;
  readonly setupAction: string;
  snapshot(): Promise<unknown>;
  prompt(): Promise<{ readonly kind: 'not-asked'; readonly because: 'in-channel' }>;
  remind(): Promise<{ readonly kind: 'told' }>;
  changed(): Promise<void>;
  planned(tx: Tx, ritual: ScheduledRitual, next: MeetingDate | undefined): Promise<void>;
}

/**
 * Meetings as the engine knows them: it says on which dates they are held, and whether anybody is there. They ask nobody by message:
 * everything is in the thread, which is prepared the working day before.
 */
export const meetingKind = (meetings: Pick<Meetings, 'planned'>): MeetingKind => ({
  kind: MEETING,
  setup: '/baton meeting setup',
  setupAction: CHANGE_MEETING,
  snapshot: async () => ({}),
  prompt: async () => ({ kind: 'not-asked', because: 'in-channel' }),
  remind: async () => ({ kind: 'told' }),
  changed: async () => {},
  planned: meetings.planned,
});
