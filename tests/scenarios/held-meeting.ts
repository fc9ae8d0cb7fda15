import { expect } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { dateAt, weekdayOf } from '../../src/core/local-time.ts';
import { NEW_MEETING } from '../../src/meetings/setup.ts';
import type { Office } from '../support/baton.ts';

/** What is pressed where there is no schedule, or where only the schedule matters. */
const OF_NOTHING = /^meeting\.(save|add-topic|new-topic)$|^\/baton/;
const OF_SCHEDULE = /^meeting\.(change|go-monthly|pause|resume|stop|really-stop)$/;

/** What a button or form of the meetings is about: a topic that Ana has put up in the meeting of tomorrow, or the schedule. */
export async function heldMeeting(office: Office, id: string): Promise<string> {
  const { app, clock, database } = office;
  const { meetings, people, rituals } = app.services;
  const max = await people.admit({ teamId: 'T_ACME', userId: 'U_MAX' });
  if (max.kind === 'refused') throw new Error(max.sentence);
  const held = await meetings.viewing.ahead('T_ACME');
  if (OF_NOTHING.test(id) || OF_SCHEDULE.test(id) || held.open === undefined) {
    for (const old of await rituals.list(database.db, 'T_ACME', 'meeting'))
      await meetings.setup.stop(max.actor, old.id);
    if (OF_NOTHING.test(id)) return '';
    // A schedule whose next meeting is not prepared yet, or one of tomorrow, which is.
    const ahead = OF_SCHEDULE.test(id) ? 5 * DAY : DAY;
    const day = weekdayOf(dateAt(clock.now() + ahead, max.actor.zone));
    const saved = await meetings.setup.save(max.actor, {
      ...NEW_MEETING,
      channelId: 'C_LEADS',
      day,
      isMonthly: id !== 'meeting.go-monthly',
    });
    if (saved.kind !== 'saved') throw new Error(JSON.stringify(saved));
    if (id === 'meeting.resume') await meetings.setup.pause(max.actor, saved.schedule.id);
    if (OF_SCHEDULE.test(id)) return saved.schedule.id;
  }
  await expect.poll(async () => (await meetings.viewing.ahead('T_ACME')).open).toBeDefined();
  const meetingId = (await meetings.viewing.ahead('T_ACME')).open?.meeting.id ?? '';
  if (id === 'meeting.agreed-definition') {
    const turns = (await meetings.viewing.view(meetingId))?.check?.agreedTurns ?? 0;
    return `${meetingId} ${turns}`;
  }
  if (/^meeting\.(say|said|agree)-definition$/.test(id)) return meetingId;
  if (/^meeting\.(end|set-goals|new-goals|minutes-here)$/.test(id)) return meetingId;
  const { topic } = await database.transaction((tx) =>
    meetings.addTopic(tx, {
      workspaceId: 'T_ACME',
      text: 'Webinars',
      by: 'U_ANA',
      origin: undefined,
      madeFrom: crypto.randomUUID(),
    }),
  );
  const place = { meetingId, topicId: topic.id };
  if (id === 'meeting.open-again') await meetings.resolve(max.actor, place);
  if (/^meeting\.(reword|remove)$/.test(id)) return topic.id;
  return `${meetingId} ${topic.id}${id === 'meeting.decide-it' ? ' 0' : ''}`;
}
