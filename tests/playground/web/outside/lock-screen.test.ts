import { expect, it } from 'vitest';
import { company } from '../../../../playground/company.ts';
import { lockScreenText } from '../../../../playground/web/outside/lock-screen.ts';
import { OFFICE, WEDNESDAY } from './page.ts';

const shown = (text: string, because: 'mention' | 'channel' = 'mention', zone = 'Europe/Berlin') =>
  lockScreenText({ text, because }, { office: OFFICE, zone, now: WEDNESDAY });

it('mentions of people, groups and channels are names', () => {
  expect(shown('<@U_ANA> and <@U_BATON>, see <#C_LEADS>, <!subteam^S_SALES|@x>')).toBe(
    '@Ana Ruiz and @Baton, see #leads, @sales',
  );
});

it('dates are in the zone of whose phone it is', () => {
  const token = '<!date^1772618400^{date_short_pretty} at {time}|Wed 11:00 CET>';
  expect(shown(`due ${token}`)).toBe('due today at 11:00');
  expect(shown(`due ${token}`, 'mention', 'Europe/London')).toBe('due today at 10:00');
});

it('of a link the words are left', () => {
  expect(shown('<https://crm.example/1|View in CRM> <tel:+4930> <mailto:a@b.example|a@b.example>')).toBe(
    'View in CRM tel:+4930 a@b.example',
  );
});

it.each([
  '<@U_NOBODY>',
  '<#C_NOWHERE>',
  '<!here>',
  '<!date^x^{time}|y>',
  '<script>',
  'a < b > c',
  '<>',
  '*not bold*',
  ':fire:',
])('%s stays as it is', (text) => {
  expect(shown(text)).toBe(text);
});

it('a mention of everybody is one only if the phone rang for it: a stranger’s words ring nobody', () => {
  expect(shown('<!channel> news', 'channel')).toBe('@channel news');
  expect(shown('<!channel> news', 'mention')).toBe('<!channel> news');
});

it('everybody in the company has a name there', () => {
  for (const { id, realName = '' } of company.people) expect(shown(`<@${id}>`)).toBe(`@${realName}`);
});
