import { describe, expect, it } from 'vitest';
import { at } from '../core/cases.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, hire, staffed } from '../support/features.ts';

const range = (fromOn: string, untilOn: string) => ({ fromOn: `2026-03-${fromOn}`, untilOn: `2026-03-${untilOn}` });
const brief = (ranges: readonly { fromOn: string; untilOn: string }[]) =>
  ranges.map(({ fromOn, untilOn }) => `${fromOn.slice(8)}-${untilOn.slice(8)}`).join(' ');

async function noted(it: Features, id = 'UANN'): Promise<string> {
  const person = await it.people.person(id);
  if (person === undefined) throw new Error(`Nobody is called ${id}`);
  return brief(await it.people.absences(person));
}

describe.each(backends)('TIME-8: being away, on $name', (backend) => {
  it.each([
    ['another to come stays', ['02-03'], '09-10', '02-03 09-10', ''],
    ['one that it only touches stays', ['02-06'], '07-10', '02-06 07-10', ''],
    ['a longer one takes in the shorter', ['04-05'], '03-06', '03-06', ''],
    ['a present one is extended', ['02-04'], '02-06', '02-06', ''],
    ['a present one is shortened, and that is said', ['02-13'], '02-06', '02-06', '02-13'],
    ['one to come that it overlaps gives way, and that is said', ['09-12', '20-20'], '11-13', '11-13 20-20', '09-12'],
    ['a present one keeps the days before it', ['02-06'], '05-10', '02-04 05-10', ''],
    ['the same again changes nothing', ['02-06'], '02-06', '02-06', ''],
  ])('%s', async (_rule, before, next, after, replaced) => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    for (const one of before) await it.people.setAway(ann, range(one.slice(0, 2), one.slice(3)));
    const outcome = await it.people.setAway(ann, range(next.slice(0, 2), next.slice(3)));
    expect(await noted(it)).toBe(after);
    if (outcome.kind !== 'away') throw new Error(outcome.kind);
    expect(brief(outcome.replaced)).toBe(replaced);
    expect(
      brief([...outcome.others, outcome.range])
        .split(' ')
        .toSorted()
        .join(' '),
    ).toBe(after);
  });

  it('said twice at once, by whomever, is noted once, and one word ends it', async () => {
    const it = await staffed(await backend.open());
    const [ann, max] = [await actor(it, 'UANN'), await actor(it, 'UMAX')];
    const says = [ann, max, ann, max].map((who) => it.people.setAway(who, range('02', '06'), 'UANN'));
    await Promise.all(says);
    expect(await noted(it)).toBe('02-06');
    await Promise.all([
      it.people.setAway(ann, range('09', '12')),
      it.people.setAway(max, range('10', '13'), 'UANN'),
      it.people.setBack(ann),
    ]);
    expect(['09-12', '10-13']).toContain(await noted(it));
  });

  it('what has been stays noted when somebody comes back early or is away for less', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    await it.people.setAway(ann, range('02', '13'));
    it.clock.moveTo(at('2026-03-05T10:00Z'));
    await it.people.setBack(ann);
    const [days] = await it.people.daysOf(it.database.db, ['UANN'], range('01', '31'));
    expect(days?.absences).toEqual([{ ...range('02', '04'), setBy: 'UANN' }]);
    expect(await it.people.isOnShift(it.database.db, 'UANN', it.clock.now())).toBe(true);
  });

  it('a range that ends today resumes tomorrow', async () => {
    const it = await staffed(await backend.open());
    await it.people.setAway(await actor(it, 'UANN'), range('02', '02'));
    const person = await it.people.person('UANN');
    expect(person && (await it.people.restsUntil(person))).toBe(at('2026-03-03T09:00Z'));
  });

  it('off ends what is now, and keeps what is planned; if nothing is now, the next', async () => {
    const it = await staffed(await backend.open());
    const ann = await actor(it, 'UANN');
    for (const one of [range('02', '03'), range('09', '10'), range('20', '21')]) await it.people.setAway(ann, one);
    const ended = async () => {
      const outcome = await it.people.setBack(ann);
      return outcome.kind === 'back' ? brief(outcome.ended) : outcome.kind;
    };
    expect([await ended(), await noted(it)]).toEqual(['02-03', '09-10 20-21']);
    expect([await ended(), await noted(it)]).toEqual(['09-10', '20-21']);
    expect([await ended(), await ended()]).toEqual(['20-21', '']);
  });
});

