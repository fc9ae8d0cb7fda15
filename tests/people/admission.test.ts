import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { WorkspaceRefused } from '../../src/people/workspace/workspaces-service.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, features, staffed, WORKSPACE } from '../support/features.ts';
import { slackPerson } from './samples.ts';

const knock = { teamId: WORKSPACE, userId: 'UANN' };
const TEAM = { id: WORKSPACE, name: 'Acme', botUserId: 'UBATON' };

describe.each(backends)('installing on $name', (backend) => {
  it('gives a one-time code that makes an admin, once, however it is typed', async () => {
    const it = features(await backend.open());
    const { setupCode = '' } = await it.workspaces.install(TEAM);
    await it.people.refresh(slackPerson());
    const ann = await actor(it, 'UANN');
    expect(await it.people.redeem(ann, 'WRONG-CODE')).toBe(false);
    expect(await it.people.redeem(ann, ` ${setupCode.toLowerCase().replaceAll('-', ' ')} `)).toBe(true);
    expect(await it.people.redeem(ann, setupCode)).toBe(false);
    expect((await actor(it, 'UANN')).isAdmin).toBe(true);
  });

  it('gives the code to one of two who redeem it at once', async () => {
    const it = features(await backend.open());
    const { setupCode = '' } = await it.workspaces.install(TEAM);
    for (const id of ['UANN', 'UBEN']) await it.people.refresh(slackPerson({ id }));
    const actors = [await actor(it, 'UANN'), await actor(it, 'UBEN')];
    const redeemed = await Promise.all(actors.map((who) => it.people.redeem(who, setupCode)));
    expect(redeemed.filter(Boolean)).toHaveLength(1);
  });

  it('keeps no code that could be read', async () => {
    const it = features(await backend.open());
    const { setupCode = '' } = await it.workspaces.install(TEAM);
    expect(setupCode).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/);
    expect(JSON.stringify(await it.database.db.selectFrom('workspaces').selectAll().execute())).not.toContain(
      setupCode,
    );
  });

  it('makes a new code with each start until Baton is set up, and none after that', async () => {
    const it = features(await backend.open());
    const first = await it.workspaces.install(TEAM);
    const second = await it.workspaces.install(TEAM);
    await it.people.refresh(slackPerson());
    expect(await it.people.redeem(await actor(it, 'UANN'), first.setupCode ?? '')).toBe(false);
    expect(await it.people.redeem(await actor(it, 'UANN'), second.setupCode ?? '')).toBe(true);
    await it.database.transaction((tx) => it.people.markSetUp(tx, WORKSPACE));
    expect(await it.workspaces.install(TEAM)).toEqual({ setupCode: undefined });
  });

  it('remembers the address of the workspace, as Slack said it last', async () => {
    const it = features(await backend.open());
    const url = async () => (await it.workspaces.remembered())?.url;
    await it.workspaces.install({ ...TEAM, url: 'https://acme.slack.com/' });
    expect(await url()).toBe('https://acme.slack.com/');
    await it.workspaces.install({ ...TEAM, url: 'https://acme-corp.slack.com/' });
    // Slack was away.
    await it.workspaces.install(TEAM);
    expect(await url()).toBe('https://acme-corp.slack.com/');
  });

  it('refuses the token of another workspace', async () => {
    const it = features(await backend.open());
    await it.workspaces.install(TEAM);
    const foreign = it.workspaces.install({ ...TEAM, id: 'T2', name: 'Other' });
    await expect(foreign).rejects.toThrow(WorkspaceRefused);
    await expect(foreign).rejects.toThrow(/“Acme”.*“Other”/);
    expect(await it.workspaces.current()).toMatchObject({ id: WORKSPACE });
  });
});

