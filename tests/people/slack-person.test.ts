import { describe, expect, it } from 'vitest';
import { slackPerson } from '../../src/people/admission/slack-person.ts';

const user = {
  id: 'UANN',
  teamId: 'T1',
  name: 'Ann',
  email: undefined,
  zone: 'Europe/Berlin',
  isDeleted: false,
  isBot: false,
  isAdmin: false,
  isGuest: false,
  isExternal: false,
};

describe('what Slack says of a person', () => {
  it.each([
    ['a member', {}, 'member'],
    ['a member whose team is unsaid', { teamId: '' }, 'member'],
    ['a guest', { isGuest: true }, 'guest'],
    ['a bot', { isBot: true }, 'bot'],
    ['a stranger of a shared channel', { isExternal: true }, 'external'],
    ['somebody of another team', { teamId: 'T2' }, 'external'],
    ['a guest of another team', { teamId: 'T2', isGuest: true }, 'external'],
  ])('%s', (_who, differing, kind) => {
    expect(slackPerson({ ...user, ...differing }, 'T1').kind).toBe(kind);
  });

  it.each([
    [' Ann@Example.COM ', 'ann@example.com'],
    ['', undefined],
    ['  ', undefined],
    [undefined, undefined],
  ])('finds one address however it is written: %j', (email, emailKey) => {
    expect(slackPerson({ ...user, email }, 'T1').emailKey).toBe(emailKey);
  });

  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    [undefined, undefined],
    ['', undefined],
    ['Mars/Olympus', undefined],
    ['+01:00', undefined],
  ])('TIME-4: has the zone %j as %j, never an offset', (zone, known) => {
    expect(slackPerson({ ...user, zone }, 'T1').zone).toBe(known);
  });
});
