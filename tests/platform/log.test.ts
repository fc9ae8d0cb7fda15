import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';

function logged(fields: Record<string, unknown>): Record<string, unknown> {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  createLog({ level: 'info', now: () => 42, destination }).info('lead.claimed', fields);
  return JSON.parse(lines[0] ?? '{}');
}

describe('the log', () => {
  it('writes an event with its fields and the time of our clock', () => {
    const line = logged({ lead: 'L1', waitedMs: 20, kinds: ['a', 'b'] });
    expect(line).toEqual({
      level: 'info',
      time: 42,
      event: 'lead.claimed',
      lead: 'L1',
      waitedMs: 20,
      kinds: ['a', 'b'],
    });
  });

  it('drops fields that are not on the list and names them', () => {
    expect(logged({ lead: 'L1', contact: 'Ada', token: 'xoxb' })).toMatchObject({
      lead: 'L1',
      dropped: ['contact', 'token'],
    });
    expect(JSON.stringify(logged({ contact: 'Ada' }))).not.toContain('Ada');
  });

  it('drops objects, which may hold anything', () => {
    expect(logged({ lead: { name: 'Ada' } })).toEqual({
      level: 'info',
      time: 42,
      event: 'lead.claimed',
      dropped: ['lead'],
    });
  });

  it('reduces an error to name, message, code and stack', () => {
    const error = Object.assign(new TypeError('broken'), { code: 'E1', request: { authorization: 'Bearer x' } });
    const { error: reduced } = logged({ error });
    expect(reduced).toEqual({ name: 'TypeError', message: 'broken', code: 'E1', stack: error.stack });
  });

  it('cuts long texts', () => {
    expect(String(logged({ key: 'x'.repeat(1_000) }).key)).toHaveLength(201);
  });
});
