import { describe, expect, it } from 'vitest';
import { type DoctorDeps, examine } from '../../src/status/doctor-service.ts';
import { steeredClock } from '../support/steered-clock.ts';

const NOW = 1_800_000_000_000;
const there = { isArchived: false, isMember: true };

const CHANNELS: Readonly<Record<string, { name: string; isArchived: boolean; isMember: boolean }>> = {
  C_LEADS: { name: 'leads', ...there },
  C_FAIR: { name: 'fair', ...there, isMember: false },
  C_OLD: { name: 'old', ...there, isArchived: true },
};

/** An installation in which all is well, and posts go to the given channels. */
const installation = (posts: Awaited<ReturnType<DoctorDeps['otherPosts']>>): DoctorDeps => ({
  clock: steeredClock(NOW),
  damage: async () => undefined,
  disk: undefined,
  journal: undefined,
  work: async () => ({ parked: 0, nextDueAt: undefined }),
  workedUntil: async () => NOW,
  appTokenFault: undefined,
  publicUrl: undefined,
  answersAt: async () => true,
  identify: async () => ({ teamId: 'T', teamName: 'Acme', scopes: [] }),
  workspace: async () => ({ id: 'T', name: 'Acme' }),
  leadsChannel: async () => 'C_LEADS',
  otherPosts: async () => posts,
  channel: async (id) => CHANNELS[id],
  timeAtSlack: async () => NOW,
  requiredScopes: [],
});

async function saidOfScopes(scopes: readonly string[] | undefined): Promise<string[]> {
  const identify = async () => ({ teamId: 'T', teamName: 'Acme', scopes });
  const findings = await examine({ ...installation([]), identify, requiredScopes: ['chat:write', 'users:read'] });
  return findings.filter(({ about }) => about === 'Scopes').map(({ state, sentence }) => `${state} ${sentence}`);
}

async function saidOfChannels(posts: Awaited<ReturnType<DoctorDeps['otherPosts']>>): Promise<string[]> {
  const findings = await examine(installation(posts));
  return findings.filter(({ about }) => about === 'Channel').map(({ state, sentence }) => `${state} ${sentence}`);
}

const form = (name: string, channelId: string) => ({ channelId, what: `leads of “${name}”`, command: '/baton hooks' });
const standup = (name: string, channelId: string) => ({
  channelId,
  what: `the posts of “${name}”`,
  command: '/standup setup',
});

describe('the doctor', () => {
  it('names the scopes that are missing, and takes those for a fault without which nothing works', async () => {
    const more = ['channels:history', 'groups:history', 'im:history', 'users:read.email', 'dnd:read'];
    expect(await saidOfScopes(['chat:write', 'users:read', ...more])).toEqual(['ok all granted.']);
    expect(await saidOfScopes(['users:read', ...more])).toEqual(['fault reinstall the app with chat:write.']);
    expect(await saidOfScopes(['chat:write', 'users:read', ...more.slice(1)])).toEqual([
      'note messages arrive at least once, and channels can’t be watched: reinstall with channels:history.',
    ]);
    expect(await saidOfScopes(undefined)).toEqual(['note Slack did not say which were granted.']);
  });

  it('looks at every channel once, whatever is posted there', async () => {
    expect(await saidOfChannels([])).toEqual(['ok leads go to #leads.']);
    expect(await saidOfChannels([standup('Monday', 'C_LEADS'), standup('Daily', 'C_LEADS')])).toEqual([
      'ok leads, the posts of “Monday” and the posts of “Daily” go to #leads.',
    ]);
  });

  it('looks for no channel of what stands in none, such as pairs', async () => {
    expect(await saidOfChannels([standup('Pairing', '')])).toEqual(['ok leads go to #leads.']);
  });

  it('says for each channel that fails what to do, and for whom another is to be chosen', async () => {
    expect(
      await saidOfChannels([
        form('Fair', 'C_FAIR'),
        form('Website', 'C_OLD'),
        standup('Daily', 'C_OLD'),
        standup('Weekly', 'C_GONE'),
      ]),
    ).toEqual([
      'ok leads go to #leads.',
      'fault Baton is not in #fair, where leads of “Fair” go: type /invite @Baton there.',
      'fault #old is archived, where leads of “Website” and the posts of “Daily” go: choose another with /baton hooks and /standup setup.',
      'fault C_GONE can’t be seen, where the posts of “Weekly” go: invite Baton there, or choose another with /standup setup.',
    ]);
  });
});
