import { type FeaturesDeps, type Ground, givenOf, type Later, officeOf, tellingAdmins } from './feature-parts.ts';
import { inTouch } from './leads/index.ts';
import { createNotices } from './notices/index.ts';
import { createPeople } from './people/index.ts';
import { createSla } from './sla/index.ts';

/** What everything stands on: who is who, what was promised, and what may interrupt somebody. */
export function createGround(deps: FeaturesDeps, later: Later): Ground {
  const given = givenOf(deps);

  const sla = createSla({
    ...given,
    // Promises are followed by leads and people, and ask of them what some promises need.
    factsOf: (read, leadId) => later().leads.service.factsOf(read, leadId),
    calendarOf: (read, workspace, person) => later().people.service.calendarOf(read, workspace, { person }),
    inTouch,
  });
  const people = createPeople({
    ...given,
    office: officeOf(sla),
    // Admins are told by notices, which ask people whom they may reach.
    tellAdmins: (tx, news) => tellingAdmins(given, { people, notices: later().notices })(tx, news),
    // Leads ask people who is there, and people ask leads what falls due while somebody isn't.
    duties: {
      ask: (...asked) => later().leads.duties.ask(...asked),
      remind: (absenceId) => later().leads.duties.remind(absenceId),
    },
    peaceFrom: async (tx, message) =>
      (await later().notices.service.reserve(tx, message))
        ? undefined
        : later().notices.service.nextRation(tx, message.personId),
  });
  const notices = createNotices({
    ...given,
    display: given.messages,
    reachability: people.service,
    timing: deps.config.timing.notices,
  });

  return { people, sla, notices };
}
