import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { Instant } from '../core/instants.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Schedules } from '../core/scheduled.ts';
import type { Check } from '../platform/check.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/db/database.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import { pairingChecks } from './checks-service.ts';
import { homeRows } from './home-blocks.ts';
import { pairingJobs } from './jobs.ts';
import { type PairingKind, pairingKind } from './kind-jobs.ts';
import { pairingNotices } from './notices.ts';
import { forgetStarters, listAbout } from './pairings-store.ts';
import { listPartners } from './parts-store.ts';
import type { PairingActor, PairingDeps } from './ports-service.ts';
import { createPairingsService, type Pairings } from './service.ts';
import { PAIRING } from './setup.ts';
import { pairingListeners } from './slack.ts';
import { redrawTurns } from './telling-service.ts';
import { type DrawTurn, turnMessage } from './turn-blocks.ts';

interface Deps extends Omit<PairingDeps, 'schedules'> {
  readonly rituals: PairingDeps['rituals'] & { schedules(kind: string): Schedules<PairingActor> };
  readonly messages: Messages;
  /** The address of a lead's card in Slack, if it stands there. */
  readonly cardOf: (leadId: string) => Promise<string | undefined>;
  /** Something has changed that stands on these people's Homes. */
  readonly onHome: (tx: Tx, personIds: readonly string[]) => Promise<void>;
}

/** Pairs of one of sales and one of marketing who meet. */
export function createPairings({ messages, cardOf, onHome, ...deps }: Deps): {
  readonly service: Pairings;
  /** To be registered with the engine of rituals. */
  readonly kind: PairingKind;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
  readonly listeners: Listeners<PairingActor>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  /** Whom somebody meets in this round, on their Home. */
  readonly homeSection: (
    resident: { readonly id: string; readonly workspaceId: string },
    now: Instant,
  ) => Promise<readonly KnownBlock[]>;
} {
  const service = createPairingsService({ ...deps, schedules: deps.rituals.schedules(PAIRING) });
  const draw: DrawTurn = async (turn, isAskedAgain = false) => {
    const lead = turn.kind === 'paired' && turn.starter?.kind === 'lead' ? turn.starter.leadId : undefined;
    return turnMessage(turn, { card: lead && (await cardOf(lead)), isAskedAgain });
  };
  return {
    service,
    kind: pairingKind(service),
    jobs: pairingJobs(service, { messages, database: deps.database, draw, onHome }),
    ...pairingChecks(deps),
    listeners: pairingListeners(service, draw),
    notices: pairingNotices(service, draw),
    async homeSection(resident, now) {
      const turn = await service.newestTurn(resident.id);
      const isDone = turn?.kind === 'met' && (await service.hasLearned(resident, turn.occurrenceId));
      return turn === undefined || isDone ? [] : homeRows(turn, now, draw);
    },
  };
}

/** Brings the messages up to date of those who begin with one of these leads: its person is forgotten. */
export async function redrawPairsAbout(
  deps: { readonly clock: Clock; readonly jobs: Pick<Jobs, 'enqueueAll'> },
  tx: Tx,
  leadIds: readonly string[],
  at: Instant = deps.clock.now(),
): Promise<void> {
  for (const { id } of await listAbout(tx, leadIds)) await redrawTurns(deps, tx, await listPartners(tx, id), at);
}

/** An import takes leads back. */
export const letGoOfStarters = forgetStarters;
