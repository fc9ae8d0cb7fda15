import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/core/instants.ts';
import { REMINDER } from '../../src/retros/turns/turn-service.ts';
import { backends } from '../support/backends.ts';
import { actor, hire, WORKSPACE } from '../support/features.ts';
import { MARKETING, SALES, type Writing, writing } from './writing.ts';

const wish = {
  channelId: 'CLEADS',
  format: 'keep-fix-handoff',
  isAnonymous: false,
  people: [],
  collectDays: 2,
} as const;

const phaseOf = async ({ it, retros }: Writing, id: string) => (await retros.find(it.database.db, id))?.phase;

const kinds = (some: readonly { readonly kind: string }[]) => some.map(({ kind }) => kind).toSorted();

/** Max begins one. */
async function begun(company: Writing) {
  const started = await company.retros.start(await actor(company.it, 'UMAX'), wish);
  if (started.kind !== 'started') throw new Error(`Not begun: ${started.kind}`);
  return started.retro;
}

describe.each(backends)('a retro that runs, on $name', (backend) => {
  it('is begun once, with all of both teams, also where several begin it at once and a form comes twice', async () => {
    const company = await writing(await backend.open());
    const { it: office, retros } = company;
    const max = await actor(office, 'UMAX');
    const all = await Promise.all(['g1', 'g2', 'g1', 'g3'].map((gesture) => retros.start({ ...max, gesture }, wish)));
    const numbers = all.flatMap((one) => (one.kind === 'started' ? [one.retro.number] : []));
    expect(new Set(numbers)).toEqual(new Set([1]));
    expect(kinds(all).filter((kind) => kind === 'one-runs').length).toBeGreaterThanOrEqual(2);
    const running = await retros.running(office.database.db, WORKSPACE);
    const taking = await retros.peopleOf(office.database.db, running?.id ?? '');
    expect(taking.map(({ personId, side }) => `${personId} ${side}`)).toEqual(
      [...SALES.map((id) => `${id} sales`), ...MARKETING.map((id) => `${id} marketing`)].toSorted(),
    );
    // Who is neither manager nor admin begins none.
    expect(await retros.start(await actor(office, 'UANN'), wish)).toEqual({ kind: 'not-manager' });
  });

  it('moves on by one phase where many who look after it press at once; the others see why', async () => {
    const company = await writing(await backend.open());
    const { it: office, retros } = company;
    const { id } = await begun(company);
    const max = await actor(office, 'UMAX');
    expect((await retros.handOver(max, id, 'UANN')).kind).toBe('done');
    const ann = await actor(office, 'UANN');
    const presses = [max, ann, max, ann, max].map((who, at) =>
      retros.goOn({ ...who, gesture: `p${at}` }, id, 'collecting'),
    );
    const all = await Promise.all(presses);
    expect(kinds(all)).toEqual(['done', 'refused', 'refused', 'refused', 'refused']);
    expect(all.flatMap((ran) => (ran.kind === 'refused' ? [ran.why.kind] : []))).toEqual(Array(4).fill('moved-on'));
    expect(await phaseOf(company, id)).toBe('voting');
    // The press that did it, delivered once more, ends no second phase.
    const first = all.findIndex(({ kind }) => kind === 'done');
    await retros.goOn({ ...max, gesture: `p${first}` }, id, 'voting');
    expect(await phaseOf(company, id)).toBe('voting');
    expect((await retros.goOn(await actor(office, 'UBEN'), id, 'voting')).kind).toBe('refused');
  });

  it('RETRO-5: moves on late, by one phase, where its time was over while Baton was down; that phase has its whole time', async () => {
    const company = await writing(await backend.open());
    const { it: office, retros } = company;
    const { id, phaseDueAt = 0 } = await begun(company);
    office.clock.moveBy(12 * DAY);
    const look = () => retros.moveOnInTime(id, async () => {});
    await Promise.all([look(), look(), look()]);
    const voting = await retros.find(office.database.db, id);
    expect(voting).toMatchObject({ phase: 'voting', lateSince: phaseDueAt });
    expect(voting?.phaseDueAt).toBeGreaterThan(office.clock.now());
    expect(await look()).toBe(voting?.phaseDueAt);
    // In time it is not late.
    office.clock.moveBy((voting?.phaseDueAt ?? 0) - office.clock.now());
    await look();
    expect(await retros.find(office.database.db, id)).toMatchObject({ phase: 'deciding', lateSince: undefined });
  });

  it('leaves out a phase in which there is nothing to do, and tells those who follow it of each change once', async () => {
    const company = await writing(await backend.open());
    const { it: office, retros } = company;
    const heard: string[] = [];
    retros.onPhase(async (_tx, { phase }, from) => void heard.push(`${from} → ${phase}`));
    retros.onSkip('voting', async () => true);
    const { id } = await begun(company);
    await retros.goOn(await actor(office, 'UMAX'), id, 'collecting');
    await retros.goOn(await actor(office, 'UMAX'), id, 'deciding');
    expect(heard).toEqual(['gathering → collecting', 'collecting → deciding', 'deciding → closed']);
    expect((await retros.goOn(await actor(office, 'UMAX'), id, 'deciding')).kind).toBe('refused');
  });

  it('goes on when all are finished who are waited for: not those away, gone, or who said not this time', async () => {
    const company = await writing(await backend.open());
    const { it: office, retros } = company;
    const { id } = await begun(company);
    const as = async (who: string, gesture?: string) => ({ ...(await actor(office, who)), gesture });
    await Promise.all(['UANN', 'UBEN', 'UMIA'].map(async (who) => retros.finishWriting(await as(who), id)));
    await retros.stepOut(await as('UMOE', 'once'), id);
    const out = await retros.turn(id, 'UMOE');
    await retros.writeOn(await as('UMOE'), id, out?.kind === 'out' ? out.since : 0);
    // Slack delivers the first press again.
    await retros.stepOut(await as('UMOE', 'once'), id);
    expect(await retros.turn(id, 'UMOE')).toMatchObject({ kind: 'asked' });
    await retros.stepOut(await as('UMOE', 'twice'), id);
    const days = { fromOn: '2026-03-02', untilOn: '2026-03-20' };
    await office.database.transaction((tx) =>
      tx
        .insertInto('absences')
        .values({
          id: 'a1',
          person_id: 'UCAL',
          from_on: days.fromOn,
          until_on: days.untilOn,
          set_by: 'UCAL',
          set_at: 0,
        })
        .execute(),
    );
    expect(await phaseOf(company, id)).toBe('collecting');
    await hire(office, ['UMEG'], { isDeactivated: true });
    await retros.attend(id, 'UANN');
    expect(await phaseOf(company, id)).toBe('voting');
  });

  it('is joined late by somebody of the teams, reminds once in each phase, and is looked after by managers where nobody else does', async () => {
    const company = await writing(await backend.open());
    const { it: office, retros } = company;
    const started = await retros.start(await actor(office, 'UMAX'), { ...wish, people: ['UANN', 'UMIA'] });
    if (started.kind !== 'started') throw new Error('Not begun');
    const { id, phaseDueAt = 0 } = started.retro;
    expect(await retros.turn(id, 'UBEN')).toMatchObject({ kind: 'not-asked', mayJoin: true });
    const ben = await actor(office, 'UBEN');
    await Promise.all([retros.join(ben, id), retros.join(ben, id)]);
    expect(await retros.turn(id, 'UBEN')).toMatchObject({ kind: 'asked' });
    office.clock.moveBy(phaseDueAt - office.clock.now() - HOUR);
    await retros.attend(id, 'UBEN');
    await retros.attend(id, 'UBEN');
    const told = await office.database.db.selectFrom('notices').select('key').where('kind', '=', REMINDER).execute();
    expect(told.map(({ key }) => key)).toEqual([`${REMINDER}:${id}:collecting:UBEN`]);
    await retros.handOver(await actor(office, 'UMAX'), id, 'UANN');
    await office.database.transaction((tx) =>
      retros.onPersonChange(tx, { workspaceId: WORKSPACE, personIds: ['UANN'], what: 'deactivated' }),
    );
    expect((await retros.find(office.database.db, id))?.facilitatorId).toBeUndefined();
    const managers = await office.database.db
      .selectFrom('notices')
      .select('kind')
      .where('kind', '=', 'retro.unled')
      .execute();
    expect(managers).toHaveLength(1);
  });

  it('shows nothing where it is called off, and the next one gathers', async () => {
    const company = await writing(await backend.open());
    const { it: office, retros } = company;
    const { id } = await begun(company);
    const max = await actor(office, 'UMAX');
    expect((await retros.endOn(max, id, 'collecting', '2026-02-01')).kind).toBe('refused');
    expect(await retros.endOn(max, id, 'collecting', '2026-03-12')).toMatchObject({ kind: 'done' });
    expect((await retros.callOff(max, id)).kind).toBe('done');
    expect((await retros.callOff(max, id)).kind).toBe('refused');
    expect(await phaseOf(company, id)).toBe('called-off');
    expect(await retros.turn(id, 'UANN')).toMatchObject({ kind: 'called-off' });
    expect((await begun(company)).number).toBe(2);
  });
});
