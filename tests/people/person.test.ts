import { describe, expect, it } from 'vitest';
import { actorOf, manages, sells } from '../../src/people/person.ts';
import { person } from './samples.ts';

describe('the rights of an actor', () => {
  const roles = { personId: 'UANN', isMember: true, isManager: false } as const;

  it('come from the memberships of this moment: taking part and answering for a team are two things', () => {
    const actor = actorOf(person(), [
      { ...roles, team: 'sales', isMember: false, isManager: true },
      { ...roles, team: 'marketing' },
    ]);
    expect(actor).toMatchObject({ teams: ['marketing'], manages: ['sales'] });
    expect([sells(actor), manages(actor, 'sales'), manages(actor, 'marketing')]).toEqual([false, true, false]);
  });

  it('of somebody in no team are none', () => {
    const actor = actorOf(person(), []);
    expect([sells(actor), manages(actor, 'sales'), actor.isAdmin]).toEqual([false, false, false]);
  });

  it.each([
    ['an admin of the workspace', { isSlackAdmin: true }, true],
    ['who redeemed the one-time code', { isBatonAdmin: true }, true],
    ['anybody else', {}, false],
  ])('include those of an admin for %s', (_who, flags, isAdmin) => {
    expect(actorOf(person(flags), []).isAdmin).toBe(isAdmin);
  });
});
