import { describe, expect, it } from 'vitest';
import { publicHolidays } from '../../src/people/holidays/public-holidays.ts';

const TODAY = '2026-03-03';
const asked = (text: string) => publicHolidays(text, TODAY);

describe('TIME-7: the days off of a country or state', () => {
  it.each([
    ['DE-BY', 'DE-BY', 'Germany, Bayern'],
    ['de-by', 'DE-BY', 'Germany, Bayern'],
    ['Germany', 'DE', 'Germany'],
    ['Deutschland', 'DE', 'Germany'],
    ['Bayern', 'DE-BY', 'Germany, Bayern'],
    ['Bayern, Germany', 'DE-BY', 'Germany, Bayern'],
    ['germany,  baden-wurttemberg', 'DE-BW', 'Germany, Baden-Württemberg'],
    ['DE, BY', 'DE-BY', 'Germany, Bayern'],
    ['DE-BY-A', 'DE-BY-A', 'Germany, Bayern, Stadt Augsburg'],
    ['California', 'US-CA', 'United States of America, California'],
  ])('"%s" is %s', async (text, code, name) => {
    expect(await asked(text)).toMatchObject({ kind: 'region', region: { code, name } });
  });

  it.each([
    ['Atlantis', 'I don’t know that country'],
    ['', 'I don’t know that country'],
    ['a, b, c', 'I don’t know that country'],
    ['DE-XX', 'I know Germany, but not that part of it. Write DE- and one of: BB Brandenburg, BE Berlin,'],
    ['Germany, Tuscany', 'I know Germany, but not that part'],
    ['Georgia', 'GE (Georgia) or US-GA (United States of America, Georgia)'],
  ])('"%s" gets a sentence', async (text, words) => {
    expect(await asked(text)).toEqual({ kind: 'fault', sentence: expect.stringContaining(words) });
  });

  it('are whole public days, from today until the end of next year', async () => {
    const bavaria = await asked('DE-BY');
    if (bavaria.kind === 'fault') throw new Error(bavaria.sentence);
    expect(bavaria.days[0]).toEqual({ on: '2026-04-03', name: 'Good Friday' });
    expect(bavaria.days.at(-1)?.on).toBe('2027-12-26');
    expect(bavaria.days.filter(({ on }) => on.startsWith('2027'))).toHaveLength(12);
    expect(bavaria.zones).toContain('Europe/Berlin');
    expect(bavaria.parts).toContain('DE-BY-A Stadt Augsburg');
  });

  it('a feast of several days is all of them', async () => {
    const arabia = await asked('SA');
    if (arabia.kind === 'fault') throw new Error(arabia.sentence);
    const eid = arabia.days.filter(({ on, name }) => name.includes('Eid al-Fitr') && on < '2027').map(({ on }) => on);
    expect(eid).toEqual(['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22']);
  });

  it('next year comes with it on the last day of this one', async () => {
    const bavaria = await publicHolidays('DE-BY', '2026-12-31');
    if (bavaria.kind === 'fault') throw new Error(bavaria.sentence);
    expect(bavaria.days[0]).toEqual({ on: '2027-01-01', name: "New Year's Day" });
  });
});
