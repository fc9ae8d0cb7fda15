import type { RetroPhase, RunningPhase } from '../../src/retros/retro.ts';
import type { Office } from '../support/baton.ts';

/** The topics of the retro that was opened last: whoever fills in a form of its vote chooses among them. */
export const topicsOfLast: string[] = [];

/**
 * A retro of Ana and Mia, which Max looks after, in this phase, in which nobody has done anything but that both have written a card about
 * the same source. The one that runs is that if it is in that phase, or else called off. Answers its id.
 */
export async function openRetro(office: Office, phase: RunningPhase): Promise<string> {
  const { app, clock, database } = office;
  const { cards, retros, votes } = app.services;
  const running = await retros.running(database.db, 'T_ACME');
  if (running?.phase === phase && running.facilitatorId === 'U_MAX') return asItWas(office, running.id);
  if (running !== undefined)
    await database.transaction(async (tx) => {
      const over: RetroPhase = 'called-off';
      const ended = { ...running, phase: over, phaseDueAt: undefined, closedAt: clock.now() };
      await retros.change(tx, ended, 'called-off', {}, running.phase);
    });
  for (const id of ['U_ANA', 'U_MIA'])
    await cards.write(
      { id, workspaceId: 'T_ACME', teams: ['sales'], manages: [] },
      { column: 'fix', text: `Webinar leads are late, says ${id}`, datum: 'late:source:webinar' },
    );
  const begun = await database.transaction((tx) =>
    retros.startIn(tx, {
      workspaceId: 'T_ACME',
      channelId: 'C_OTHER',
      format: 'keep-fix-handoff',
      isAnonymous: false,
      facilitatorId: 'U_MAX',
      days: { collecting: 40, voting: 40, deciding: 40 },
      participants: [
        { personId: 'U_ANA', side: 'sales' },
        { personId: 'U_MIA', side: 'marketing' },
      ],
    }),
  );
  const { id } = begun.retro;
  for (;;) {
    const now = await retros.find(database.db, id);
    if (now === undefined || now.phase === phase || now.phase === 'closed') break;
    await database.transaction((tx) => retros.moveOn(tx, now, {}));
  }
  const view = await votes.topics.view(database.db, id);
  topicsOfLast.splice(0, topicsOfLast.length, ...(view?.topics ?? []).map((topic) => topic.id));
  return id;
}

/** The last one of these that is closed, and of which nobody has said yet whether it was worth their time. */
export async function closedRetro(office: Office): Promise<string> {
  const { app, database } = office;
  const last = await database.db
    .selectFrom('retros')
    .select('id')
    .where('phase', '=', 'closed')
    .orderBy('closed_at', 'desc')
    .executeTakeFirst();
  if (last !== undefined)
    return database.transaction(async (tx) => {
      for (const table of ['retro_worth', 'retro_worth_givers'] as const)
        await tx.deleteFrom(table).where('retro_id', '=', last.id).execute();
      return last.id;
    });
  const id = await openRetro(office, 'deciding');
  const retro = await app.services.retros.find(database.db, id);
  if (retro !== undefined) await database.transaction((tx) => app.services.retros.moveOn(tx, retro, {}));
  return id;
}

/** Takes back what people have done in this phase. Beginning anew each time would cost far more. */
function asItWas({ database }: Office, id: string): Promise<string> {
  return database.transaction(async (tx) => {
    for (const table of ['retro_ballots', 'retro_voters', 'retro_topic_moves', 'retro_topic_changes'] as const)
      await tx.deleteFrom(table).where('retro_id', '=', id).execute();
    await tx
      .updateTable('retro_topics')
      .set((set) => ({ group_id: set.ref('id') }))
      .where('retro_id', '=', id)
      .execute();
    const undone = { turns: 0, ended_by: null, ended_at: null };
    await tx.updateTable('retro_items').set(undone).where('retro_id', '=', id).execute();
    await tx.updateTable('retro_votes').set({ dots: 2, changes: 0 }).where('retro_id', '=', id).execute();
    await tx
      .deleteFrom('retro_people')
      .where('retro_id', '=', id)
      .where('person_id', 'not in', ['U_ANA', 'U_MIA'])
      .execute();
    await tx.updateTable('retros').set({ channel_id: 'C_OTHER' }).where('id', '=', id).execute();
    const nothing = { collected_at: null, voted_at: null, stepped_out_at: null, gesture: null };
    await tx.updateTable('retro_people').set(nothing).where('retro_id', '=', id).execute();
    return id;
  });
}
