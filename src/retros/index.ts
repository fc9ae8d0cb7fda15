import type { KnownBlock } from '@slack/types';
import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { DecidedAt, DecidedAts } from '../core/action.ts';
import type { NoticeKind } from '../core/notice.ts';
import type { Schedules } from '../core/scheduled.ts';
import { type SelfAskingKind, selfAsking } from '../core/self-asking.ts';
import type { Check } from '../platform/check.ts';
import type { JobKind } from '../platform/jobs/job.ts';
import type { MessageOwner } from '../platform/message-owner.ts';
import { channelFaultOf } from '../platform/slack/client/channel-fault.ts';
import type { SlackClient } from '../platform/slack/client/client.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { inChannel } from '../platform/slack/messages/in-channel.ts';
import { addressesIn, standNowhere } from '../platform/slack/messages/message-places.ts';
import type { Messages, Shown } from '../platform/slack/messages/messages.ts';
import { createCardPart } from './cards/card-index.ts';
import type { CardsDeps } from './cards/cards-ports-service.ts';
import type { Cards } from './cards/cards-service.ts';
import { placeOf } from './deciding/deciding.ts';
import { createDecidingPart } from './deciding/deciding-index.ts';
import type { DecidingDeps } from './deciding/deciding-ports-service.ts';
import type { Deciding } from './deciding/deciding-service.ts';
import type { RetroDecisionWords } from './deciding/deciding-slack.ts';
import { FORMATS, formatOf } from './format.ts';
import type { RetroThread } from './retro.ts';
import { retroChecks } from './retro-checks-service.ts';
import { retroJobs } from './retro-jobs.ts';
import { retroNotices } from './retro-notices.ts';
import { type ShownPart, together } from './retro-part-blocks.ts';
import { parentKey } from './retro-telling-service.ts';
import { RETRO } from './schedule/schedule.ts';
import { ACTIONS } from './schedule/schedule-blocks.ts';
import { scheduleNotices } from './schedule/schedule-notices.ts';
import { createSchedules, type RetroSchedules } from './schedule/schedule-service.ts';
import { retroScheduleListeners } from './schedule/schedule-slack.ts';
import { createRetrosService, type RetroActor, type Retros, type RetrosDeps } from './service.ts';
import { startListeners } from './start-slack.ts';
import { type PackShown, packPart } from './thread-pack-jobs.ts';
import { threadListeners } from './thread-slack.ts';
import { type OpenActions, openActionsPart } from './turns/turn-actions-blocks.ts';
import { homeRows } from './turns/turn-blocks.ts';
import { turnListeners } from './turns/turn-slack.ts';
import { voteRows } from './voting/vote-blocks.ts';
import { createVotePart } from './voting/vote-index.ts';
import type { VoteMessages } from './voting/vote-jobs.ts';
import type { Voting } from './voting/voting-service.ts';

export { cardsAbout } from './cards/cards-export-service.ts';
export { forgetCards } from './cards/cards-forgetting-service.ts';

/** What one part of a retro brings beside what it shows: its cards, its votes, what is decided. */
interface RetroPart extends ShownPart {
  readonly listeners?: Listeners<RetroActor>;
  readonly jobs?: readonly JobKind[];
  readonly checks?: readonly Check[];
  readonly notices?: readonly NoticeKind<MessageContent, Mrkdwn>[];
  readonly messageOwner?: MessageOwner;
}

interface RetrosIndexDeps
  extends Omit<RetrosDeps, 'channelFault' | 'standNowhere'>,
    Pick<CardsDeps, 'random' | 'secrets' | 'named' | 'offers'>,
    Pick<DecidingDeps, 'decisions'>,
    Pick<VoteMessages, 'onHome'> {
  readonly decisionWords: RetroDecisionWords;
  readonly messages: Messages;
  readonly client: Pick<SlackClient, 'channel'>;
  /** What somebody has still to do. */
  readonly openActions: OpenActions;
  /** The figures that both teams look at. */
  readonly pack: PackShown;
  /** `Identity.url`; undefined as long as Slack hasn't said it. */
  readonly workspaceUrl: string | undefined;
}

