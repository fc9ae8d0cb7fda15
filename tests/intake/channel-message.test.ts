import { expect, it } from 'vitest';
import { appMessageIn } from '../../src/intake/watching/channel-message.ts';

const posted = { type: 'message', channel: 'C1', ts: '1700000000.000100', bot_id: 'B1', text: 'New lead' };

it('a message of an app is known by its channel and time, its app by its bot', () => {
  const named = { ...posted, bot_profile: { name: 'HubSpot' }, user: 'UBOT', app_id: 'A1' };
  expect(appMessageIn(named)).toMatchObject({ channelId: 'C1', ts: posted.ts, botId: 'B1', botName: 'HubSpot' });
  expect(appMessageIn({ ...posted, subtype: 'bot_message', username: 'Form' })).toMatchObject({ botName: 'Form' });
  expect(appMessageIn(posted)).toMatchObject({ botName: 'B1', body: { bot_id: 'B1', text: 'New lead' } });
});

it.each([
  ['of a person', { bot_id: undefined, user: 'U1' }],
  ['that was edited', { subtype: 'message_changed' }],
  ['that was deleted', { subtype: 'message_deleted' }],
  ['that says who has joined', { subtype: 'channel_join' }],
  ['that answers in a thread', { thread_ts: '1699999999.000100' }],
  ['without a channel', { channel: undefined }],
])('one %s is none', (_what, changes) => {
  expect(appMessageIn({ ...posted, ...changes })).toBeUndefined();
});

it('the beginning of a thread is a message like any other', () => {
  expect(appMessageIn({ ...posted, thread_ts: posted.ts })).toMatchObject({ ts: posted.ts });
});
