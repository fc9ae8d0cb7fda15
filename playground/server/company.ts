/** The workspace in which the app is installed, before anything happens there. */
export interface Company {
  readonly team: CompanyTeam;
  readonly people: readonly CompanyPerson[];
  readonly channels: readonly CompanyChannel[];
  readonly userGroups?: readonly CompanyUserGroup[];
}

export interface CompanyTeam {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface CompanyPerson {
  readonly id: string;
  /** The short name, as in `@ana`. */
  readonly name: string;
  readonly realName?: string;
  readonly email?: string;
  /** IANA zone. Left out: UTC; people of another company show none. */
  readonly tz?: string;
  /** Another company's team, for people who come through Slack Connect. */
  readonly teamId?: string;
  readonly isAdmin?: boolean;
  /** A multi-channel guest. */
  readonly isRestricted?: boolean;
  /** A single-channel guest. */
  readonly isUltraRestricted?: boolean;
  readonly isBot?: boolean;
  readonly isDeactivated?: boolean;
  /** When they have paused their notifications. Instants. */
  readonly quiet?: { readonly from: number; readonly until: number };
}

interface CompanyChannel {
  readonly id: string;
  /** Without `#`. */
  readonly name: string;
  readonly isPrivate?: boolean;
  readonly isArchived?: boolean;
  /** Shared with another company. */
  readonly isShared?: boolean;
  readonly members: readonly string[];
  /** Whether the bot is a member (default: yes). */
  readonly hasBot?: boolean;
}

export interface CompanyUserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly members: readonly string[];
}