/** Retrospectives of both teams. */
export function createRetros({
  messages,
  client,
  workspaceUrl,
  openActions,
  pack,
  decisionWords,
  ...rest
}: RetrosIndexDeps): {
  readonly service: Retros;
  readonly cards: Cards;
  /** An action has changed; in the transaction of the change. */
  readonly onAction: Deciding['onAction'];
  readonly voting: Voting;
  readonly jobs: readonly JobKind[];
  readonly checks: readonly Check[];
  readonly messageOwners: readonly MessageOwner[];
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
  readonly listeners: Listeners<RetroActor>;
  /** In which retros something was decided. */
  readonly decidedAt: DecidedAts;
  /** What stands on somebody's Home. */
  readonly homeSection: (person: {
    readonly id: string;
    readonly workspaceId: string;
  }) => Promise<readonly KnownBlock[]>;
} {
  const deps: RetrosDeps = { ...rest, channelFault: channelFaultOf(client), standNowhere };
  const { db } = deps.database;
  const service = createRetrosService(deps);
  const addressOf = addressesIn(db, workspaceUrl);

  const inChannel = inItsChannel(service);
  const reply = async ({ id, channelId }: RetroThread, key: string, content: MessageContent) =>
    channelId === undefined
      ? undefined
      : inChannel(id, () => messages.show({ key, to: { channel: channelId }, inThreadOf: parentKey(id), content }));

  // Each part joins here, in the order in which it hears of phases and is shown.
  const written = createCardPart({ ...rest, messages, reply, retros: service });
  const vote = createVotePart({ ...rest, messages, addressOf, reply, retros: service, cards: written.cards });
  const ending = createDecidingPart({
    ...rest,
    messages,
    reply,
    retros: service,
    ranked: vote.voting.ranked,
    words: decisionWords,
  });
  const parts: readonly RetroPart[] = [
    openActionsPart(openActions),
    packPart(service, { messages, db, pack, reply, jobs: deps.jobs, now: deps.clock.now }),
    written,
    vote,
    ending,
  ];

  const threadOf = (retroId: string) => addressOf(parentKey(retroId));
  const shown = {
    messages,
    inChannel,
    parts: together(parts),
    threadOf,
    asks: (id: string) => formatOf(id).columns,
  };
  const thread = threadListeners(service, threadOf);
  const { checks, messageOwner } = retroChecks(deps);
  const of = <T>(pick: (part: RetroPart) => readonly T[] | undefined): T[] => parts.flatMap((part) => pick(part) ?? []);
  return {
    service,
    cards: written.cards,
    onAction: ending.deciding.onAction,
    voting: vote.voting,
    jobs: [...retroJobs(service, shown), ...of(({ jobs }) => jobs)],
    checks: [...checks, ...of((part) => part.checks)],
    messageOwners: [messageOwner, ...of((part) => part.messageOwner && [part.messageOwner])],
    notices: [...retroNotices(service, addressOf), ...of(({ notices }) => notices)],
    listeners: joined([
      startListeners(service, FORMATS, thread.list),
      thread.listeners,
      turnListeners(service, shown),
      ...of(({ listeners }) => listeners && [listeners]),
    ]),
    async decidedAt(workspaceId, origins) {
      const places = new Map<string, DecidedAt>();
      for (const origin of origins) {
        const place = placeOf(origin);
        const retro = place === undefined ? undefined : await service.find(db, place.retroId);
        if (retro?.workspaceId !== workspaceId) continue;
        const name = `retro ${retro.number ?? ''}`.trim();
        places.set(origin, { name, at: retro.startedAt ?? retro.phaseSince, address: await threadOf(retro.id) });
      }
      return places;
    },
    async homeSection({ id, workspaceId }) {
      const retro = await service.running(db, workspaceId);
      if (retro === undefined) return [];
      const turn = await service.turn(retro.id, id);
      const state = await vote.voting.votes.turn(retro.id, id);
      return [...(turn === undefined ? [] : homeRows(turn)), ...(state === undefined ? [] : voteRows(state))];
    },
  };
}

/** A channel that can't be used is the business of whoever looks after it, who hears of it once (PPL-4). */
const inItsChannel =
  (retros: Pick<Retros, 'channelTrouble'>) =>
  (retroId: string, show: () => Promise<Shown>): Promise<Shown | undefined> =>
    inChannel(show, (code) => retros.channelTrouble(retroId, code));

const joined = (all: readonly Listeners<RetroActor>[]): Listeners<RetroActor> => ({
  forGuests: all.flatMap(({ forGuests = [] }) => forGuests),
  commands: all.flatMap(({ commands = [] }) => commands),
  actions: Object.assign({}, ...all.map(({ actions }) => actions)),
  views: Object.assign({}, ...all.map(({ views }) => views)),
  globalShortcuts: Object.assign({}, ...all.map(({ globalShortcuts }) => globalShortcuts)),
  messageShortcuts: Object.assign({}, ...all.map(({ messageShortcuts }) => messageShortcuts)),
});

/** Retros that are held by themselves, weekly, every two weeks or monthly. */
export function createRetroSchedules(deps: SchedulesDeps): {
  readonly service: RetroSchedules;
  /** To be registered with the engine of rituals. */
  readonly kind: SelfAskingKind;
  readonly listeners: Listeners<RetroActor>;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
} {
  const service = createSchedules({ ...deps, schedules: deps.rituals.schedules(RETRO) });
  return {
    service,
    kind: selfAsking({ kind: RETRO, setup: '/retro setup', setupAction: ACTIONS.change }, service.asks),
    listeners: retroScheduleListeners(service, FORMATS),
    notices: scheduleNotices(service),
  };
}

type SchedulesDeps = Omit<Parameters<typeof createSchedules>[0], 'schedules'> & {
  readonly rituals: { schedules(kind: string): Schedules<RetroActor> };
};
