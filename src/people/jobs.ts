import { z } from 'zod';
import { defineJob, type JobKind, later } from '../platform/jobs/job.ts';
import type { Messages } from '../platform/slack/messages.ts';
import { welcomeMessage } from './blocks.ts';
import { type People, REFRESH, WELCOME } from './service.ts';

/** The work of knowing people, and of telling them that they have been added. */
export function peopleJobs(people: People, messages: Messages): readonly JobKind[] {
  return [
    defineJob({
      kind: REFRESH,
      payload: z.strictObject({}),
      handle: () => people.refreshAll(),
    }),
    defineJob({
      kind: WELCOME,
      payload: z.strictObject({ personId: z.string() }),
      async handle({ payload: { personId }, settle }) {
        const person = await people.person(personId);
        if (person === undefined) return undefined;
        // Whoever comes back later must not wait for a welcome that never comes.
        if (person.isDeactivated) return people.markWelcomed(personId, settle);
        const rest = await people.restsUntil(person);
        if (rest !== undefined) return later(rest);
        const content = welcomeMessage({
          addedBy: await people.addedBy(personId),
          memberships: await people.membershipsOf(personId),
          person,
        });
        const shown = await messages.show({ key: `welcome:${personId}`, to: { person: personId }, content });
        if (shown.kind === 'later') return later(shown.at);
        await people.markWelcomed(personId, settle);
        return undefined;
      },
    }),
  ];
}
