import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import {
  isNewsFor,
  momentSeen,
  type Sight,
  seenActivity,
  seenContact,
  seenMeeting,
  seenOwner,
} from '../../src/leads/seen/seen.ts';
import { event, lead, NOW, ownedBy } from './samples.ts';

const sight = (differing: Partial<Sight> = {}): Sight => ({
  via: 'HubSpot',
  happenedAt: NOW - MINUTE,
  by: undefined,
  now: NOW,
  ...differing,
});

const bens = lead({ stage: 'accepted', owner: ownedBy('UBEN'), lastEvent: 2 });
const journal = [event(1, { kind: 'received', by: 'form' }), event(2, { kind: 'claimed' })];
const called = (seq: number, at: number, via?: string) =>
  event(seq, { kind: 'contacted', how: 'no-answer', ...(via !== undefined && { via, happenedAt: at }) }, { at });

describe('a contact that another system saw', () => {
  it('2.1.13: is the first contact, at the time at which it happened there', () => {
    expect(seenContact(bens, journal, 'reached', sight())).toMatchObject({
      kind: 'move',
      to: {
        stage: 'contacted',
        firstContactAt: NOW - MINUTE,
        change: { kind: 'contacted', how: 'reached', via: 'HubSpot', happenedAt: NOW - MINUTE, isFirst: true },
      },
    });
  });

  it('counts on a lead that nobody has claimed, and leaves it free', () => {
    const decision = seenContact(lead(), journal.slice(0, 1), 'contacted', sight());
    expect(decision).toMatchObject({ to: { stage: 'new', owner: undefined, firstContactAt: NOW - MINUTE } });
  });

  it('that was before the lead came answers it when it came', () => {
    const early = sight({ happenedAt: bens.receivedAt - MINUTE });
    expect(seenContact(bens, journal, 'met', early)).toMatchObject({ to: { firstContactAt: bens.receivedAt } });
  });

  it('that was before the lead came back keeps no promise of now', () => {
    const back = lead({ stage: 'new', round: 2, lastEvent: 3 });
    const returned = event(3, { kind: 'returned', to: undefined, from: 'UBEN', round: 2 }, { at: NOW });
    expect(seenContact(back, [...journal, returned], 'reached', sight())).toMatchObject({
      to: { firstContactAt: undefined, change: { kind: 'seen', what: 'call' } },
    });
  });

  it('on a lead that is closed only stands in its journal', () => {
    const lost = lead({ stage: 'lost', firstContactAt: NOW });
    expect(seenContact(lost, journal, 'met', sight())).toMatchObject({
      to: { stage: 'lost', change: { kind: 'seen', what: 'meeting' } },
    });
  });

  it.each([
    ['logged by hand a few minutes before', called(3, NOW - 10 * MINUTE), 'no-answer', 'refuse'],
    ['logged by hand, and not known how it ended there', called(3, NOW - 10 * MINUTE), 'contacted', 'refuse'],
    ['logged by hand, and it ended otherwise', called(3, NOW - 10 * MINUTE), 'reached', 'move'],
    ['logged by hand long before', called(3, NOW - 20 * MINUTE), 'no-answer', 'move'],
    ['told by the same change there', called(3, NOW, 'HubSpot'), 'contacted', 'refuse'],
    ['told there ten minutes before: another attempt', called(3, NOW - 10 * MINUTE, 'HubSpot'), 'no-answer', 'move'],
  ] as const)('%s', (_what, before, how, expected) => {
    const contacted = lead({ ...bens, firstContactAt: before.at, lastEvent: 3 });
    expect(seenContact(contacted, [...journal, before], how, sight()).kind).toBe(expected);
  });
});

