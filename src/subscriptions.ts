import type { Features } from './feature-parts.ts';
import type { Database } from './platform/db/database.ts';
import { redrawEveryHome } from './wiring.ts';

interface Around {
  readonly database: Database;
  readonly workspaceId: string;
  readonly botUserId: string | undefined;
}

/** Who hears of what: each in the transaction of what has happened, unless it says otherwise. Called once, before anything runs. */
export function subscribeAll(features: Features, around: Around): void {
  registerRituals(features);
  fillHome(features);
  followPromises(features);
  followPeople(features);
  followChannels(features, around);
  followDecisions(features);
}

/** What the engine of rituals asks and closes by itself. */
function registerRituals({ rituals, standups, reviewSchedules, retroSchedules, meetings, pairings }: Features): void {
  for (const { kind } of [standups, reviewSchedules, retroSchedules, meetings, pairings])
    rituals.service.register(kind);
}

/** A Home from top to bottom, and what changes it. */
function fillHome(features: Features): void {
  const { home, standups, leads, reviews, retros, headsUps, pairings, meetings, actions, asks, sla } = features;
  home.service.register([
    standups.homeSection,
    leads.homeSection,
    reviews.homeSection,
    retros.homeSection,
    headsUps.homeSection,
    pairings.homeSection,
    meetings.homeSection,
    actions.homeSection,
    asks.homeSection,
  ]);
  sla.service.subscribe(async (tx, news) => {
    const owner = 'clock' in news ? await leads.service.ownerOf(tx, news.clock.leadId) : undefined;
    if (owner !== undefined) await home.service.changed(tx, [owner]);
  });
  retros.service.onPhase(async (tx, { id }) => {
    const all = await retros.service.peopleOf(tx, id);
    await home.service.changed(
      tx,
      all.map(({ personId }) => personId),
    );
  });
  asks.service.subscribe((tx, ask) => redrawEveryHome(features, tx, ask.workspaceId));
  actions.service.subscribe((tx, _action, _change, concerned) => home.service.changed(tx, concerned));
}

function followPromises({ sla, leads, setup }: Features): void {
  sla.service.subscribe(leads.service.onClock);
  sla.service.subscribe(setup.service.onClock);
}

/** Somebody leaves, comes back, is away, or lives in another zone. */
function followPeople({ people, ...rest }: Features): void {
  const { rituals, asks, actions, leads, headsUps, reviews, retros, pairings } = rest;
  for (const { service } of [rituals, asks, actions, leads, headsUps, reviews, retros, pairings])
    people.service.subscribe(service.onPersonChange);
}

/** Baton is invited again: what waited for its channel goes on. */
function followChannels(features: Features, { database, workspaceId, botUserId }: Around): void {
  const { people, rituals, headsUps, reviews, meetings, retros } = features;
  people.service.subscribeChannels(rituals.service.onChannelChange);
  people.service.subscribeChannels(async ({ channelId, personId, what }) => {
    if (personId !== botUserId || what !== 'joined') return;
    await database.transaction(async (tx) => {
      await rituals.service.channelBack(tx, channelId);
      for (const { service } of [headsUps, reviews, meetings, retros])
        await service.channelBack(tx, workspaceId, channelId);
    });
  });
}

/** What is asked and decided stands in several messages. */
function followDecisions({ asks, actions, reviews, retros, meetings, standups }: Features): void {
  asks.service.subscribe(standups.service.onAsk);
  actions.service.subscribe(async (tx, action, _change, concerned) => {
    await reviews.service.onAction(tx, action);
    await retros.onAction(tx, action);
    await meetings.service.onAction(tx, action);
    await retros.service.onAction(tx, action.workspaceId, concerned);
    await standups.service.onAction(tx, action.workspaceId, concerned);
  });
}
