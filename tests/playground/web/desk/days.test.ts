import { describe, expect, it } from 'vitest';
import { dayName, linesOf } from '../../../../playground/web/desk/days.ts';
import type { PaneMessage } from '../../../../playground/wire.ts';

const at = (iso: string): number => Date.parse(iso);
const BERLIN = { zone: 'Europe/Berlin', now: at('2026-03-11T09:00:00Z') };

describe('the days between messages', () => {
  it.each([
    ['2026-03-11T00:30:00Z', 'Today'],
    ['2026-03-10T23:30:00Z', 'Today'],
    ['2026-03-10T12:00:00Z', 'Yesterday'],
    ['2026-03-09T12:00:00Z', 'Monday, 9 Mar'],
  ])('%s is called %s in Berlin', (moment, name) => {
    expect(dayName(at(moment), BERLIN)).toBe(name);
  });

  it('begin where the reader is, not where the office is', () => {
    const messages = [message('2026-03-10T22:30:00Z'), message('2026-03-10T23:30:00Z')];
    expect(shape(linesOf(messages, BERLIN))).toEqual(['Yesterday', 'message', 'Today', 'message']);
    expect(shape(linesOf(messages, { ...BERLIN, zone: 'Europe/London' }))).toEqual(['Yesterday', 'message', 'message']);
  });
});

describe('a message that goes on', () => {
  const first = message('2026-03-11T08:00:00Z');

  it.each<[string, PaneMessage, boolean]>([
    ['of the same author within five minutes', message('2026-03-11T08:04:59Z'), true],
    ['of the same author after five minutes', message('2026-03-11T08:05:00Z'), false],
    ['of somebody else', message('2026-03-11T08:01:00Z', { user: 'U_BEN' }), false],
    ['of the app, as its cards have heads of their own', message('2026-03-11T08:01:00Z', { fromBot: true }), false],
    ['that only one person sees', message('2026-03-11T08:01:00Z', { isEphemeral: true }), false],
  ])('%s', (_what, next, isContinued) => {
    const [, , line] = linesOf([first, next], BERLIN);
    expect(line).toMatchObject({ kind: 'message', isContinued });
  });
});

const shape = (lines: ReturnType<typeof linesOf>): string[] =>
  lines.map((line) => (line.kind === 'day' ? line.label : 'message'));

function message(iso: string, change: Partial<PaneMessage> = {}): PaneMessage {
  return {
    kind: 'message',
    channel: 'C_LEADS',
    ts: (at(iso) / 1_000).toFixed(6),
    user: 'U_ANA',
    fromBot: false,
    text: 'Hello',
    blocks: [],
    says: 'Hello',
    buttons: [],
    isEphemeral: false,
    isEdited: false,
    threadTs: undefined,
    replyCount: 0,
    hasNewReplies: false,
    repliers: [],
    ...change,
  };
}