describe('an activity that another system saw', () => {
  it.each([
    ['call', 'contacted'],
    ['e-mail', 'e-mailed'],
    ['meeting', 'contacted'],
  ] as const)('before the first contact a logged %s is it', (type, how) => {
    expect(seenActivity(bens, journal, type, sight())).toMatchObject({ to: { change: { kind: 'contacted', how } } });
  });

  it.each(['reply', 'note', 'task', 'activity'] as const)('a %s is none: the promise runs on', (type) => {
    expect(seenActivity(bens, journal, type, sight())).toMatchObject({
      to: { firstContactAt: undefined, change: { kind: 'seen', what: type } },
    });
  });

  it('afterwards it stands in the journal, once', () => {
    const contacted = lead({ ...bens, firstContactAt: NOW, lastEvent: 3 });
    const decision = seenActivity(contacted, [...journal, called(3, NOW - 30 * MINUTE)], 'meeting', sight());
    expect(decision).toMatchObject({ to: { change: { kind: 'seen', what: 'meeting', via: 'HubSpot' } } });
    if (decision.kind !== 'move') return;
    const again = [...journal, event(3, decision.to.change, { at: NOW })];
    expect(seenActivity(contacted, again, 'meeting', sight())).toEqual({ kind: 'refuse', why: { kind: 'known' } });
  });

  it('a meeting that is booked has not been held', () => {
    expect(seenMeeting(bens, journal, NOW + MINUTE, sight())).toMatchObject({
      to: { firstContactAt: undefined, change: { kind: 'seen', what: 'meeting', why: 'booked' } },
    });
    expect(seenMeeting(bens, journal, NOW - MINUTE, sight())).toMatchObject({ to: { change: { how: 'met' } } });
  });
});

describe('an owner that another system names', () => {
  it('has the lead from now on', () => {
    expect(seenOwner(lead(), journal.slice(0, 1), 'UANN', sight())).toMatchObject({
      to: { stage: 'accepted', owner: { personId: 'UANN' }, change: { kind: 'assigned', to: 'UANN', via: 'HubSpot' } },
    });
    expect(seenOwner(bens, journal, 'UBEN', sight())).toEqual({ kind: 'refuse', why: { kind: 'known' } });
  });

  it('told late does not undo what has happened since', () => {
    const late = sight({ happenedAt: event(2, { kind: 'claimed' }).at - 1 });
    expect(seenOwner(bens, journal, 'UANN', late)).toEqual({ kind: 'refuse', why: { kind: 'outdated' } });
    const newer = event(3, { kind: 'assigned', to: 'UBEN', from: undefined, via: 'HubSpot', happenedAt: NOW });
    expect(seenOwner(bens, [...journal, newer], 'UANN', sight())).toMatchObject({ why: { kind: 'outdated' } });
  });

  it('who had it here just before is an echo of ours: two systems hand a lead to and fro once, and not for ever', () => {
    const claimed = event(2, { kind: 'claimed' }, { at: NOW - 5 * MINUTE });
    const handed = event(3, { kind: 'assigned', to: 'UANN', from: 'UBEN' }, { at: NOW - 3 * MINUTE, by: 'UMAX' });
    const anns = lead({ ...bens, owner: ownedBy('UANN', { event: 3 }), lastEvent: 3 });
    expect(seenOwner(anns, [claimed, handed], 'UBEN', sight())).toMatchObject({ why: { kind: 'known' } });
    const long = sight({ happenedAt: NOW + 20 * MINUTE, now: NOW + 20 * MINUTE });
    expect(seenOwner(anns, [claimed, handed], 'UBEN', long)).toMatchObject({ kind: 'move' });
  });
});

it('what is dated ahead happened now', () => {
  expect(momentSeen({ happenedAt: NOW + 1 }, NOW)).toBe(NOW);
  expect(momentSeen({ happenedAt: undefined }, NOW)).toBe(NOW);
});

it('an owner hears of what others did, and not of what they did themselves', () => {
  const seen = { kind: 'seen', what: 'meeting', value: undefined, why: undefined } as const;
  expect(isNewsFor('UBEN', { change: seen, by: undefined })).toBe(true);
  expect(isNewsFor('UBEN', { change: seen, by: 'UBEN' })).toBe(false);
  expect(isNewsFor('UBEN', { change: { ...seen, what: 'stage' }, by: undefined })).toBe(false);
  expect(isNewsFor('UBEN', { change: { kind: 'contacted', how: 'met', via: 'HubSpot' }, by: 'UANN' })).toBe(true);
  expect(isNewsFor('UBEN', { change: { kind: 'contacted', how: 'met', via: 'HubSpot' }, by: undefined })).toBe(false);
});
