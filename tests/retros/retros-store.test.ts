import { describe, expect, it } from 'vitest';
import { DAY } from '../../src/core/instants.ts';
import { isRunning, phaseAfter, type Retro, USUAL_DAYS } from '../../src/retros/retro.ts';
import {
  findRetro,
  gatheringIn,
  holdPhase,
  moveRetro,
  nextRetroNumber,
  runningIn,
} from '../../src/retros/retros-store.ts';
import { backends } from '../support/backends.ts';
import { staffed, WORKSPACE } from '../support/features.ts';

describe.each(backends)('the retros of a workspace, on $name', (backend) => {
  it('gather in one of them, also where many ask at once, and the next one looks back from where this one began', async () => {
    const { database, clock } = await staffed(await backend.open());
    const gather = (id: string): Promise<Retro> =>
      database.transaction((tx) =>
        gatheringIn(tx, WORKSPACE, {
          id,
          at: clock.now(),
          zone: 'Europe/Berlin',
          format: 'keep-fix-handoff',
          isAnonymous: false,
        }),
      );
    const all = await Promise.all(['a', 'b', 'c', 'd'].map(gather));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const [first] = all;
    if (first === undefined) throw new Error('No retro gathers');
    expect(first).toMatchObject({ phase: 'gathering', number: undefined, periodFrom: clock.now() - 14 * DAY });

    const begun = await database.transaction(async (tx) => {
      const to: Retro = {
        ...first,
        number: await nextRetroNumber(tx, WORKSPACE),
        channelId: 'CLEADS',
        phase: 'collecting',
        phaseDueAt: clock.now() + DAY,
        periodUntil: clock.now(),
        startedAt: clock.now(),
        days: { ...USUAL_DAYS, voting: 3 },
        lastEvent: 1,
      };
      expect([await moveRetro(tx, to), await moveRetro(tx, to)]).toEqual([true, false]);
      return to;
    });
    expect(await findRetro(database.db, first.id)).toEqual(begun);
    expect(await runningIn(database.db, WORKSPACE)).toEqual(begun);
    expect(await database.transaction((tx) => holdPhase(tx, first.id, ['voting']))).toBeUndefined();
    expect(await database.transaction((tx) => holdPhase(tx, first.id, ['gathering', 'collecting']))).toEqual(begun);

    const next = await gather('e');
    expect(next).toMatchObject({ id: 'e', phase: 'gathering', periodFrom: begun.periodUntil });
  });
});

describe('the phases of a retro', () => {
  it('are collecting, voting, deciding and closed, in this order; only the first three run', () => {
    expect([phaseAfter('collecting'), phaseAfter('voting'), phaseAfter('deciding')]).toEqual([
      'voting',
      'deciding',
      'closed',
    ]);
    expect([isRunning({ phase: 'gathering' }), isRunning({ phase: 'voting' }), isRunning({ phase: 'closed' })]).toEqual(
      [false, true, false],
    );
  });
});
