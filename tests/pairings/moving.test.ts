import { describe, expect, it } from 'vitest';
import { EVERY_WEEK } from '../../src/core/how-often.ts';
import { DAY } from '../../src/core/instants.ts';
import { newSetup } from '../../src/pairings/setup.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';

async function actor({ app }: Office, userId: string) {
  const who = await app.services.people.admit({ teamId: 'T_ACME', userId });
  if (who.kind === 'refused') throw new Error(who.sentence);
  return who.actor;
}

/** The round after `before`, as soon as it is there; Ana and Ben of sales share Mia of marketing in each. */
async function roundAfter({ app }: Office, before?: string): Promise<string> {
  const newest = async () => (await app.services.pairings.newestTurn('U_ANA'))?.occurrenceId;
  await expect.poll(async () => ![undefined, before].includes(await newest())).toBe(true);
  return (await newest()) ?? '';
}

const pairingsOf = ({ database }: Office, round: string) =>
  database.db.selectFrom('pairings').select(['state', 'met_by']).where('occurrence_id', '=', round).execute();

describe.each(backends)('a round of pairs, on $name', (backend) => {
  it('holds when several press at once, and when somebody leaves in the midst of it', async () => {
    const office = await openOffice(backend);
    const { clock, database } = office;
    const { pairings } = office.app.services;
    const setup = { ...newSetup('2026-03-04'), often: EVERY_WEEK, day: 'thu' } as const;
    expect((await pairings.setup.save(await actor(office, 'U_MAX'), setup)).kind).toBe('saved');
    const [ana, ben, mia] = [await actor(office, 'U_ANA'), await actor(office, 'U_BEN'), await actor(office, 'U_MIA')];
    clock.advance(DAY);
    const first = await roundAfter(office);
    expect((await pairings.turn(first, 'U_ANA'))?.others.map(({ personId }) => personId)).toEqual(['U_BEN', 'U_MIA']);

    // Two have met while one can’t: they have met once, in whichever order it lands.
    const [skipped, ...met] = await Promise.all([
      pairings.skip(ana, first),
      pairings.met(ben, first),
      pairings.met(mia, first),
    ]);
    expect(met).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect(await pairingsOf(office, first)).toEqual([{ state: 'met', met_by: expect.stringMatching(/^U_(BEN|MIA)$/) }]);
    const anas = (await pairings.turn(first, 'U_ANA'))?.kind;
    expect(anas).toBe(skipped.kind === 'done' ? 'skipped' : 'met');

    // In the next one Ana can’t, and comes back in the moment in which Mia can’t: nobody waits for somebody who isn’t there.
    clock.advance(7 * DAY);
    const second = await roundAfter(office, first);
    await pairings.skip(ana, second);
    const turn = await pairings.turn(second, 'U_ANA');
    const since = turn?.kind === 'skipped' ? turn.since : 0;
    await Promise.all([pairings.comeBack(ana, second, since), pairings.skip(mia, second)]);
    expect(await pairingsOf(office, second)).toEqual([{ state: 'off', met_by: null }]);
    expect((await pairings.turn(second, 'U_BEN'))?.kind).toBe('alone');

    // Whoever has come back to nobody, is met again as soon as Mia has time; then she leaves for good.
    const mias = await pairings.turn(second, 'U_MIA');
    await pairings.comeBack(mia, second, mias?.kind === 'skipped' ? mias.since : 0);
    expect((await pairings.turn(second, 'U_ANA'))?.kind).toBe('paired');
    await database.transaction((tx) =>
      pairings.onPersonChange(tx, { workspaceId: 'T_ACME', personIds: ['U_MIA'], what: 'deactivated' }),
    );
    expect(await pairingsOf(office, second)).toEqual([{ state: 'off', met_by: null }]);
    expect(await pairings.turn(second, 'U_MIA')).toBeUndefined();
    expect((await pairings.turn(second, 'U_ANA'))?.kind).toBe('alone');
    expect(await pairings.met(mia, second)).toEqual({ kind: 'not-yours' });
    expect(await pairings.met(ana, second)).toEqual({ kind: 'not-now' });

    // Who was in no round has nothing to say in it.
    expect(await pairings.met(await actor(office, 'U_MAX'), second)).toEqual({ kind: 'not-yours' });
  });
});
