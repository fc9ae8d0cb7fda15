import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { MINUTE } from '../../src/core/instants.ts';
import { instantAt } from '../../src/core/local-time.ts';

const FROM = Temporal.Instant.from('2024-01-01T00:00:00Z');
const UNTIL = Temporal.Instant.from('2031-01-01T00:00:00Z');

it('a time on the wall is one instant in every zone, at each change of its clock until 2030 (row 28)', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const wrong: string[] = [];
  let changes = 0;
  for (const zone of zones) {
    const wall = wallOf(zone);
    for (const change of changesOf(zone)) {
      changes += 1;
      // Around the change, by the wall before and after it: half an hour, one hour and two hours away.
      for (const away of [-120, -60, -30, -1, 0, 1, 29, 30, 59, 60, 120]) {
        const [date = '', time = ''] = shifted(wall(change - MINUTE), away).split(' ');
        const wanted = `${date} ${time}`;
        const found = instantAt(date, time, zone);
        if (wall(found) === wanted ? isRepeatOf(wall, found) : !isFirstAfter(wall, found, wanted)) {
          wrong.push(`${zone} ${wanted}: ${wall(found)}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(zones.length).toBeGreaterThan(400);
  expect(changes).toBeGreaterThan(1_500);
});

type Wall = (instant: number) => string;

/** What the wall shows, as the platform's own Intl says: `2026-03-29 03:00`. */
function wallOf(zone: string): Wall {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return (instant) => format.format(instant);
}

function changesOf(zone: string): number[] {
  const found: number[] = [];
  let at = FROM.toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  while (at !== null && Temporal.Instant.compare(at.toInstant(), UNTIL) < 0) {
    found.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition('next');
  }
  return found;
}

const shifted = (wall: string, minutes: number): string =>
  Temporal.PlainDateTime.from(wall.replace(' ', 'T')).add({ minutes }).toString().slice(0, 16).replace('T', ' ');

/** The wall showed the same before: then the first of the two is meant. */
const isRepeatOf = (wall: Wall, found: number): boolean =>
  [30, 60, 90, 120, 180].some((minutes) => wall(found - minutes * MINUTE) === wall(found));

/** The wall never shows it: then the first moment that is later is meant. */
const isFirstAfter = (wall: Wall, found: number, wanted: string): boolean =>
  wall(found) > wanted && wall(found - MINUTE) < wanted;
