import { describe, expect, it } from 'vitest';
import type { ChannelChange } from '../../src/core/person-days.ts';
import { createPeople } from '../../src/people/index.ts';
import { peopleListeners } from '../../src/people/slack.ts';
import { systemIds } from '../../src/platform/ids.ts';
import { connect } from '../platform/slack/workspace.ts';
import { backends } from '../support/backends.ts';
import { features, WORKSPACE } from '../support/features.ts';

describe.each(backends)('PPL-2: who is in a channel, on $name', (backend) => {
  it('is read from Slack, and each of them is known then', async () => {
    const it = features(await backend.open());
    const { baton } = await connect({ isIdle: true });
    const workspaceId = 'T_ACME';
    await it.workspaces.install({ id: workspaceId, name: 'Acme', botUserId: 'UBATON' });
    const { database, clock, jobs } = it;
    const { client, messages } = baton;
    const people = createPeople({ database, clock, ids: systemIds, jobs, client, messages, workspaceId });
    const members = await people.channelMembers('C_LEADS');
    expect(members).toContain('U_ANA');
    const days = await people.service.daysOf(database.db, members, { fromOn: '2026-03-01', untilOn: '2026-03-31' });
    expect(days.map(({ personId }) => personId)).toEqual(members);
  });

  it('subscribers hear of who comes and goes', async () => {
    const it = features(await backend.open());
    const told: ChannelChange[] = [];
    it.people.subscribeChannels(async (change) => void told.push(change));
    const { events } = peopleListeners(it.people, it.clock);
    const context = { teamId: WORKSPACE, eventId: 'E1', now: it.clock.now() };
    await events?.member_joined_channel?.({ user: 'UANN', channel: 'C1' }, context);
    await events?.member_left_channel?.({ user: 'UANN', channel: 'C1' }, context);
    await events?.member_left_channel?.({ user: 'UANN' }, context);
    expect(told).toEqual([
      { channelId: 'C1', personId: 'UANN', what: 'joined' },
      { channelId: 'C1', personId: 'UANN', what: 'left' },
    ]);
  });
});
