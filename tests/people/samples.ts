import { nineToFive } from '../../src/people/hours/working-days.ts';
import type { Person, SlackPerson } from '../../src/people/person.ts';

const MONDAY_TO_FRIDAY = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** A full member in Berlin who works nine to five, with what a test wants otherwise. */
export const person = (differing: Partial<Person> = {}): Person => ({
  id: 'UANN',
  workspaceId: 'T1',
  name: 'Ann',
  kind: 'member',
  isDeactivated: false,
  isSlackAdmin: false,
  isBatonAdmin: false,
  isQuiet: false,
  zone: 'Europe/Berlin',
  isZoneKnown: true,
  ownZone: undefined,
  workingDays: MONDAY_TO_FRIDAY,
  hours: nineToFive(MONDAY_TO_FRIDAY),
  ownHours: undefined,
  welcomedAt: undefined,
  ...differing,
});

/** The same person as Slack describes them. */
export const slackPerson = (differing: Partial<SlackPerson> = {}): SlackPerson => ({
  id: 'UANN',
  name: 'Ann',
  emailKey: undefined,
  zone: 'Europe/Berlin',
  kind: 'member',
  isAdmin: false,
  isDeactivated: false,
  ...differing,
});
