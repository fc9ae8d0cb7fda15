import { HOUR, SECOND } from '../../src/core/instants.ts';
import type { Database } from '../../src/platform/db/database.ts';
import { changed, type Happening, type History, type Record } from './ritual-history.ts';
import { MAX, type RitualOffice, ritualOffice } from './ritual-office.ts';
import { steeredClock } from './steered-clock.ts';

/** Lives through a history with the whole engine: database, jobs, leases. What another one has left in the database goes away. */
export async function livedWhole(history: History, database: Database): Promise<Record> {
  await emptied(database);
  const office = await ritualOffice(database, { clock: steeredClock(history.start), people: history.people });
  office.members.set(
    'C1',
    history.people.map(({ personId }) => personId),
  );
  const outcome = await office.rituals.create(MAX, { kind: 'standup', config: history.config });
  if (outcome.kind !== 'saved') {
    await office.stop();
    return { now: 0, zone: 'UTC', occurrences: [], prompts: [] };
  }
  const { id } = outcome.ritual;
  office.onPrompt = async ({ slot }) => {
    const after = history.answersAfter[Number(slot.personId.slice(1))];
    if (after === undefined) return;
    await database.transaction((tx) => office.rituals.answer(tx, slot.id, office.clock.now()));
  };
  for (const happening of history.happenings) await happen(office, id, happening);
  await office.reach(office.clock.now() + 36 * HOUR);
  await office.stop();
  return recordOf(office, id, history.config.zone);
}

/** Far cheaper than a database for each history. */
async function emptied({ db }: Database): Promise<void> {
  for (const table of TABLES) await db.deleteFrom(table).execute();
}

const TABLES = [
  'ritual_slots',
  'ritual_occurrences',
  'ritual_members',
  'ritual_versions',
  'rituals',
  'jobs',
  'worker_leases',
] as const;

async function happen(office: RitualOffice, ritualId: string, happening: Happening): Promise<void> {
  const { clock, rituals } = office;
  switch (happening.kind) {
    case 'pass':
      return office.reach(clock.now() + happening.for);
    case 'down':
      await office.stop();
      clock.moveBy(happening.for);
      await office.start();
      return office.work();
    case 'clock-step':
      clock.moveBy(happening.by);
      return office.work();
    case 'edit': {
      const ritual = await rituals.find(office.database.db, ritualId);
      if (ritual !== undefined) await rituals.edit(MAX, ritualId, { ...ritual.config, ...happening.to });
      return office.work();
    }
    case 'pause':
      await rituals.pause(MAX, ritualId);
      return office.work();
    case 'resume':
      await rituals.resume(MAX, ritualId);
      return office.work();
    case 'dies-telling': {
      office.answerOfSlack = (_view, show) => {
        office.answerOfSlack = () => undefined;
        show();
        throw new Error('killed');
      };
      return;
    }
    case 'answers-early': {
      const slot = await rituals.currentSlot(office.database.db, ritualId, `U${happening.who}`, clock.now());
      if (slot !== undefined) await office.database.transaction((tx) => rituals.answer(tx, slot.id, clock.now()));
      return;
    }
    case 'leaves':
    case 'joins': {
      const personId = `U${happening.who}`;
      if (!office.people.has(personId)) return;
      return office.moveInChannel({ channelId: 'C1', personId, what: happening.kind === 'joins' ? 'joined' : 'left' });
    }
    case 'zone':
    case 'away':
    case 'back':
    case 'holiday':
    case 'deactivated':
    case 'reactivated': {
      const one = office.people.get(`U${happening.who}`);
      const then = one && changed(one, happening, clock.now());
      if (then === undefined) return;
      return office.change(CHANGES[happening.kind], then.personId, then);
    }
  }
}

const CHANGES = {
  zone: 'zone',
  away: 'absence',
  back: 'absence',
  holiday: 'holidays',
  deactivated: 'deactivated',
  reactivated: 'reactivated',
} as const;

async function recordOf(
  { database, rituals, told, clock }: RitualOffice,
  id: string,
  teamZone: string,
): Promise<Record> {
  const rows = await database.db.selectFrom('ritual_occurrences').select('id').where('ritual_id', '=', id).execute();
  const occurrences = [];
  for (const row of rows) {
    const view = await rituals.occurrence(database.db, row.id);
    const slots = await rituals.slotsOf(database.db, row.id);
    if (view !== undefined) occurrences.push({ occurrence: view.occurrence, slots });
  }
  const ritual = await rituals.find(database.db, id);
  const prompts = told.filter(({ what }) => what === 'prompt').map(({ slotId, at }) => ({ slotId, at }));
  return { now: clock.now() - SECOND, zone: ritual?.config.zone ?? teamZone, occurrences, prompts };
}
