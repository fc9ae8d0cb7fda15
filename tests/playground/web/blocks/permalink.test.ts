import { expect, it } from 'vitest';
import { placeOfMessage } from '../../../../playground/web/blocks/permalink.ts';
import type { Reader } from '../../../../playground/web/surface.ts';

const office: Reader['office'] = {
  team: 'Lumen',
  people: [],
  channels: [{ id: 'C_LEADS', name: 'leads' }],
  userGroups: [],
  bot: { id: 'U_BOT', name: 'Baton', hasHome: true },
  commands: [],
  shortcuts: [],
  leadPresets: [],
};

it('the permanent address of a message leads to its thread on this page, in the same person’s eyes', () => {
  const place = (href: string) => placeOfMessage(href, { id: 'U_ANA', office });
  expect(place('https://lumen.slack.com/archives/C_LEADS/p1700000000123456')).toBe(
    '#as=U_ANA&in=C_LEADS&thread=1700000000.123456',
  );
  expect(place('https://lumen.slack.com/archives/C_ELSEWHERE/p1700000000123456')).toBeUndefined();
  expect(place('https://lumen.slack.com.evil.example/archives/C_LEADS/p1700000000123456')).toBeUndefined();
  expect(place('https://example.com/')).toBeUndefined();
});
