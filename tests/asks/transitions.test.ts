import { describe, expect, it } from 'vitest';
import type { Ask } from '../../src/asks/ask.ts';
import type { AskViewer } from '../../src/asks/rights.ts';
import * as transitions from '../../src/asks/transitions.ts';
import { ANA, ANSWERED, ask, BEN, CLOSED, DECLINED, KIM, MAX, MIA, MOE, NOW, SAM, SOL, TAKEN } from './samples.ts';

const refused = (kind: string, more: object = {}) => ({ kind: 'refuse', why: { kind, ...more } });

describe('who may work on an ask', () => {
  const person = ask({ to: { person: 'UMOE', team: 'marketing' } });
  const outsider = ask({ ...TAKEN, owner: 'USAM' });

  it.each<[string, AskViewer, Ask, boolean]>([
    ['somebody of the team that was asked', MIA, ask(), true],
    ['a manager of that team', KIM, ask(), true],
    ['somebody of both teams', SOL, ask(), true],
    ['the person who was asked by name', MOE, person, true],
    ['a colleague of theirs', MIA, person, true],
    ['who has it, though no longer in the team', SAM, outsider, true],
    ['the asker', ANA, ask(), false],
    ['a colleague of the asker', BEN, ask(), false],
    ['a manager of the asker', MAX, ask(), false],
    ['somebody without a team', SAM, ask(), false],
  ])('%s', (_who, viewer, of, may) => {
    for (const decision of [
      transitions.take(of, viewer, NOW),
      transitions.answer(of, viewer, 'x', NOW),
      transitions.decline(of, viewer, 'x', NOW),
    ]) {
      if (may) expect(decision).not.toEqual(refused('not-asked'));
      else expect(decision).toEqual(refused('not-asked'));
    }
  });
});

describe('who may close an ask', () => {
  it.each<[string, AskViewer, boolean]>([
    ['the asker', ANA, true],
    ['a manager of the asker’s team', MAX, true],
    ['a manager of the team that was asked', KIM, true],
    ['whoever has it', MIA, false],
    ['a colleague of the asker', BEN, false],
    ['somebody without a team', SAM, false],
  ])('%s', (_who, viewer, may) => {
    const kind = may ? 'move' : 'refuse';
    expect(transitions.close(ask(TAKEN), viewer, NOW)).toMatchObject({ kind });
    expect(transitions.reopen(ask(ANSWERED), viewer)).toMatchObject({ kind });
  });
});

describe('taking', () => {
  it('makes a free ask somebody’s', () => {
    expect(transitions.take(ask(), MIA, NOW)).toMatchObject({
      kind: 'move',
      change: { kind: 'taken' },
      ask: { state: 'taken', owner: 'UMIA', ownedAt: NOW, lastEvent: 2 },
    });
  });

  it('one that somebody has says who, since when', () => {
    expect(transitions.take(ask(TAKEN), MOE, NOW)).toEqual(refused('taken', { by: 'UMIA', since: TAKEN.ownedAt }));
  });

  it('one’s own again changes nothing', () => {
    expect(transitions.take(ask(TAKEN), MIA, NOW)).toEqual(refused('already-yours'));
  });

  it.each([
    ['answered', ANSWERED],
    ['declined', DECLINED],
    ['closed', CLOSED],
  ])('one that is %s is too late', (state, differing) => {
    expect(transitions.take(ask(differing), MOE, NOW)).toEqual(refused(`${state}-already`));
  });
});

describe('answering', () => {
  it('a free ask makes who answers its owner', () => {
    expect(transitions.answer(ask(), MIA, 'The blue one.', NOW)).toMatchObject({
      change: { kind: 'answered', answer: 'The blue one.' },
      ask: { state: 'answered', owner: 'UMIA', answer: 'The blue one.', settledAt: NOW, settledBy: 'UMIA' },
    });
  });

  it('for a colleague who has it leaves it theirs', () => {
    expect(transitions.answer(ask(TAKEN), MOE, 'x', NOW)).toMatchObject({ ask: { owner: 'UMIA', settledBy: 'UMOE' } });
  });

  it('the same again is noted already; other words of the same person replace it', () => {
    expect(transitions.answer(ask(ANSWERED), MIA, 'The blue one.', NOW)).toEqual(refused('noted-already'));
    expect(transitions.answer(ask(ANSWERED), MIA, 'The red one.', NOW)).toMatchObject({
      ask: { answer: 'The red one.' },
    });
  });

  it('never replaces what a colleague has answered', () => {
    expect(transitions.answer(ask(ANSWERED), MOE, 'The red one.', NOW)).toEqual(refused('answered-already'));
  });

  it('what was declined is possible after all; what is closed is not', () => {
    expect(transitions.answer(ask(DECLINED), MIA, 'x', NOW)).toMatchObject({
      ask: { state: 'answered', reason: undefined },
    });
    expect(transitions.answer(ask(CLOSED), MIA, 'x', NOW)).toEqual(refused('closed-already'));
  });
});

