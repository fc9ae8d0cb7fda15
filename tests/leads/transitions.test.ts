import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/instants.ts';
import { CONTACT_KINDS, type Stage } from '../../src/leads/lead.ts';
import * as transitions from '../../src/leads/transitions.ts';
import { event, lead, NOW, ownedBy } from './samples.ts';

const FREE_FOR = MINUTE;
const ben = { id: 'UBEN', managesSales: false };
const boss = { id: 'UBOSS', managesSales: true };
const refused = (why: object) => ({ kind: 'refuse', why });

describe('a claim', () => {
  it('makes a free lead somebody’s, from now on, and moves new to accepted', () => {
    expect(transitions.claim(lead(), 'UBEN', NOW)).toMatchObject({
      kind: 'move',
      to: {
        change: { kind: 'claimed' },
        by: 'UBEN',
        stage: 'accepted',
        owner: { personId: 'UBEN', since: NOW, event: 2 },
        firstContactAt: undefined,
      },
    });
  });

  it('of a lead that was worked before and released keeps how far it has come', () => {
    const worked = lead({ stage: 'contacted', firstContactAt: 5, lastEvent: 4 });
    expect(transitions.claim(worked, 'UBEN', NOW)).toMatchObject({ to: { stage: 'contacted', firstContactAt: 5 } });
  });

  it('B6: by the one who has it already finds it theirs', () => {
    expect(transitions.claim(lead({ owner: ownedBy('UBEN') }), 'UBEN', NOW)).toEqual(
      refused({ kind: 'already-yours' }),
    );
  });

  it('B5: of a taken lead says who has it since when', () => {
    const { since } = ownedBy('UANN');
    const why = { kind: 'taken', by: 'UANN', since };
    expect(transitions.claim(lead({ owner: ownedBy('UANN') }), 'UBEN', NOW)).toEqual(refused(why));
  });
});

describe('an assignment', () => {
  it('gives a lead to somebody and remembers from whom', () => {
    expect(transitions.assign(lead({ stage: 'accepted', owner: ownedBy('UANN') }), 'UBEN', 'UBOSS', NOW)).toMatchObject(
      {
        to: {
          change: { kind: 'assigned', to: 'UBEN', from: 'UANN' },
          by: 'UBOSS',
          owner: { personId: 'UBEN', since: NOW },
        },
      },
    );
  });

  it('to the one who has it changes nothing', () => {
    const why = { kind: 'already-theirs' };
    expect(transitions.assign(lead({ owner: ownedBy('UBEN') }), 'UBEN', 'UBOSS', NOW)).toEqual(refused(why));
  });
});

describe('a release', () => {
  const claimed = lead({ stage: 'accepted', owner: ownedBy('UBEN', { since: NOW - MINUTE }), lastEvent: 2 });

  it('B7: within a minute needs no reason and restores the state', () => {
    expect(transitions.release(claimed, ben, undefined, NOW, FREE_FOR)).toMatchObject({
      to: { change: { kind: 'released', from: 'UBEN', stageBefore: 'accepted' }, stage: 'new', owner: undefined },
    });
  });

  it('a moment after the first minute needs a reason, which the next one reads', () => {
    const late = NOW + 1;
    expect(transitions.release(claimed, ben, undefined, late, FREE_FOR)).toEqual(refused({ kind: 'reason-needed' }));
    expect(transitions.release(claimed, ben, 'wrong region', late, FREE_FOR)).toMatchObject({
      to: { change: { reason: 'wrong region' } },
    });
  });

  it.each<[Stage, Stage]>([
    ['new', 'new'],
    ['accepted', 'new'],
    ['contacted', 'contacted'],
    ['qualified', 'qualified'],
    ['opportunity', 'opportunity'],
  ])('of a lead that is %s leaves it %s', (before, after) => {
    const worked = { ...claimed, stage: before };
    expect(transitions.release(worked, ben, 'x', NOW, FREE_FOR)).toMatchObject({ to: { stage: after } });
  });

  it.each([
    ['of a free lead is nothing to do', lead(), ben, { kind: 'free-already' }],
    [
      'of somebody else’s lead is theirs to do',
      lead({ owner: ownedBy('UANN') }),
      ben,
      { kind: 'not-yours', owner: 'UANN' },
    ],
  ])('%s', (_rule, of, by, why) => {
    expect(transitions.release(of, by, 'x', NOW, FREE_FOR)).toEqual(refused(why));
  });

  it('of somebody else’s lead is a manager’s to do as well', () => {
    expect(transitions.release(claimed, boss, 'ill today', NOW, FREE_FOR)).toMatchObject({
      to: { change: { from: 'UBEN' }, by: 'UBOSS' },
    });
  });
});

