import { expect, it } from 'vitest';
import { asTyped } from '../../src/core/slack-markup.ts';

it.each([
  ['R&amp;D &lt;5 &amp;amp; &gt;', 'R&D <5 &amp; >'],
  ['<mailto:ann@acme.example|ann@acme.example> bought', 'ann@acme.example bought'],
  [
    '<http://acme.example|acme.example> and <https://acme.example/a?b&amp;c>',
    'acme.example and https://acme.example/a?b&c',
  ],
  ['<tel:+4930|+49 30>, <tel:+4940>', '+49 30, +4940'],
  ['3 <@U1|ann> <#C1|leads> <!here>', '3 <@U1|ann> <#C1|leads> <!here>'],
  ['<mailto:', '<mailto:'],
])('what Slack sends as “%s” was typed as “%s”', (sent, typed) => {
  expect(asTyped(sent)).toBe(typed);
});
