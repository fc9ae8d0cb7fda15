import { expect, it } from 'vitest';
import { checkView } from '../../src/blockkit/phone.ts';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { importViews } from './views.ts';

/** Forms with a question for each column or word of a file. */
const CHOOSING = /^imports-(columns|stages|owners)/;

goldenViews('imports', importViews());

it('whatever a file and its columns are called, they stay within Slack’s limits and ping nobody', () => {
  const nasty = ['<!channel> <@U1> *bold* `code` &amp; https://evil.example', '\u202e'.repeat(200), 'x'.repeat(5_000)];
  for (const words of nasty) {
    const views = importViews({ name: words, heading: words });
    const forms = Object.entries(views).filter(([name]) => CHOOSING.test(name));
    const others = Object.entries(views).filter(([name]) => !CHOOSING.test(name));
    expect(faultsOf(Object.fromEntries(others))).toEqual([]);
    // Twenty columns, and how dates and amounts are written: once in a company's life with Baton.
    for (const [, view] of forms) if ('type' in view) expect(checkView(view, { inputs: 22 })).toEqual([]);
    // Labels are plain text, which pings nobody.
    expect(JSON.stringify(Object.fromEntries(others))).not.toMatch(/<!channel>|<@U1>/);
  }
});