describe('undoing a release', () => {
  const since = NOW - 10 * MINUTE;
  const change = { kind: 'released', from: 'UBEN', since, stageBefore: 'accepted', reason: undefined } as const;
  const released = event(3, change, { at: NOW - MINUTE });
  const free = lead({ lastEvent: 3 });
  const undo = (of = free, by = 'UBEN', now = NOW) => transitions.undoRelease(of, released, by, now, FREE_FOR);

  it('restores owner, stage and since when it was theirs', () => {
    expect(undo()).toMatchObject({
      to: {
        change: { kind: 'release-undone', to: 'UBEN' },
        stage: 'accepted',
        owner: { personId: 'UBEN', since, event: 4 },
      },
    });
  });

  it.each([
    ['more than a minute later', undo(free, 'UBEN', NOW + SECOND)],
    ['when anything else has happened to the lead', undo(lead({ lastEvent: 5 }))],
    ['by somebody who did not release it', undo(free, 'UANN')],
  ])('is too late %s', (_when, decision) => {
    expect(decision).toEqual(refused({ kind: 'too-late' }));
  });

  it('says who has claimed the lead meanwhile', () => {
    const taken = lead({ owner: ownedBy('UANN'), lastEvent: 4 });
    expect(undo(taken)).toEqual(refused({ kind: 'taken', by: 'UANN', since: ownedBy('UANN').since }));
  });

  it('of an entry that is no release does nothing', () => {
    const claim = event(3, { kind: 'claimed' }, { at: NOW });
    expect(transitions.undoRelease(free, claim, 'UBEN', NOW, FREE_FOR)).toEqual(refused({ kind: 'too-late' }));
  });
});

describe('a contact', () => {
  const claimed = lead({ stage: 'accepted', owner: ownedBy('UBEN'), lastEvent: 2 });

  it.each(CONTACT_KINDS)('2.1.13: of kind %s is the first contact', (how) => {
    expect(transitions.contact(claimed, undefined, ben, how, NOW)).toMatchObject({
      to: { firstContactAt: NOW, owner: { event: 2 } },
    });
  });

  it.each([
    ['reached', 'accepted', 'contacted'],
    ['met', 'accepted', 'contacted'],
    ['no-answer', 'accepted', 'accepted'],
    ['e-mailed', 'accepted', 'accepted'],
    ['reached', 'qualified', 'qualified'],
    ['met', 'opportunity', 'opportunity'],
  ] as const)('%s on a lead that is %s makes it %s', (how, before, after) => {
    expect(transitions.contact({ ...claimed, stage: before }, undefined, ben, how, NOW)).toMatchObject({
      to: { stage: after },
    });
  });

  it('pressed twice is noted once; the same again later is another one, and so is another kind', () => {
    const first = event(2, { kind: 'contacted', how: 'reached' }, { at: NOW - 4_999, by: 'UBEN' });
    expect(transitions.contact(claimed, first, ben, 'reached', NOW)).toEqual(refused({ kind: 'noted-already' }));
    expect(transitions.contact(claimed, first, ben, 'reached', NOW + 1)).toMatchObject({ kind: 'move' });
    expect(transitions.contact(claimed, first, ben, 'met', NOW)).toMatchObject({ kind: 'move' });
    expect(transitions.contact(claimed, first, boss, 'reached', NOW)).toMatchObject({ kind: 'move' });
  });

  it('after the first one does not move the first', () => {
    const contacted = { ...claimed, firstContactAt: 5 };
    expect(transitions.contact(contacted, undefined, ben, 'reached', NOW)).toMatchObject({ to: { firstContactAt: 5 } });
  });

  it.each([
    ['on a free lead needs a claim first', lead(), ben, { kind: 'not-claimed' }],
    [
      'on somebody else’s lead is theirs to log',
      lead({ owner: ownedBy('UANN') }),
      ben,
      { kind: 'not-yours', owner: 'UANN' },
    ],
  ])('%s', (_rule, of, by, why) => {
    expect(transitions.contact(of, undefined, by, 'reached', NOW)).toEqual(refused(why));
  });

  it('on somebody else’s lead is a manager’s to log as well', () => {
    expect(transitions.contact(claimed, undefined, boss, 'reached', NOW)).toMatchObject({
      to: { by: 'UBOSS', owner: { personId: 'UBEN' } },
    });
  });
});
