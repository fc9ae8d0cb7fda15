import { type Instant, MINUTE, SECOND } from '../core/instants.ts';
import { durationText } from '../core/time-text.ts';
import type { Clock } from '../platform/clock.ts';
import { Permanent } from '../platform/errors.ts';
import { EMAIL, type Finding, fault, missingHistory, missingScopes, note, ok, QUIET } from './finding.ts';
import { addressFindings, appTokenFindings, type MachineDeps, machineFindings } from './machine-service.ts';

/** What the doctor may ask. Whatever throws is a finding too. */
export interface DoctorDeps extends MachineDeps {
  readonly clock: Clock;
  readonly identify: () => Promise<{ teamId: string; teamName: string; scopes: readonly string[] | undefined }>;
  /** The workspace that the database belongs to; undefined before the first start. */
  readonly workspace: () => Promise<{ readonly id: string; readonly name: string } | undefined>;
  /** Where leads go; undefined before the set-up. */
  readonly leadsChannel: (workspaceId: string) => Promise<string | undefined>;
  /** What else is posted to a channel: forms that have one of their own, standups. */
  readonly otherPosts: (workspaceId: string) => Promise<readonly Posts[]>;
  readonly channel: (id: string) => Promise<{ name: string; isArchived: boolean; isMember: boolean } | undefined>;
  readonly timeAtSlack: () => Promise<Instant | undefined>;
  /** Scopes without which something of Baton doesn't work at all. */
  readonly requiredScopes: readonly string[];
}

/** Something that posts to a channel. */
export interface Posts {
  readonly channelId: string;
  /** In the middle of a sentence, such as `leads of the form “Fair”`. */
  readonly what: string;
  /** The command with which another channel is chosen. */
  readonly command: string;
}

/** Webhooks and Slack's requests are refused from five minutes on; this is the time to notice. */
const CLOCK_MAY_BE_OFF = MINUTE;

/** Looks at everything that an installation needs, in the order in which one would mend it. */
export async function examine(deps: DoctorDeps): Promise<readonly Finding[]> {
  const all = await Promise.all([
    safely('Database', machineFindings(deps)),
    token(deps),
    safely('App token', appTokenFindings(deps)),
    safely('Channel', destinations(deps)),
    safely('Address', addressFindings(deps)),
    time(deps),
  ]);
  return all.flat();
}

async function safely(about: string, findings: Promise<Finding[]>): Promise<Finding[]> {
  const found = await asked(() => findings, about);
  return 'state' in found ? [found] : found.answer;
}

async function token(deps: DoctorDeps): Promise<Finding[]> {
  const identity = await asked(deps.identify, 'Token');
  if ('state' in identity) return [identity];
  const { teamId, teamName, scopes } = identity.answer;
  const owner = await deps.workspace();
  const belongs =
    owner === undefined || owner.id === teamId
      ? ok('Token', `works in the workspace “${teamName}”.`)
      : fault('Token', `is for “${teamName}”, but the database belongs to “${owner.name}”.`);
  if (scopes === undefined) return [belongs, note('Scopes', 'Slack did not say which were granted.')];
  const missing = missingScopes(scopes, deps.requiredScopes);
  const history = missingHistory(scopes);
  return [
    belongs,
    ...(missing.length > 0 ? [fault('Scopes', `reinstall the app with ${missing.join(', ')}.`)] : []),
    ...(history.length > 0
      ? [
          note(
            'Scopes',
            `messages arrive at least once, and channels can’t be watched: reinstall with ${history.join(', ')}.`,
          ),
        ]
      : []),
    ...(scopes.includes(EMAIL)
      ? []
      : [note('Scopes', `owners named by e-mail can’t be found: reinstall with ${EMAIL}.`)]),
    ...(scopes.includes(QUIET)
      ? []
      : [note('Scopes', `reminders can’t wait for the end of somebody’s quiet: reinstall with ${QUIET}.`)]),
    ...(missing.length + history.length === 0 && scopes.includes(EMAIL) && scopes.includes(QUIET)
      ? [ok('Scopes', 'all granted.')]
      : []),
  ];
}

async function destinations(deps: DoctorDeps): Promise<Finding[]> {
  const owner = await deps.workspace();
  const id = owner && (await deps.leadsChannel(owner.id));
  if (owner === undefined || id === undefined) return [fault('Set-up', 'not done yet: type /baton setup in Slack.')];
  // Pairs are told by direct messages: nothing of them stands in a channel.
  const others = (await deps.otherPosts(owner.id)).filter(({ channelId }) => channelId !== '');
  const all = [{ channelId: id, what: 'leads', command: '/baton setup' }, ...others];
  const channels = [...Map.groupBy(all, ({ channelId }) => channelId)].map(([channelId, posts]) =>
    channelFinding(deps, channelId, posts),
  );
  return [ok('Set-up', 'done.'), ...(await Promise.all(channels))];
}

/** One line for each channel, whatever is posted there. */
async function channelFinding(deps: DoctorDeps, channelId: string, posts: readonly Posts[]): Promise<Finding> {
  const found = await asked(() => deps.channel(channelId), 'Channel');
  if ('state' in found) return found;
  const channel = found.answer;
  const another = [...new Set(posts.map(({ command }) => command))].join(' and ');
  const what = listed(posts.map((post) => post.what));
  // Of the channel for leads it is known what goes there.
  const where = what === 'leads' ? '' : `, where ${what} go`;
  if (channel === undefined) {
    return fault(
      'Channel',
      `${channelId} can’t be seen${where}: invite Baton there, or choose another with ${another}.`,
    );
  }
  const name = `#${channel.name}`;
  if (channel.isArchived) return fault('Channel', `${name} is archived${where}: choose another with ${another}.`);
  if (!channel.isMember) return fault('Channel', `Baton is not in ${name}${where}: type /invite @Baton there.`);
  return ok('Channel', `${what} go to ${name}.`);
}

function listed(things: readonly string[]): string {
  return things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
}

async function time({ clock, timeAtSlack }: DoctorDeps): Promise<Finding[]> {
  const said = await asked(timeAtSlack, 'Clock');
  if ('state' in said) return [note('Clock', 'can’t be compared with Slack’s.')];
  if (said.answer === undefined) return [note('Clock', 'can’t be compared with Slack’s.')];
  const off = Math.abs(clock.now() - said.answer);
  // Slack says it in whole seconds.
  if (off < CLOCK_MAY_BE_OFF + SECOND) return [ok('Clock', 'as Slack’s.')];
  return [fault('Clock', `is ${durationText(off)} off Slack’s: set it, or signed requests are refused.`)];
}

async function asked<T>(ask: () => Promise<T>, about: string): Promise<{ readonly answer: T } | Finding> {
  try {
    return { answer: await ask() };
  } catch (error) {
    if (error instanceof Permanent) return fault(about, error.advice);
    return fault(about, error instanceof Error ? error.message : String(error));
  }
}
