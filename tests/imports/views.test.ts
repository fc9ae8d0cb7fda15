import { expect, it } from 'vitest';
import { faultsOf, goldenViews } from '../support/golden.ts';
import { importViews } from './views.ts';

goldenViews('imports', importViews());

it('whatever a file and its columns are called, they stay within Slack’s limits and ping nobody', () => {
  const nasty = ['<!channel> <@U1> *bold* `code` &amp; https://evil.example', '\u202e'.repeat(200), 'x'.repeat(5_000)];
  for (const words of nasty) {
    const views = importViews({ name: words, heading: words });
    expect(faultsOf(views)).toEqual([]);
    expect(JSON.stringify(views)).not.toMatch(/<!channel>|<@U1>/);
  }
});
