import { expect, it } from 'vitest';
import { shownTraffic, type TrafficFilter, tookText } from '../../../../playground/web/outside/traffic-filter.ts';
import type { TrafficLine } from '../../../../playground/wire.ts';

const line = (id: string, direction: TrafficLine['direction'], what: string, result = 'ok'): TrafficLine => ({
  id,
  direction,
  what,
  at: 0,
  tookMs: 4,
  result,
  isFine: result === 'ok',
});

const LINES = [
  line('1', 'from Slack', 'button lead.claim', 'acknowledged'),
  line('2', 'to Slack', 'chat.update'),
  line('3', 'refused', 'chat.postMessage', 'invalid_blocks'),
  line('4', 'to Slack', 'chat.postMessage', 'ratelimited'),
];

const ids = (filter: TrafficFilter, search = '') => shownTraffic(LINES, { filter, search }).map(({ id }) => id);

it('the newest is first', () => {
  expect(ids('all')).toEqual(['4', '3', '2', '1']);
});

it('what was refused had been sent to Slack', () => {
  expect(ids('to Slack')).toEqual(['4', '3', '2']);
  expect(ids('from Slack')).toEqual(['1']);
  expect(ids('refused')).toEqual(['3']);
});

it('a search needs all of its words, in any order and case', () => {
  expect(ids('all', ' POSTMESSAGE ')).toEqual(['4', '3']);
  expect(ids('all', 'ratelimited chat')).toEqual(['4']);
  expect(ids('refused', 'lead')).toEqual([]);
});

it.each([
  [undefined, 'waiting'],
  [0.4, '0 ms'],
  [12, '12 ms'],
  [999, '999 ms'],
  [3_004, '3.0 s'],
])('%s ms are %s', (tookMs, text) => {
  expect(tookText(tookMs)).toBe(text);
});
