import { describe, expect, it } from 'vitest';
import { consentFor } from '../../src/actions/consent.ts';
import { backends } from '../support/backends.ts';
import { actor, deciding, made } from './deciding.ts';
import { ANA, BEN, MAX, MIA } from './samples.ts';

describe('whether an owner is asked first', () => {
  const both = { ...MIA, id: 'UBOTH', teams: ['sales', 'marketing'] };
  it.each([
    ['the other team', 'UANA', MIA, ANA, 'asked'],
    ['their own team', 'UBEN', ANA, BEN, 'given'],
    ['themselves', 'UANA', ANA, ANA, 'given'],
    ['a manager of their team', 'UANA', MAX, ANA, 'given'],
    ['somebody of both teams', 'UANA', both, ANA, 'given'],
  ])('by %s', (_who, owner, giver, sides, expected) => {
    expect(consentFor({ owner }, giver, sides).kind).toBe(expected);
  });

  it('what is nobody’s is nobody’s to accept', () => {
    expect(consentFor({ owner: undefined }, MIA, undefined)).toEqual({ kind: 'given' });
  });
});

describe.each(backends)('what one team asks of the other, on $name', (backend) => {
  it('is asked where that was wished, and accepted by its owner alone, once', async () => {
    const it = await deciding(await backend.open());
    const { id, consent } = await made(it, { asksConsent: true });
    expect(consent).toEqual({ kind: 'asked' });
    expect((await made(it)).consent).toBeUndefined();
    expect(await it.actions.accept(actor(MAX), id)).toMatchObject({ why: { kind: 'not-yours' } });
    const press = () => it.actions.accept(actor(ANA, 'press-1'), id);
    expect(await Promise.all([press(), press()])).toMatchObject([{ kind: 'done' }, { kind: 'done' }]);
    expect(await it.actions.accept(actor(ANA), id)).toMatchObject({ why: { kind: 'noted-already' } });
    expect(await it.actions.decline(actor(ANA), id, 'No.')).toMatchObject({ why: { kind: 'not-asked' } });
  });

  it('is visibly nobody’s once it is declined, with the reason; whoever asked hears that, and another is asked anew', async () => {
    const it = await deciding(await backend.open());
    const { id } = await made(it, { asksConsent: true });
    expect(await it.actions.decline(actor(ANA, 'press-1'), id, 'No time.')).toMatchObject({
      view: { action: { owner: undefined, state: 'open', consent: { by: 'UANA', reason: 'No time.' } } },
    });
    expect(it.told.map(({ kind, recipient }) => [kind, recipient])).toEqual([
      ['action.for-you', { person: 'UANA' }],
      ['action.declined', { person: 'UMIA' }],
    ]);
    expect((await it.actions.history(id)).at(-1)?.change).toEqual({ kind: 'declined', reason: 'No time.' });
    const terms = { owner: 'UBEN', dueOn: '2026-03-06' };
    expect(await it.actions.change(actor(MIA), id, terms)).toMatchObject({
      view: { action: { consent: { kind: 'asked' } } },
    });
    expect(await it.actions.change(actor(MAX), id, { ...terms, owner: 'UMIA' })).toMatchObject({
      view: { action: { consent: { kind: 'asked' } } },
    });
  });

  it('whoever goes about it has said yes', async () => {
    const it = await deciding(await backend.open());
    const kept = await made(it, { asksConsent: true });
    const finished = await made(it, { asksConsent: true });
    const consents = [await it.actions.keep(actor(ANA), kept.id), await it.actions.finish(actor(ANA), finished.id)];
    for (const one of consents) expect(one).toMatchObject({ view: { action: { consent: { kind: 'given' } } } });
  });
});
