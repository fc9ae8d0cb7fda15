import type { Instant } from '../../core/instants.ts';
import type { LeadFields } from '../../core/lead-fields.ts';
import { isCounted, reasonFrom } from '../../core/lead-reasons.ts';
import { consentIn } from '../arriving/consent.ts';
import type { LeadChange } from '../change.ts';
import type { DealValue, Lead, Progress, Stage } from '../lead.ts';

/** What a file tells of a lead. */
export interface PastLead {
  readonly row: number;
  readonly fields: LeadFields;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly receivedAt: Instant;
  readonly ownerId: string | undefined;
  readonly stage: Exclude<Stage, 'recycled'>;
  /** When it was won, lost or turned down; undefined if nobody knows. */
  readonly endedAt: Instant | undefined;
  /** Why it was turned down or lost, in whatever words. */
  readonly reason: string | undefined;
  readonly value: DealValue | undefined;
}

/** Who it becomes here. */
export interface Place {
  readonly id: string;
  readonly workspaceId: string;
  readonly importId: string;
  readonly number: number;
  readonly channelId: string;
}

/** An entry of the journal that it begins with. */
export interface PastEntry {
  readonly at: Instant;
  readonly by: string | undefined;
  readonly change: LeadChange;
}

/** Where that was seen which its entries tell. */
export const FROM_FILE = 'a file';

/**
 * A lead out of a file, with the journal that it begins with: that it was imported, and its end where the file says when that
 * was. What has no date of its own is only how it stands; nobody was contacted at a time that nobody knows.
 */
export function leadOfPast(past: PastLead, place: Place): { lead: Lead; entries: readonly PastEntry[] } {
  const { receivedAt: at, ownerId: to, fields } = past;
  const end = endOf(past);
  const isDated = end !== undefined && past.endedAt !== undefined;
  const isContacted = !isDated && past.stage !== 'new' && past.stage !== 'accepted';
  const imported: PastEntry = {
    at,
    by: undefined,
    change: { kind: 'imported', importId: place.importId, row: past.row, to, isContacted },
  };
  const ended: PastEntry | undefined = isDated ? { at: past.endedAt, by: to, change: end } : undefined;
  const consent = consentIn(past.extra);
  const lead: Lead = {
    id: place.id,
    workspaceId: place.workspaceId,
    number: place.number,
    channelId: place.channelId,
    importId: place.importId,
    endpointId: undefined,
    ...standing(past),
    owner: to === undefined ? undefined : { personId: to, since: at, event: 1 },
    round: 1,
    receivedAt: at,
    // The earliest that is known: it is history, and no promise is measured by it.
    firstContactAt: isContacted ? at : ended?.at,
    lastEvent: ended === undefined ? 1 : 2,
    isTest: false,
    isHistory: true,
    ...(consent !== undefined && { consent }),
    fields,
  };
  return { lead, entries: ended === undefined ? [imported] : [imported, ended] };
}

function standing({ stage, ownerId, value, reason }: PastLead): Omit<Progress, 'firstContactAt'> {
  const isRejected = stage === 'rejected';
  return {
    // Somebody has it, so it isn't new any more.
    stage: stage === 'new' && ownerId !== undefined ? 'accepted' : stage,
    reason: isRejected ? (reasonFrom(reason ?? '') ?? 'other') : undefined,
    returnsAt: undefined,
    value,
  };
}

/** The entry that closes it, as it would have been written here. */
function endOf(past: PastLead): LeadChange | undefined {
  const { stage, value, ownerId, reason } = past;
  const before: Progress = {
    stage: ownerId === undefined ? 'new' : 'accepted',
    firstContactAt: undefined,
    reason: undefined,
    returnsAt: undefined,
    value: undefined,
  };
  const lesson = { helped: [], wrong: [], note: reason };
  if (stage === 'customer') return { kind: 'won', value, ...lesson, note: undefined, before, via: FROM_FILE };
  if (stage === 'lost') return { kind: 'lost', ...lesson, before, via: FROM_FILE };
  if (stage !== 'rejected') return undefined;
  const key = reasonFrom(reason ?? '') ?? 'other';
  return {
    kind: 'rejected',
    reason: key,
    detail: undefined,
    note: reasonFrom(reason ?? '') === undefined ? reason : undefined,
    returnsOn: undefined,
    returnsAt: undefined,
    isCounted: isCounted(key),
    before,
    via: FROM_FILE,
  };
}