describe.each(backends)('admitting on $name', (backend) => {
  const installed = async (): Promise<Features> => {
    const it = features(await backend.open());
    await it.workspaces.install(TEAM);
    return it;
  };

  it('asks Slack about a stranger, and lets a member in', async () => {
    const it = await installed();
    it.directory.set('UANN', slackPerson({ isAdmin: true }));
    expect(await it.people.admit(knock)).toMatchObject({
      kind: 'admitted',
      actor: { id: 'UANN', zone: 'Europe/Berlin', teams: [], manages: [], isAdmin: true },
    });
  });

  it.each([
    ['a guest', { kind: 'guest' }, 'Guests can read along'],
    ['somebody of another workspace in a shared channel', { kind: 'external' }, 'Only people of the workspace'],
    ['an app', { kind: 'bot' }, 'Apps can’t'],
    ['somebody who was deactivated', { isDeactivated: true }, 'deactivated'],
  ] as const)('refuses %s in a sentence', async (_who, differing, words) => {
    const it = await installed();
    it.directory.set('UANN', slackPerson(differing));
    const refused = { kind: 'refused', sentence: expect.stringContaining(words) };
    expect(await it.people.admit(knock)).toEqual(refused);
    expect(await it.people.unfit(['UANN'])).toContain('Ann can’t be in a team'.replace('’', "'"));
  });

  it('PPL-6: lets a guest in where guests may be invited, without any rights; nobody else', async () => {
    const it = await installed();
    const invited = { ...knock, isForGuests: true };
    it.directory.set('UANN', slackPerson({ isAdmin: true }));
    const member = await it.people.admit(knock);
    if (member.kind === 'refused') throw new Error(member.sentence);
    await it.database.transaction((tx) =>
      it.people.setTeam(tx, member.actor, { team: 'sales', members: ['UANN'], managers: ['UANN'] }),
    );
    await it.people.refresh(slackPerson({ kind: 'guest', isAdmin: true }));
    expect(await it.people.admit(invited)).toMatchObject({
      kind: 'admitted',
      actor: { id: 'UANN', teams: [], manages: [], isAdmin: false },
    });
    expect(await it.people.admit(knock)).toMatchObject({ kind: 'refused' });
    for (const kind of ['external', 'bot'] as const) {
      await it.people.refresh(slackPerson({ kind }));
      expect(await it.people.admit(invited)).toMatchObject({ kind: 'refused' });
    }
    await it.people.refresh(slackPerson({ kind: 'guest', isDeactivated: true }));
    expect(await it.people.admit(invited)).toMatchObject({ kind: 'refused' });
    await it.people.refresh(slackPerson({ kind: 'guest' }));
    expect(await it.people.admit({ ...invited, teamId: 'T2' })).toMatchObject({ kind: 'refused' });
  });

  it.each([
    ['whom Slack does not know', knock],
    ['from another workspace', { ...knock, teamId: 'T2' }],
  ])('refuses somebody %s', async (_who, who) => {
    const it = await installed();
    if (who.teamId !== WORKSPACE) it.directory.set('UANN', slackPerson());
    expect(await it.people.admit(who)).toMatchObject({ kind: 'refused' });
    expect(await it.people.unfit(['UZED'])).toContain('One of these');
  });

  it('believes a profile for a day, and then asks again', async () => {
    const it = await installed();
    await it.people.refresh(slackPerson());
    it.directory.set('UANN', slackPerson({ isDeactivated: true }));
    it.clock.moveBy(DAY - 1);
    expect(await it.people.admit(knock)).toMatchObject({ kind: 'admitted' });
    it.clock.moveBy(1);
    expect(await it.people.admit(knock)).toMatchObject({ kind: 'refused' });
  });

  it('what somebody told us outlives what Slack says', async () => {
    const it = await installed();
    await it.people.refresh(slackPerson());
    const hours = { mon: [['10:00', '14:00']] } as const;
    await it.people.saveOwnSettings(await actor(it, 'UANN'), { zone: 'Asia/Tokyo', hours, isQuiet: true });
    await it.people.refresh(slackPerson({ name: 'Ann B.', zone: 'Europe/Paris' }));
    expect(await it.people.person('UANN')).toMatchObject({
      name: 'Ann B.',
      zone: 'Asia/Tokyo',
      hours,
      isQuiet: true,
    });
    await it.people.switchQuiet(await actor(it, 'UANN'));
    expect(await it.people.person('UANN')).toMatchObject({ ownZone: 'Asia/Tokyo', ownHours: hours, isQuiet: false });
  });

  it('reads everyone once a day, whatever asks', async () => {
    const it = await installed();
    it.directory.set('UANN', slackPerson());
    for (let minute = 0; minute < 3; minute += 1) await it.people.askUpkeep();
    const jobs = await it.database.db.selectFrom('jobs').select('key').where('kind', '=', 'people.refresh').execute();
    expect(jobs).toEqual([{ key: 'upkeep:2026-03-02' }]);
    await it.people.refreshAll();
    expect(await it.people.person('UANN')).toMatchObject({ name: 'Ann' });
  });

  it('finds an active member by address, and nobody else', async () => {
    const it = await staffed(await backend.open());
    const by = async (emailKey: string) => (await it.people.byEmail(it.database.db, WORKSPACE, emailKey))?.id;
    await it.people.refresh(slackPerson({ id: 'UGUS', kind: 'guest', emailKey: 'gus@acme.example' }));
    expect([await by('ben@acme.example'), await by('gus@acme.example'), await by('x@acme.example')]).toEqual([
      'UBEN',
      undefined,
      undefined,
    ]);
  });
});
