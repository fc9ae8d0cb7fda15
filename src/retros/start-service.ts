import { managesAny } from '../core/rights.ts';
import { type Sided, sidesOf } from '../core/sides.ts';
import { SIDES, type Side } from '../core/verdict.ts';
import type { Db, Tx } from '../platform/db/database.ts';
import type { MovedBy, Phases } from './phase-service.ts';
import type { RetroActor, RetrosDeps } from './ports-service.ts';
import type { PhaseDays, Retro } from './retro.ts';
import { findChangedBy } from './retro-changes-store.ts';
import { insertRetroPerson } from './retro-people-store.ts';
import type { RetroSettings } from './retro-settings.ts';
import { retroSettingsOf, saveRetroSettings } from './retro-settings-store.ts';
import { type PeopleFault, peopleFault } from './retro-sides.ts';
import { findGathering, findRetro, findRetroOf, holdPhase, nextRetroNumber, runningIn } from './retros-store.ts';

/** All that a retro begins with. */
export interface NewRetro {
  readonly workspaceId: string;
  readonly channelId: string;
  readonly format: string;
  readonly isAnonymous: boolean;
  readonly facilitatorId: string | undefined;
  readonly days: PhaseDays;
  readonly participants: readonly Sided[];
  /** The run of a schedule that begins it. */
  readonly run?: { readonly ritualId: string; readonly occurrenceId: string } | undefined;
}

/** What the form shows, with what is decided already. */
export interface StartForm extends RetroSettings {
  /** Cards without names were promised to those who have written some already. */
  readonly isPromisedUnnamed: boolean;
}

/** What the form says. */
export interface StartWish {
  readonly channelId: string | undefined;
  readonly format: string;
  readonly isAnonymous: boolean;
  /** Who takes part; empty for everybody in both teams. */
  readonly people: readonly string[];
  readonly collectDays: number;
}

export type StartFault =
  | PeopleFault
  | { readonly strangers: readonly string[] }
  | { readonly channel: string }
  | 'no-channel';

export type Started =
  | { readonly kind: 'started'; readonly retro: Retro }
  | { readonly kind: 'fault'; readonly fault: StartFault }
  | { readonly kind: 'not-manager' }
  /** One at a time. */
  | { readonly kind: 'one-runs'; readonly retro: Retro };

