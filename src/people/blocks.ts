import { actions, context, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { checkboxesInput, textInput } from '../blockkit/inputs.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { type ModalView, modal } from '../blockkit/modal.ts';
import { code, lines, type Mrkdwn, md, mention } from '../blockkit/mrkdwn.ts';
import { formatWeeklyHours } from '../core/weekly-hours.ts';
import type { Membership, Person, Team } from './person.ts';

export const MY_HOURS = 'people.hours';
export const QUIET = 'people.quiet';
export const ME = 'people.me';

/** Ids of the fields in the modals. */
export const FIELDS = { zone: 'zone', hours: 'hours', quiet: 'quiet' } as const;

/** The first message that an added person gets: who, what, when, and how to have less of it. */
export function welcomeMessage({
  addedBy,
  memberships,
  person,
}: {
  addedBy: string | undefined;
  memberships: readonly Membership[];
  person: Person;
}): MessageContent {
  const who = addedBy === undefined ? md`You were added to Baton` : md`${mention(addedBy)} added you to Baton`;
  return message('You are on board with Baton', [
    section(lines(md`👋 ${who}.`, ...memberships.flatMap(whatComes))),
    context(
      md`When: only in your hours, ${formatWeeklyHours(person.hours)} ${zoneText(person)}. Change them whenever you like: ${code('/baton me')}.`,
    ),
    actions(button('My hours', MY_HOURS), button('Quiet', QUIET)),
  ]);
}

/** TIME-4: a zone that nobody has said is shown as what it is. */
const zoneText = ({ zone, isZoneKnown }: Person): string =>
  isZoneKnown ? zone : `${zone} (the office’s zone; Slack doesn’t know yours)`;

function whatComes({ team, isMember, isManager }: Membership): Mrkdwn[] {
  return [...(isMember ? [AS_MEMBER[team]] : []), ...(isManager ? [AS_MANAGER[team]] : [])];
}

const AS_MEMBER: Readonly<Record<Team, Mrkdwn>> = {
  sales: md`New leads mention you in the channel; who presses *Claim* first has it, and gets the contact here.`,
  marketing: md`You see what becomes of your leads: each card tells who has it and when they were contacted.`,
};

const AS_MANAGER: Readonly<Record<Team, Mrkdwn>> = {
  sales: md`You manage sales here: you hear of late leads, at most once an hour, and can assign any lead.`,
  marketing: md`You manage marketing here.`,
};

/** One's own zone, hours and quiet. */
export function meModal(person: Person): ModalView {
  return modal({
    callbackId: ME,
    title: 'My hours',
    blocks: [
      textInput(FIELDS.hours, 'When may Baton ring you?', {
        initial: formatWeeklyHours(person.hours),
        hint: 'For example: Mon-Fri 9-17, or Mon-Thu 8:30-12, 13-17; Fri 9-13',
        maxLength: 200,
      }),
      textInput(FIELDS.zone, 'Time zone', {
        initial: person.ownZone,
        optional: true,
        placeholder: person.zone,
        hint: person.isZoneKnown
          ? 'A name such as Europe/Berlin. Left empty, it follows your Slack profile.'
          : 'A name such as Europe/Berlin. Slack doesn’t know yours: left empty, it is the office’s.',
        maxLength: 60,
      }),
      checkboxesInput(
        FIELDS.quiet,
        'Quiet',
        [
          {
            value: 'quiet',
            text: 'Don’t mention me on new leads',
            description: 'Messages about your own leads still come.',
          },
        ],
        { optional: true, initial: person.isQuiet ? ['quiet'] : [] },
      ),
    ],
  });
}

export const quietMessage = (isQuiet: boolean): MessageContent =>
  message(
    isQuiet
      ? md`Quiet is on: new leads don't mention you. ${code('/baton me')} turns it off.`
      : md`Quiet is off: new leads mention you in your hours.`,
  );
