import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/platform/http/json-body.ts';
import { processorTime } from '../../support/processor-time.ts';

const read = (text: string) => readJson(Buffer.from(text));

describe('a body read as JSON', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(read(text)).toEqual({ kind: 'json', value: JSON.parse(text) });
      }),
    );
  });

  it('skips a byte order mark at the start, and nowhere else', () => {
    expect(read('\ufeff{"a":1}')).toEqual({ kind: 'json', value: { a: 1 } });
    expect(read('{"a":\ufeff1}')).toEqual({ kind: 'not-json', why: 'syntax' });
  });

  it.each(['', 'NaN', '{"a":1,}', "{'a':1}", '{"a":"\u0000"}', '{"a":1} x', '[[]', ']]]]'])(
    '%j is not JSON',
    (text) => {
      expect(read(text)).toEqual({ kind: 'not-json', why: 'syntax' });
    },
  );

  it.each([[[0x22, 0xff, 0x22]], [[0x22, 0xed, 0xa0, 0x80, 0x22]], [[0x22, 0xc0, 0x80, 0x22]]])(
    'bytes that are not UTF-8 are not JSON: %j',
    (bytes) => {
      expect(readJson(Buffer.from(bytes))).toEqual({ kind: 'not-json', why: 'encoding' });
    },
  );

  it('keeps ids that a number cannot hold exactly, and numbers beyond all bounds, as their text', () => {
    expect(read('{"lead_id":444444444444444444,"n":-12,"big":1e400,"part":0.1234567890123456}')).toEqual({
      kind: 'json',
      value: { lead_id: '444444444444444444', n: -12, big: '1e400', part: 0.1234567890123456 },
    });
  });

  it('keeps “__proto__” as an ordinary field: nothing is polluted', () => {
    const body = read('{"__proto__":{"admin":true},"id":12345678901234567890}');
    expect(Object.keys(body.kind === 'json' ? Object(body.value) : {})).toEqual(['__proto__', 'id']);
    expect(Reflect.get({}, 'admin')).toBeUndefined();
  });

  it('takes the last of duplicate keys and the escapes of NUL and lone surrogates as they are', () => {
    expect(read('{"a":1,"a":2,"nul":"\\u0000","half":"\\ud800"}')).toEqual({
      kind: 'json',
      value: { a: 2, nul: '\u0000', half: '\ud800' },
    });
  });

  it('refuses depth and number of fields before building anything, brackets in texts aside', () => {
    expect(read('['.repeat(100_000))).toEqual({ kind: 'not-json', why: 'too-deep' });
    expect(read(`{${'"a":{'.repeat(100_000)}`)).toEqual({ kind: 'not-json', why: 'too-deep' });
    expect(read(`[${'0,'.repeat(100_000)}0]`)).toEqual({ kind: 'not-json', why: 'too-many-fields' });
    expect(read(JSON.stringify(`\\"${'[{,'.repeat(100_000)}`)).kind).toBe('json');
  });

  it('spends less than 50 ms of processor on a megabyte of malice', () => {
    const bodies = [
      '['.repeat(1_048_576),
      `{${Array.from({ length: 9_999 }, (_, at) => `"${'k'.repeat(90)}${at}":1`).join(',')}}`,
      `"${'\\u0000'.repeat(174_000)}"`,
      '9'.repeat(1_048_000),
    ].map((text) => Buffer.from(text));
    for (const body of bodies) expect(processorTime(() => void readJson(body))).toBeLessThan(50);
  });
});
