import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import { again } from '../platform/slack/messages/again.ts';
import type { Messages } from '../platform/slack/messages/messages.ts';
import { AWAY_TOLD } from './absences/absences-service.ts';
import { awayNewsMessage, type Duties } from './absences/away-blocks.ts';
import { REFRESH } from './admission/upkeep-service.ts';
import { welcomeMessage } from './blocks.ts';
import type { People } from './service.ts';
import { WELCOME, welcomeKey } from './teams/welcoming-service.ts';

/** The work of knowing people, and of telling them what others have said about them. */
export function peopleJobs(people: People, messages: Messages, duties?: Duties): readonly JobKind[] {
  return [
    defineJob({
      kind: REFRESH,
      payload: z.strictObject({}),
      async handle() {
        await people.refreshAll();
        await people.forgetDrafts();
        await people.tellEndingLists();
      },
    }),
    defineJob({
      kind: WELCOME,
      payload: z.strictObject({ personId: z.string() }),
      async handle({ payload: { personId }, settle }) {
        const person = await people.person(personId);
        if (person === undefined) return undefined;
        const key = welcomeKey(personId);
        if (person.isDeactivated) {
          const settled = await messages.settle(key);
          if (settled.kind === 'later') return later(settled.at);
          // Whoever comes back later must not wait for a welcome that never comes.
          return people.markWelcomed(personId, settle);
        }
        const rest = await people.restsUntil(person);
        if (rest !== undefined) return later(rest);
        const enough = await people.mayTell(personId, key);
        if (enough !== undefined) return later(enough);
        const content = welcomeMessage({
          addedBy: await people.addedBy(personId),
          memberships: await people.membershipsOf(personId),
          person,
        });
        const shown = await messages.show({ key, to: { person: personId }, content });
        if (shown.kind === 'later') return later(shown.at);
        await people.markWelcomed(personId, settle);
        return undefined;
      },
    }),
    defineJob({
      kind: AWAY_TOLD,
      payload: z.strictObject({ absenceId: z.string(), by: z.string(), isEnded: z.boolean() }),
      async handle({ payload: { absenceId, by, isEnded } }) {
        const key = `away:${absenceId}:${isEnded ? 'ended' : 'set'}`;
        const news = await people.absenceNews(absenceId, by, isEnded);
        if (news === undefined) {
          const settled = await messages.settle(key);
          return again(settled);
        }
        const rest = people.hoursBegin(news.person);
        if (rest !== undefined) return later(rest);
        const enough = await people.mayTell(news.person.id, key);
        if (enough !== undefined) return later(enough);
        const shown = await messages.show({
          key,
          to: { person: news.person.id },
          content: awayNewsMessage(news, isEnded ? [] : await duties?.remind(absenceId)),
        });
        return again(shown);
      },
    }),
  ];
}
