import { expect, it } from 'vitest';
import { MINUTE } from '../../../src/core/instants.ts';
import { connect } from './workspace.ts';

it('a lost installation makes us unready, is logged once, and is over as soon as the token works again (row 44)', async () => {
  const { baton, slack, clock, log } = await connect();
  await slack.until(() => baton.ready());
  slack.admin.uninstall();
  await expect(baton.client.user('U_ANA')).rejects.toThrow();
  await expect(baton.client.user('U_BEN')).rejects.toThrow();
  expect(baton.ready()).toBe(false);
  expect(log.lines.filter(({ event }) => event === 'slack.installation-lost')).toHaveLength(1);

  slack.admin.reinstall();
  clock.advance(MINUTE);
  await slack.until(() => baton.ready());
  expect(log.lines.map(({ event }) => event)).toContain('slack.installation-back');
});
