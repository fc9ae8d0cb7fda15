import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../src/core/instants.ts';
import { leadFields } from '../../src/core/lead-fields.ts';
import { MEASURABLE } from '../../src/reports/measuring.ts';
import { idle, passTo, writes } from '../leads/arrivals.ts';
import { listenToStatements, scansOf } from '../reliability/plans.ts';
import { backends } from '../support/backends.ts';
import { actor, type Features, MONDAY, staffed, WORKSPACE } from '../support/features.ts';

const WINDOW = { from: MONDAY, until: MONDAY + DAY };

let people = 0;

/** A lead of another person each time. */
function comes(it: Features, source: string, more: Parameters<typeof writes>[1] = {}) {
  people += 1;
  const fields = leadFields({
    company: `Acme ${people}`,
    email: `jo@acme-${people}.example`,
    source,
    campaign: 'Spring',
  });
  return writes(it, { fields, ...more });
}

/** A day on which leads of two sources went all ways. */
async function day(it: Features): Promise<void> {
  const [ann, ben, max, mia] = await Promise.all(['UANN', 'UBEN', 'UMAX', 'UMIA'].map((id) => actor(it, id)));
  if (ann === undefined || ben === undefined || max === undefined || mia === undefined) throw new Error('Nobody');
  const late = await comes(it, 'Webinar');
  const [fast, won] = [await comes(it, 'Fair'), await comes(it, 'Fair')];
  const [bad, worse] = [await comes(it, 'Webinar'), await comes(it, 'Webinar')];
  await comes(it, 'Fair', { by: 'test' });
  for (const lead of [fast, won, bad, worse]) await it.leads.claim(ann, lead.id);
  it.clock.moveBy(10 * MINUTE);
  await it.leads.contact(ann, fast.id, 'reached');
  await it.leads.win(ann, won.id, { helped: [], wrong: [], note: undefined, value: undefined });
  await it.leads.reject(ann, bad.id, { reason: 'no-need' });
  await it.leads.reject(ann, worse.id, { reason: 'no-budget' });
  await it.reviews.judge(mia, bad.id, 'good');
  await passTo(it, MONDAY + 3 * HOUR);
  await idle(it);
  await it.leads.claim(ben, late.id);
  await it.leads.contact(ben, late.id, 'no-answer');
  await it.leads.release(ben, late.id, undefined);
  await it.leads.assign(max, fast.id, 'UBEN');
}

describe.each(backends)('the figures of a window, on $name', (backend) => {
  it('are those of what happened in it, also by source, and of nothing that counts nowhere', async () => {
    const it = await staffed(await backend.open());
    await day(it);
    const pack = await it.reports.pack(it.database.db, WORKSPACE, WINDOW);
    expect(pack.late).toMatchObject({ now: 1, before: 0, sources: [{ origin: 'Webinar', late: 1, came: 3 }] });
    expect(pack.late.clauses).toMatchObject([{ about: 'first-contact', late: 1 }]);
    // Whose it was then, though Ben had it since.
    expect(pack.late.holders).toEqual([{ holder: 'nobody', late: 1 }]);
    expect(pack.conversion.sources).toEqual([
      { origin: 'Webinar', n: 3, qualified: 0, won: 0 },
      { origin: 'Fair', n: 2, qualified: 1, won: 1 },
    ]);
    expect(pack.reasons).toMatchObject({ now: 2, before: 0 });
    expect(pack.returned).toMatchObject({
      turnedDown: { now: 1 },
      givenBack: { now: 1 },
      handedOn: { now: 1 },
      cameBack: { now: 0 },
    });
    expect(pack.samples.weak).toMatchObject([
      { says: { sales: 'not', marketing: 'good' }, reason: 'no-need' },
      { says: { sales: 'not', marketing: 'silent' }, reason: 'no-budget' },
    ]);
    const measure = async (metric: (typeof MEASURABLE)[number], origin?: string) => {
      const of = origin === undefined ? undefined : ({ by: 'source', origin } as const);
      const { count, n } = await it.reports.measure(it.database.db, WORKSPACE, { metric, window: WINDOW, of });
      return [count, n];
    };
    expect(await measure('late', 'Webinar')).toEqual([1, 3]);
    expect(await measure('late')).toEqual([1, 5]);
    expect(await measure('won')).toEqual([1, 5]);
    expect(await measure('rejected')).toEqual([2, 5]);
    expect(it.reports.measurable().map(({ key }) => key)).toEqual(MEASURABLE);
  });

  it('are frozen once, whoever asks first, and say the same whatever happens then', async () => {
    const it = await staffed(await backend.open());
    await comes(it, 'Fair');
    const frozen = () => it.reports.frozenPack(WORKSPACE, 'retro:1', WINDOW);
    const all = await Promise.all([frozen(), frozen(), frozen()]);
    it.clock.moveBy(HOUR);
    await comes(it, 'Fair');
    const [first] = all;
    expect(first?.conversion.now.n).toBe(1);
    expect([...all, await frozen()]).toEqual([first, first, first, first]);
    expect((await it.reports.frozenPack(WORKSPACE, 'retro:2', WINDOW)).conversion.now.n).toBe(2);
  });

  it('are found by indexes', async () => {
    const it = await staffed(await backend.open());
    await day(it);
    const statements = listenToStatements();
    await it.reports.frozenPack(WORKSPACE, 'retro:1', WINDOW);
    for (const metric of MEASURABLE) await it.reports.measure(it.database.db, WORKSPACE, { metric, window: WINDOW });
    expect(await scansOf(it.database, statements())).toEqual([]);
  });
});