describe.each(backends)('TIME-8: being away on another’s word, on $name', (backend) => {
  it.each([
    ['UMAX', 'UANN', 'away'],
    ['UANN', 'UBEN', 'not-yours'],
    ['UMAX', 'UMIA', 'not-yours'],
    ['UADA', 'UMIA', 'away'],
    ['UMAX', 'UNOBODY', 'unknown'],
  ])('%s may say so of %s: %s', async (by, who, kind) => {
    const it = await staffed(await backend.open());
    await hire(it, ['UADA'], { isAdmin: true });
    const teller = await actor(it, by);
    expect(await it.people.setAway(teller, range('03', '04'), who)).toMatchObject({ kind });
    expect(await it.people.setBack(teller, who)).toMatchObject({ kind: kind === 'away' ? 'back' : kind });
  });

  it('who it is about hears who noted it, with a button that undoes it', async () => {
    const it = await staffed(await backend.open());
    await it.jobs.start();
    await it.people.setAway(await actor(it, 'UMAX'), range('02', '06'), 'UANN');
    await expect.poll(() => it.shown.length).toBe(1);
    const [news] = it.shown;
    expect(news).toMatchObject({ to: { person: 'UANN' } });
    expect(news?.content.text).toContain('<@UMAX> noted that you are away from Mon 2 Mar to Fri 6 Mar 2026');
    const [absence] = await it.database.db.selectFrom('absences').selectAll().execute();
    expect(JSON.stringify(news?.content)).toContain(absence?.id);
    const ben = await actor(it, 'UBEN');
    expect(await it.people.endOwn(ben, absence?.id ?? '')).toMatchObject({ ended: [] });
    const ann = await actor(it, 'UANN');
    expect(await it.people.endOwn(ann, absence?.id ?? '')).toMatchObject({ ended: [range('02', '06')] });
    expect(await noted(it)).toBe('');
  });

  it('they hear of it in their hours, and also that they are back; nobody hears of what they did themselves', async () => {
    const it = await staffed(await backend.open());
    it.clock.moveTo(at('2026-03-02T20:00Z'));
    await it.jobs.start();
    const max = await actor(it, 'UMAX');
    await it.people.setAway(max, range('03', '06'), 'UANN');
    await it.people.setAway(max, range('03', '06'));
    const nextRun = async () => (await it.database.db.selectFrom('jobs').selectAll().execute())[0]?.run_at;
    await expect.poll(nextRun).toBe(at('2026-03-03T09:00Z'));
    expect(it.shown).toEqual([]);
    it.clock.moveTo(at('2026-03-03T09:00Z'));
    await expect.poll(() => it.shown.length).toBe(1);
    await it.people.setBack(max, 'UANN');
    await expect.poll(() => it.shown.length).toBe(2);
    expect(it.shown[1]?.content.text).toContain('<@UMAX> noted that you are back');
  });

  it('nobody hears of what is no longer so', async () => {
    const it = await staffed(await backend.open());
    await it.people.setAway(await actor(it, 'UMAX'), range('03', '06'), 'UANN');
    await it.people.setBack(await actor(it, 'UANN'));
    await it.jobs.start();
    await expect.poll(() => it.jobs.stats(it.database.db)).toMatchObject({ ready: 0, running: 0 });
    expect(it.shown).toEqual([]);
  });
});
