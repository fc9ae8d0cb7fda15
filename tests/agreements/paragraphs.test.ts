import { describe, expect, it } from 'vitest';
import { readScore, readSegments, scoreText, segmentsText } from '../../src/agreements/paragraphs.ts';

const SEGMENTS = 'Enterprise\nscore is at least 50\nregion is DE, AT\n\nFairs\nsource contains fair';
const SCORE = '+20 demo request\nmessage contains demo\n\n-5 private address\ne-mail domain is gmail.com';

describe('segments as an admin types them', () => {
  it('are read, and can be typed again', () => {
    const read = readSegments(`\n${SEGMENTS}\n\n\n`);
    expect(read).toMatchObject({ ok: true, parts: [{ name: 'Enterprise' }, { name: 'Fairs' }] });
    expect(read.ok && segmentsText(read.parts)).toBe(SEGMENTS);
    expect(readSegments('')).toEqual({ ok: true, parts: [] });
  });

  it.each([
    ['DACH', 'Say below “DACH” which leads are meant: one condition a line.'],
    ['DACH\nregion is DE\n\ndach\nregion is AT', '“dach” is there twice: give one of them another name.'],
    ['Big\nsegment is DACH', '“Big” can’t ask for a segment: that is what it says.'],
    [
      'Big\nthey are big',
      'I could not read “they are big”. Write one condition a line, such as: campaign is Demo, Webinar',
    ],
    [`${'x'.repeat(61)}\nregion is DE`, `“${'x'.repeat(30)}…” is too long: at most 60 characters.`],
    [Array(31).fill('A\nregion is DE').join('\n\n'), 'Those are 31; write at most 30.'],
  ])('%j is refused with a sentence', (text, fault) => {
    expect(readSegments(text)).toEqual({ ok: false, fault });
  });
});

describe('points as an admin types them', () => {
  it('are read, and can be typed again', () => {
    const read = readScore(SCORE);
    expect(read).toMatchObject({ ok: true, parts: [{ points: 20, words: 'demo request' }, { points: -5 }] });
    expect(read.ok && scoreText(read.parts)).toBe(SCORE);
    expect(readScore('7 plain\nregion is DE')).toMatchObject({ parts: [{ points: 7, words: 'plain' }] });
  });

  it.each(['demo request', '+20', '+ demo', '+20.5 half'])('%j needs points', (title) => {
    expect(readScore(`${title}\nregion is DE`)).toEqual({
      ok: false,
      fault: `Begin “${title}” with its points, such as: +20 demo request`,
    });
  });
});
