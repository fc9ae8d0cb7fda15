import { randomBytes } from 'node:crypto';
import { DAY } from '../../src/core/instants.ts';
import type { Side } from '../../src/core/verdict.ts';
import type { Database, Db, Tx } from '../../src/platform/db/database.ts';
import { systemIds, systemRandom } from '../../src/platform/ids.ts';
import { createSecretBox } from '../../src/platform/secrets.ts';
import { standNowhere } from '../../src/platform/slack/messages/message-places.ts';
import { type CardOffers, createCardOffers } from '../../src/retros/cards/card-offers-service.ts';
import type { CardActor, OfferedAsk, OfferedNote } from '../../src/retros/cards/cards-ports-service.ts';
import { type Cards, createCards } from '../../src/retros/cards/cards-service.ts';
import { createRevealing, type Revealing } from '../../src/retros/cards/reveal-service.ts';
import type { Retro } from '../../src/retros/retro.ts';
import { insertRetroPerson } from '../../src/retros/retro-people-store.ts';
import { nextRetroNumber } from '../../src/retros/retros-store.ts';
import { createRetrosService, type Retros } from '../../src/retros/service.ts';
import { type Features, staffed, WORKSPACE } from '../support/features.ts';

export const SALES = ['UANN', 'UBEN', 'UCAL'] as const;
export const MARKETING = ['UMIA', 'UMOE', 'UMEG'] as const;

/** Cards of a company of six, and the retros that they are written for. */
export interface Writing {
  readonly it: Features;
  readonly retros: Retros;
  readonly cards: Cards;
  readonly revealing: Revealing;
  readonly offers: CardOffers;
  /** What everybody has said elsewhere. */
  readonly offered: { asks: OfferedAsk[]; notes: OfferedNote[] };
  /** Begins the retro that gathers. */
  begin(differing?: Partial<Retro>): Promise<Retro>;
  /** Its next phase. */
  moveOn(retroId: string): Promise<Retro>;
  callOff(retroId: string): Promise<void>;
}

export async function writing(database: Database): Promise<Writing> {
  const it = await staffed(database, { sales: SALES, marketing: MARKETING });
  const { clock, jobs, people, notices } = it;
  const retros = createRetrosService({
    database,
    clock,
    ids: systemIds,
    jobs,
    notify: notices.notify,
    people,
    manners: notices,
    channelFault: async () => undefined,
    standNowhere,
  });
  const offered: Writing['offered'] = { asks: [], notes: [] };
  const deps = {
    database,
    clock,
    ids: systemIds,
    random: systemRandom,
    secrets: createSecretBox({ key: randomBytes(32), random: systemRandom }),
    jobs,
    people,
    named: { leads: it.leads.namesOf, asks: async () => [] },
    retros,
    offers: { asks: async () => offered.asks, notes: async () => offered.notes },
  };
  const cards = createCards(deps);
  const revealing = createRevealing(deps, cards);
  const found = async (read: Db | Tx, retroId: string): Promise<Retro> => {
    const retro = await retros.find(read, retroId);
    if (retro === undefined) throw new Error(`No retro ${retroId}`);
    return retro;
  };
  return {
    it,
    retros,
    cards,
    revealing,
    offers: createCardOffers(deps, cards),
    offered,
    begin: (differing = {}) =>
      database.transaction(async (tx) => {
        const gathering = await retros.gathering(tx, WORKSPACE);
        for (const [side, ids] of Object.entries({ sales: SALES, marketing: MARKETING }))
          for (const personId of ids) await insertRetroPerson(tx, gathering.id, { personId, side: sideIn(side) });
        const to: Retro = {
          ...gathering,
          number: await nextRetroNumber(tx, WORKSPACE),
          channelId: 'CLEADS',
          phase: 'collecting',
          phaseSince: clock.now(),
          phaseDueAt: clock.now() + 2 * DAY,
          periodUntil: clock.now(),
          startedAt: clock.now(),
          ...differing,
        };
        return (await retros.change(tx, to, 'started', {}, 'gathering')) ?? to;
      }),
    moveOn: async (retroId) => {
      await database.transaction(async (tx) => retros.moveOn(tx, await found(tx, retroId), {}));
      return found(database.db, retroId);
    },
    callOff: (retroId) =>
      database.transaction(async (tx) => {
        const retro = await found(tx, retroId);
        const over: Retro = { ...retro, phase: 'called-off', phaseDueAt: undefined, closedAt: clock.now() };
        await retros.change(tx, over, 'called-off', {}, retro.phase);
      }),
  };
}

/** Somebody who presses or types something. */
export const writer = (id: string, gesture?: string): CardActor => ({
  id,
  workspaceId: WORKSPACE,
  teams: [SALES.some((one) => one === id) ? 'sales' : 'marketing'],
  manages: [],
  gesture,
});

const sideIn = (side: string): Side => (side === 'sales' ? 'sales' : 'marketing');