/** How a retro begins: on somebody's wish, or by a schedule. */
export function createStarting(
  { database, clock, people, channelFault }: RetrosDeps,
  {
    phases,
    gathering,
  }: { readonly phases: Phases; readonly gathering: (tx: Tx, workspaceId: string) => Promise<Retro> },
) {
  const { db } = database;

  return {
    startIn,
    whoTakesPart,

    /** What the form shows; undefined for who can't start one. */
    async startForm(actor: RetroActor): Promise<StartForm | { readonly runs: Retro } | undefined> {
      if (!managesAny(actor)) return undefined;
      const runs = await runningIn(db, actor.workspaceId);
      if (runs !== undefined) return { runs };
      const isPromisedUnnamed = (await findGathering(db, actor.workspaceId))?.isAnonymous === true;
      return { ...(await retroSettingsOf(db, actor.workspaceId)), isPromisedUnnamed };
    },

    /** Begins a retro that somebody wishes; the same form begins one. */
    async start(actor: RetroActor, wish: StartWish): Promise<Started> {
      if (!managesAny(actor)) return { kind: 'not-manager' };
      const { workspaceId, gesture } = actor;
      if (wish.channelId === undefined) return { kind: 'fault', fault: 'no-channel' };
      const { participants, strangers } = await whoTakesPart(db, workspaceId, wish.people);
      if (strangers.length > 0) return { kind: 'fault', fault: { strangers } };
      const fault = peopleFault(participants, wish.isAnonymous);
      if (fault !== undefined) return { kind: 'fault', fault };
      const unusable = await channelFault(wish.channelId);
      if (unusable !== undefined) return { kind: 'fault', fault: { channel: unusable } };
      const { channelId, format, isAnonymous, collectDays } = wish;
      return database.transaction(async (tx): Promise<Started> => {
        const known = gesture === undefined ? undefined : await findChangedBy(tx, gesture);
        const before = known === undefined ? undefined : await findRetro(tx, known);
        if (before !== undefined) return { kind: 'started', retro: before };
        const settings = await retroSettingsOf(tx, workspaceId);
        const days = { ...settings.days, collecting: collectDays };
        await saveRetroSettings(tx, workspaceId, { ...settings, channelId, format, isAnonymous, days });
        const begin = { workspaceId, channelId, format, isAnonymous, facilitatorId: actor.id, days, participants };
        return startIn(tx, begin, { by: actor.id, gesture });
      });
    },
  };

  /** Begins the retro that has gathered; what a run of a schedule has begun before is that. Only writes and enqueues. */
  async function startIn(
    tx: Tx,
    wish: NewRetro,
    who: MovedBy = {},
  ): Promise<Extract<Started, { readonly kind: 'started' | 'one-runs' }>> {
    const { workspaceId, run } = wish;
    const known = run && (await findRetroOf(tx, run.occurrenceId));
    if (known !== undefined) return { kind: 'started', retro: known };
    for (;;) {
      const runs = await runningIn(tx, workspaceId);
      if (runs !== undefined) return { kind: 'one-runs', retro: runs };
      const gathered = await holdPhase(tx, (await gathering(tx, workspaceId)).id, ['gathering']);
      // Somebody else has just begun it.
      if (gathered === undefined) continue;
      const now = clock.now();
      for (const one of wish.participants) await insertRetroPerson(tx, gathered.id, one);
      const { zone } = await people.calendarOf(tx, workspaceId, { team: 'sales' });
      const begun: Retro = {
        ...gathered,
        number: await nextRetroNumber(tx, workspaceId),
        ritualId: run?.ritualId,
        occurrenceId: run?.occurrenceId,
        channelId: wish.channelId,
        format: wish.format,
        // Who has written without a name was promised that.
        isAnonymous: wish.isAnonymous || gathered.isAnonymous,
        facilitatorId: wish.facilitatorId,
        phase: 'collecting',
        phaseSince: now,
        phaseDueAt: await phases.dueAfter(tx, workspaceId, wish.days.collecting, now),
        days: wish.days,
        periodUntil: now,
        startedAt: now,
        startedBy: who.by,
        zone,
      };
      const retro = await phases.change(tx, begun, 'started', who, 'gathering');
      if (retro !== undefined) return { kind: 'started', retro };
    }
  }

  /** Those of these who can take part, for which team; everybody in both teams if nobody is named. Who is away has no part then. */
  async function whoTakesPart(
    read: Db | Tx,
    workspaceId: string,
    named: readonly string[],
  ): Promise<{ readonly participants: readonly Sided[]; readonly strangers: readonly string[] }> {
    const everybody = [
      ...(await people.members(read, workspaceId, 'sales')),
      ...(await people.members(read, workspaceId, 'marketing')),
    ];
    const wanted = [...new Set(named.length > 0 ? named : everybody)];
    const there = await people.attendance(read, wanted, clock.now());
    const fit: { personId: string; teams: readonly Side[] }[] = [];
    const unfit: string[] = [];
    for (const personId of wanted) {
      const { teams, manages } = await people.rightsOf(read, personId);
      const sides = SIDES.filter((side) => teams.includes(side) || (named.length > 0 && manages.includes(side)));
      if (there.get(personId) === 'gone' || sides.length === 0) unfit.push(personId);
      else if (named.length > 0 || there.get(personId) === 'here') fit.push({ personId, teams: sides });
    }
    const strangers = named.length === 0 ? [] : await namesOf(read, unfit);
    return { participants: sidesOf(fit), strangers };
  }

  async function namesOf(read: Db | Tx, personIds: readonly string[]): Promise<string[]> {
    const names = await people.namesOf(read, personIds);
    return personIds.map((id) => names.get(id) ?? 'Somebody');
  }
}
