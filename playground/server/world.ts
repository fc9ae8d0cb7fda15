import type { Clock } from '../../src/platform/clock.ts';
import { realNow } from '../steered-clock.ts';
import { type Changes, createChanges } from './changes.ts';
import type { Company, CompanyTeam, CompanyUserGroup } from './company.ts';
import { describeWorld } from './description.ts';
import type { Json } from './json.ts';
import type { Manifest } from './manifest.ts';
import type { Channel, Message, Notification, Person, View } from './model.ts';
import { createPatience, type Patience } from './patience.ts';
import { createRecords, type Records } from './records.ts';
import { createTimers, type Timers } from './timers.ts';

/** How the app is known to Slack. */
export interface AppIdentity {
  readonly appId: string;
  readonly botId: string;
  /** The bot's user id. */
  readonly userId: string;
}

export interface Tokens {
  readonly bot: string;
  readonly app: string;
  readonly signingSecret: string;
}

/** All that this Slack knows: one team with one app installed. The other files hold what can happen to it. */
export interface World {
  readonly clock: Clock;
  readonly manifest: Manifest;
  readonly team: CompanyTeam;
  readonly app: AppIdentity;
  tokens: Tokens;
  /** How long a trigger id can be used, in real milliseconds. */
  readonly triggerLifeMs: number;
  /** What the admin has granted. */
  readonly scopes: ReadonlySet<string>;
  readonly people: Map<string, Person>;
  readonly channels: Map<string, Channel>;
  readonly userGroups: readonly CompanyUserGroup[];
  /** What people have chosen in forms. */
  readonly files: Map<string, UploadedFile>;
  /** Open modals, the top one last, by person. */
  readonly modals: Map<string, View[]>;
  readonly homes: Map<string, View>;
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  /** Addresses for sockets that have been given out and not been used. */
  readonly tickets: Set<string>;
  readonly notifications: Notification[];
  readonly records: Records;
  readonly changes: Changes;
  readonly timers: Timers;
  readonly patience: Patience;
  /** An error code instead of an answer to every call with the bot's token, once it has been taken away. */
  tokenState: 'valid' | 'token_revoked' | 'account_inactive';
  /** The address of this Slack, without a slash at the end. */
  origin: string;
  /** Hands an event to whatever delivers it; nobody does before the start. */
  sendEvent: (event: Json) => void;
  /** A new id that begins with `prefix`. */
  nextId(prefix: string): string;
  reject(what: string, code: string, details?: Json): void;
}

/** A file that somebody has given to the app. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  readonly content: Buffer;
}

/** A ticket to open one modal, within three seconds. */
interface Trigger {
  readonly person: string;
  /** The modal in which the person acted, if it was in one. */
  readonly viewId: string | undefined;
  isOver: boolean;
  isUsed: boolean;
}

/** An address at which the app may answer one interaction. */
export interface ResponseUrl {
  readonly person: string;
  readonly channel: string;
  /** The message that was acted on, if any. */
  readonly message: Message | undefined;
  readonly issuedAt: number;
  uses: number;
}

export interface WorldOptions {
  readonly clock: Clock;
  readonly manifest: Manifest;
  readonly company: Company;
  readonly declined: readonly string[];
  readonly triggerLifeMs: number;
}

export function createWorld({ clock, manifest, company, declined, triggerLifeMs }: WorldOptions): World {
  const timers = createTimers();
  const records = createRecords();
  const now = clock.now();
  let counter = 0;

  const world: World = {
    clock,
    manifest,
    triggerLifeMs,
    team: company.team,
    app: { appId: 'ALOCALAPP', botId: 'BLOCALBOT', userId: 'ULOCALBOT' },
    tokens: {
      bot: `xoxb-local-${company.team.id}`,
      app: `xapp-1-local-${company.team.id}`,
      signingSecret: 'the-signing-secret-of-the-local-slack',
    },
    scopes: new Set([...manifest.botScopes, ...manifest.optionalScopes.filter((scope) => !declined.includes(scope))]),
    people: new Map(),
    channels: new Map(),
    userGroups: company.userGroups ?? [],
    files: new Map(),
    modals: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    tickets: new Set(),
    notifications: [],
    records,
    changes: createChanges(timers, () => describeWorld(world)),
    timers,
    patience: createPatience(timers),
    tokenState: 'valid',
    origin: '',
    sendEvent() {},
    nextId(prefix) {
      counter += 1;
      return `${prefix}${String(counter).padStart(8, '0')}`;
    },
    reject(what, code, details = {}) {
      records.rejections.push({ what, code, details, at: realNow() });
    },
  };

  for (const person of company.people) {
    world.people.set(person.id, { ...person, teamId: person.teamId ?? company.team.id, updatedAt: now });
  }
  world.people.set(world.app.userId, {
    id: world.app.userId,
    name: manifest.name.toLowerCase(),
    realName: manifest.name,
    teamId: company.team.id,
    tz: 'America/Los_Angeles',
    isBot: true,
    updatedAt: now,
  });
  for (const channel of company.channels) {
    const members = new Set(channel.members);
    if (channel.hasBot ?? true) members.add(world.app.userId);
    world.channels.set(channel.id, {
      id: channel.id,
      name: channel.name,
      kind: channel.isPrivate ? 'private' : 'public',
      isArchived: channel.isArchived ?? false,
      isShared: channel.isShared ?? false,
      members,
      createdAt: now,
      messages: [],
      lastTs: 0,
    });
  }
  return world;
}
