import { canonicalZone } from '../../core/zones.ts';
import type { PersonKind, SlackPerson } from '../person.ts';

/** A user as Slack's API and events describe one. */
interface SlackUser {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly email: string | undefined;
  readonly zone: string | undefined;
  readonly isDeleted: boolean;
  readonly isBot: boolean;
  readonly isAdmin: boolean;
  readonly isGuest: boolean;
  readonly isExternal: boolean;
}

/** What we keep of a Slack user; of their time only the zone, because its offset changes without an event (TIME-4). Whoever belongs to another team is external, whatever else they are. */
export function slackPerson(user: SlackUser, teamId: string): SlackPerson {
  return {
    id: user.id,
    name: user.name,
    emailKey: user.email?.trim().toLowerCase() || undefined,
    zone: canonicalZone(user.zone ?? ''),
    kind: kindOf(user, teamId),
    isAdmin: user.isAdmin,
    isDeactivated: user.isDeleted,
  };
}

function kindOf(user: SlackUser, teamId: string): PersonKind {
  if (user.isBot) return 'bot';
  if (user.isExternal || (user.teamId !== '' && user.teamId !== teamId)) return 'external';
  return user.isGuest ? 'guest' : 'member';
}
