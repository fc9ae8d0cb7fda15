import type { PlayedScene } from './kill-scene.ts';
import { posted } from './played.ts';

/** Each person is asked once for a date, and what they posted stands once (I4); an ask has one owner (I2). */
export async function ritualViolations(scene: PlayedScene): Promise<string[]> {
  const { db } = scene.database;
  const found: string[] = [];
  const slots = await db.selectFrom('ritual_slots').selectAll().execute();
  const messages = await db.selectFrom('messages').selectAll().execute();
  const inSlack = posted(scene);
  for (const { id, occurrence_id, person_id, local_on, state, prompted_at } of slots) {
    // Who is paired is asked by the message of their pair.
    const names = [`slot.prompt:${id}`, `pairing.turn:${occurrence_id}:${person_id}`];
    const prompts = messages.filter(({ key }) => names.includes(key));
    const shown = prompts.filter(({ ts, channel }) => inSlack.some((one) => one.ts === ts && one.channel === channel));
    // Somebody may answer or skip what was posted before it could be recorded; then nobody is asked any more.
    const hasSpoken = state === 'answered' || state === 'skipped';
    const isRight = shown.length === 1 ? prompted_at !== null || hasSpoken : prompted_at === null;
    if (shown.length > 1 || !isRight) {
      found.push(`I4: ${person_id} was asked for ${local_on} ${shown.length} times and is ${state}`);
    }
  }
  const events = await db.selectFrom('ask_events').selectAll().orderBy('ask_id').orderBy('seq').execute();
  for (const [ask, its] of Map.groupBy(events, ({ ask_id }) => ask_id)) {
    for (const kind of ['asked', 'taken', 'answered']) {
      const times = its.filter((event) => event.kind === kind).length;
      if (times > 1) found.push(`I2: ask ${ask} was ${kind} ${times} times`);
    }
  }
  return found;
}
