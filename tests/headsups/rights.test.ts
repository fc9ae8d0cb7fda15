import { expect, it } from 'vitest';
import { mayAnnounce, mayAnswer, mayChange } from '../../src/headsups/rights.ts';
import { ANA, headsUp, KIM, MAX, MIA, PROCESS, person, SAM } from './samples.ts';

const everybody = [ANA, MIA, MAX, KIM, SAM];
const those = (may: (one: typeof ANA) => boolean): string[] => everybody.filter(may).map(({ id }) => id);

it('campaigns are announced by marketing, a new way of working by managers of sales', () => {
  expect(those((one) => mayAnnounce('campaign', one))).toEqual(['UMIA', 'UKIM']);
  expect(those((one) => mayAnnounce('process', one))).toEqual(['UMAX']);
});

it('is changed by whoever announced it while they may announce, and by the managers of their team', () => {
  expect(those((one) => mayChange(headsUp(), one))).toEqual(['UMIA', 'UKIM']);
  expect(mayChange(headsUp(), person('UMIA', ['sales']))).toBe(false);
  expect(those((one) => mayChange(headsUp({ terms: PROCESS, by: 'UOTHER' }), one))).toEqual(['UMAX']);
});

it('a campaign is answered by those who sell, a new way of working by both teams, and neither by who announced it', () => {
  expect(those((one) => mayAnswer(headsUp(), one))).toEqual(['UANA', 'UMAX']);
  expect(those((one) => mayAnswer(headsUp({ terms: PROCESS, by: 'UMAX' }), one))).toEqual(['UANA', 'UMIA', 'UKIM']);
  expect(mayAnswer(headsUp(), person('UMIA', ['sales', 'marketing']))).toBe(false);
});
