import type { CompanyPerson } from './company.ts';
import { postEvent } from './events.ts';
import type { Channel, Person } from './model.ts';
import { personObject } from './person-object.ts';
import type { World } from './world.ts';

/** What an admin of the workspace, or life, does to it. The app hears of it if it has subscribed. */
export interface Admin {
  archiveChannel(id: string): void;
  unarchiveChannel(id: string): void;
  renameChannel(id: string, name: string): void;
  /** Its members stay. */
  makePrivate(id: string): void;
  deleteChannel(id: string): void;
  kickBot(channel: string): void;
  inviteBot(channel: string): void;
  addToChannel(channel: string, person: string): void;
  removeFromChannel(channel: string, person: string): void;
  deactivate(person: string): void;
  changeProfile(person: string, profile: Partial<Omit<CompanyPerson, 'id' | 'teamId'>>): void;
  join(person: CompanyPerson): void;
  /** Takes the bot's token away: all its calls fail with `token_revoked`. */
  revokeToken(): void;
  /** Takes the app off the workspace: all its calls fail with `account_inactive`. */
  uninstall(): void;
  /** Gives the token back. */
  reinstall(): void;
  /** Gives another token; the old one is nobody's any more. */
  reissueToken(): void;
}

export function createAdmin(world: World): Admin {
  const channel = (id: string): Channel => world.channels.get(id) ?? missing(id);
  const person = (id: string): Person => world.people.get(id) ?? missing(id);
  /** Channel events have a second name for private channels. */
  const channelEvent = (one: Channel, what: string, fields: object = {}) => {
    const type = `${one.kind === 'private' ? 'group' : 'channel'}_${what}`;
    if (one.members.has(world.app.userId)) postEvent(world, type, { channel: one.id, user: 'USLACKADMIN', ...fields });
  };
  const changePerson = (id: string, profile: Partial<Person>, event: string) => {
    const changed = { ...person(id), ...profile, updatedAt: world.clock.now() };
    world.people.set(id, changed);
    postEvent(world, event, { user: personObject(world, changed), cache_ts: Math.floor(world.clock.now() / 1_000) });
    world.changes.changed();
  };
  const addMember = (id: string, who: string) => {
    const one = channel(id);
    one.members.add(who);
    if (one.members.has(world.app.userId)) {
      const kind = { channel_type: one.kind === 'private' ? 'G' : 'C', team: world.team.id };
      postEvent(world, 'member_joined_channel', { user: who, channel: id, ...kind });
    }
    world.changes.changed();
  };
  const removeMember = (id: string, who: string) => {
    const one = channel(id);
    if (who === world.app.userId) channelEvent(one, 'left');
    else postEvent(world, 'member_left_channel', { user: who, channel: id, team: world.team.id });
    one.members.delete(who);
    world.changes.changed();
  };
  const setArchived = (id: string, isArchived: boolean) => {
    const one = channel(id);
    one.isArchived = isArchived;
    channelEvent(one, isArchived ? 'archive' : 'unarchive');
    world.changes.changed();
  };

  return {
    archiveChannel: (id) => setArchived(id, true),
    unarchiveChannel: (id) => setArchived(id, false),
    renameChannel(id, name) {
      const one = channel(id);
      one.name = name;
      channelEvent(one, 'rename', { channel: { id, name, created: Math.floor(one.createdAt / 1_000) } });
      world.changes.changed();
    },
    makePrivate(id) {
      channel(id).kind = 'private';
      world.changes.changed();
    },
    deleteChannel(id) {
      channelEvent(channel(id), 'deleted');
      world.channels.delete(id);
      world.changes.changed();
    },
    kickBot: (id) => removeMember(id, world.app.userId),
    inviteBot: (id) => addMember(id, world.app.userId),
    addToChannel: addMember,
    removeFromChannel: removeMember,
    deactivate: (id) => changePerson(id, { isDeactivated: true }, 'user_change'),
    changeProfile: (id, profile) => changePerson(id, profile, 'user_change'),
    join(newcomer) {
      world.people.set(newcomer.id, { ...newcomer, teamId: newcomer.teamId ?? world.team.id, updatedAt: 0 });
      changePerson(newcomer.id, {}, 'team_join');
    },
    revokeToken() {
      postEvent(world, 'tokens_revoked', { tokens: { oauth: [], bot: [world.app.userId] } });
      world.tokenState = 'token_revoked';
      world.changes.changed();
    },
    uninstall() {
      postEvent(world, 'tokens_revoked', { tokens: { oauth: [], bot: [world.app.userId] } });
      postEvent(world, 'app_uninstalled', {});
      world.tokenState = 'account_inactive';
      world.changes.changed();
    },
    reinstall() {
      world.tokenState = 'valid';
      world.changes.changed();
    },
    reissueToken() {
      world.tokens = { ...world.tokens, bot: world.nextId(`${world.tokens.bot}-`) };
      world.tokenState = 'valid';
      world.changes.changed();
    },
  };
}

function missing(id: string): never {
  throw new Error(`This Slack has no ${id}.`);
}