describe('declining', () => {
  it('keeps the reason for the asker', () => {
    expect(transitions.decline(ask(), MIA, 'Not before the fair.', NOW)).toMatchObject({
      change: { kind: 'declined', reason: 'Not before the fair.' },
      ask: { state: 'declined', reason: 'Not before the fair.', settledBy: 'UMIA', settledAt: NOW },
    });
  });

  it('the same again is noted already, and what is settled stays', () => {
    expect(transitions.decline(ask(DECLINED), MIA, DECLINED.reason, NOW)).toEqual(refused('noted-already'));
    expect(transitions.decline(ask(DECLINED), MOE, 'No.', NOW)).toEqual(refused('declined-already'));
    expect(transitions.decline(ask(ANSWERED), MIA, 'No.', NOW)).toEqual(refused('answered-already'));
    expect(transitions.decline(ask(CLOSED), MIA, 'No.', NOW)).toEqual(refused('closed-already'));
  });
});

describe('closing', () => {
  it('keeps what became of the ask before', () => {
    expect(transitions.close(ask(ANSWERED), ANA, NOW)).toMatchObject({
      ask: {
        state: 'closed',
        answer: 'The blue one.',
        settledAt: ANSWERED.settledAt,
        settledBy: 'UMIA',
        closedAt: NOW,
      },
    });
  });

  it('what nobody has answered settles it', () => {
    expect(transitions.close(ask(), ANA, NOW)).toMatchObject({
      ask: { state: 'closed', settledAt: NOW, settledBy: 'UANA', closedAt: NOW },
    });
  });

  it('twice says so', () => {
    expect(transitions.close(ask(CLOSED), ANA, NOW)).toEqual(refused('closed-already'));
  });
});

describe('asking again', () => {
  it('gives it back to who has answered', () => {
    expect(transitions.reopen(ask(CLOSED), ANA)).toMatchObject({
      ask: { state: 'taken', owner: 'UMIA', answer: undefined, settledAt: undefined, closedAt: undefined },
    });
  });

  it('what was declined waits for anybody of the team', () => {
    expect(transitions.reopen(ask({ ...TAKEN, ...DECLINED, lastEvent: 3 }), ANA)).toMatchObject({
      ask: { state: 'open', owner: undefined, ownedAt: undefined, reason: undefined },
    });
  });

  it('what waits anyway says so', () => {
    expect(transitions.reopen(ask(TAKEN), ANA)).toEqual(refused('open-already'));
  });
});

describe('changing the words', () => {
  const words = {
    kind: 'content',
    leadId: undefined,
    campaign: 'Spring demo',
    text: 'A deck.',
    neededBy: '2026-03-06',
  } as const;

  it('is the asker’s, while the ask waits, and the journal keeps those before', () => {
    expect(transitions.edit(ask(TAKEN), ANA, words)).toMatchObject({
      change: { kind: 'edited', before: { kind: 'question', text: 'Which deck for fintech?' } },
      ask: { ...words, state: 'taken', owner: 'UMIA' },
    });
    expect(transitions.edit(ask(), MAX, words)).toEqual(refused('not-asker'));
    expect(transitions.edit(ask(ANSWERED), ANA, words)).toEqual(refused('answered-already'));
  });

  it('to what they are is noted already', () => {
    expect(transitions.edit(ask(), ANA, ask())).toEqual(refused('noted-already'));
  });
});

describe('PPL-1: somebody is gone', () => {
  it('what they had is free again', () => {
    expect(transitions.free(ask(TAKEN), 'UMIA')).toMatchObject({
      change: { kind: 'freed', from: 'UMIA' },
      ask: { state: 'open', owner: undefined, ownedAt: undefined, to: { team: 'marketing' } },
    });
  });

  it('what they were asked by name is asked of their team', () => {
    expect(transitions.free(ask({ to: { person: 'UMOE', team: 'marketing' } }), 'UMOE')?.ask.to).toEqual({
      team: 'marketing',
    });
  });

  it('what a colleague has taken for them stays with the colleague', () => {
    const moved = transitions.free(ask({ ...TAKEN, to: { person: 'UMOE', team: 'marketing' } }), 'UMOE');
    expect(moved?.ask).toMatchObject({ state: 'taken', owner: 'UMIA', to: { team: 'marketing' } });
  });

  it('what is settled, or somebody else’s, stays as it is', () => {
    expect(transitions.free(ask(ANSWERED), 'UMIA')).toBeUndefined();
    expect(transitions.free(ask(TAKEN), 'UMOE')).toBeUndefined();
    expect(transitions.free(ask(TAKEN), 'UANA')).toBeUndefined();
  });
});

it('managers are told once that an ask waits, however often it is asked again', () => {
  const first = transitions.escalate(ask(), NOW);
  expect(first?.ask.escalatedAt).toBe(NOW);
  expect(first && transitions.escalate(first.ask, NOW + 1)).toBeUndefined();
  expect(transitions.escalate(ask(ANSWERED), NOW)).toBeUndefined();
});
