import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../blockkit/message.ts';
import type { ModalView } from '../blockkit/modal.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { Instant } from '../core/instants.ts';
import type { NoticeKind } from '../core/notice.ts';
import { MASKED } from '../core/shown-fields.ts';
import type { Check } from '../platform/check.ts';
import type { Database, Db, Tx } from '../platform/db/database.ts';
import { rehearse } from '../platform/db/rehearsal.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { keyAt, type MessagePlace, permalinkOf, placesOf } from '../platform/slack/messages/message-places.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import { leadCard } from './card/card-blocks.ts';
import { waitingRows } from './card/detail-blocks.ts';
import { belowCards } from './card/thread-notices.ts';
import { leadChecks } from './checks-service.ts';
import { worthACallRows } from './digest/digest-blocks.ts';
import { digestJobs } from './digest/digest-jobs.ts';
import { digestNotices } from './digest/digest-notices.ts';
import { holdingJobs } from './holding/holding-jobs.ts';
import { holdingNotices } from './holding/holding-notices.ts';
import { leadJobs } from './jobs.ts';
import { dutiesModal, dutiesReminder } from './leaving/leave-blocks.ts';
import { leavingNotices } from './leaving/leaving-notices.ts';
import { leadNotices } from './notices.ts';
import type { LeadActor, LeadsDeps } from './ports-service.ts';
import { promiseNotices } from './promises/promise-notices.ts';
import { questionJobs } from './rejecting/question-jobs.ts';
import { questionNotices } from './rejecting/question-notices.ts';
import { createLeadsService, type Leads } from './service.ts';
import { findSettings } from './settings-store.ts';
import { leadListeners } from './slack.ts';
import { cardKey, leadOfMessage } from './telling-service.ts';
import { createWords, type Words } from './words-slack.ts';

export { inTouch } from './arriving/touch-service.ts';
export { leadsSeenAs } from './rating/rating-service.ts';
export { createErasing } from './records/erasing-service.ts';
export { heldOfPerson, LEAD_COLUMNS, type LeadExportDeps, leadEntries, leadRows } from './records/export-service.ts';
export { createImporting } from './records/importing-service.ts';
export { leadRecord } from './records/records-service.ts';

interface LeadsIndexDeps extends LeadsDeps {
  readonly messages: Messages;
  /** Under which address messages stand in Slack; undefined where it isn't known. */
  readonly workspaceUrl: string | undefined;
}

/** Leads: from arrival to first contact. */
export function createLeads({ messages, workspaceUrl, ...rest }: LeadsIndexDeps): {
  readonly service: Leads;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
  /** What of somebody's leads is due before they are back: asked for, and in a message to them. */
  readonly duties: {
    ask(actor: LeadActor, leaveId: string, said: Mrkdwn): Promise<ModalView | undefined>;
    remind(leaveId: string): Promise<readonly KnownBlock[]>;
  };
  readonly listeners: Listeners<LeadActor>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  /** Where the cards of these leads stand, as far as they have been posted; by lead. */
  readonly cardPlaces: (read: Db | Tx, leadIds: readonly string[]) => Promise<ReadonlyMap<string, MessagePlace>>;
  /** For words of other commands that name a lead as those of `/lead` do. */
  readonly forLead: Words['forLead'];
  /** The lead that one of its messages, at this place in Slack, is about. */
  readonly leadAt: (place: MessagePlace) => Promise<string | undefined>;
  /** The card that a lead would have, were it to arrive now; undefined before the set-up. Nothing of it is kept. */
  readonly previewCard: (arrival: Parameters<Leads['receive']>[1]) => Promise<MessageContent | undefined>;
  /** What stands on somebody's Home. */
  readonly homeSection: (
    person: { readonly id: string; readonly zone: string },
    now: Instant,
  ) => Promise<readonly KnownBlock[]>;
} {
  const deps: LeadsDeps = {
    ...rest,
    async cardAddress(leadId) {
      if (workspaceUrl === undefined) return undefined;
      const place = (await placesOf(rest.database.db, [cardKey(leadId)])).get(cardKey(leadId));
      return place && permalinkOf(workspaceUrl, place);
    },
  };
  const service = createLeadsService(deps);
  const words = createWords(service);
  const find = (key: string) => messages.find(deps.database.db, key);
  return {
    service,
    jobs: [
      ...leadJobs(service, { ...messages, find }),
      ...questionJobs(service),
      ...holdingJobs(service, messages),
      ...digestJobs(service),
    ],
    ...leadChecks(deps),
    duties: {
      async ask(actor, leaveId, said) {
        const found = await service.dueWhileAway(actor, leaveId);
        if (found.kind !== 'due' || found.due.length === 0) return undefined;
        return dutiesModal({ ...found, actor }, { page: 0, kept: [] }, said);
      },
      remind: async (leaveId) => dutiesReminder(leaveId, await service.countDueWhileAway(leaveId)),
    },
    listeners: leadListeners(service, words),
    forLead: words.forLead,
    leadAt: async (place) => leadOfMessage(await keyAt(deps.database.db, place)),
    notices: belowCards(
      [
        ...leadNotices(service),
        ...promiseNotices(service),
        ...questionNotices(service),
        ...leavingNotices(service),
        ...holdingNotices(service),
        ...digestNotices(service),
      ],
      { card: service.card, stands: async (key) => (await find(key))?.ts !== undefined },
    ),
    async cardPlaces(read, leadIds) {
      const places = await placesOf(read, leadIds.map(cardKey));
      return new Map(
        leadIds.flatMap((id) => [places.get(cardKey(id))].flatMap((place) => (place ? [[id, place]] : []))),
      );
    },
    previewCard: (arrival) =>
      rehearse(deps.database, async (tx) => {
        const lead = await service.receive(tx, arrival);
        if (lead === undefined) return undefined;
        const promise = await deps.promises.clockOfLead(tx, lead.id);
        const settings = await findSettings(tx, lead.workspaceId);
        const { shown = MASKED, rules } = settings ?? {};
        const view = { lead, promise, events: [], shown, rules, ring: NOBODY, now: deps.clock.now() };
        return leadCard({ ...view, judged: await service.judge(tx, lead, rules) });
      }),
    async homeSection(person, now) {
      const waiting = await service.waitingFor(person.id);
      // Outside their hours nothing urges anybody to call.
      const isAtWork = await deps.people.isOnShift(deps.database.db, person.id, now);
      const calls = isAtWork ? await service.worthACall(person) : [];
      const known = new Set(waiting.map(({ lead }) => lead.id));
      return [...worthACallRows(calls.filter(({ lead }) => !known.has(lead.id))), ...waitingRows(waiting, now)];
    },
  };
}

/** A preview rings no phones. */
const NOBODY = { people: [], group: undefined, from: undefined } as const;

/** Where new leads go; undefined before the set-up. For the command line, which has no leads to serve. */
export async function defaultChannelOf(database: Database, workspaceId: string): Promise<string | undefined> {
  return (await findSettings(database.db, workspaceId))?.channelId;
}
