import { createHmac } from 'node:crypto';
import { systemIds } from '../src/platform/ids.ts';
import { postOf } from './http-load.ts';
import { type Office, SELLER_IDS, SIGNING_SECRET, secondsOf } from './office.ts';
import { CHANNEL, TEAM } from './slack-stub.ts';

/**
 * What Slack sends when somebody presses Claim on a lead's card. It has no `response_url` and no `trigger_id`, so that nothing
 * follows the acknowledgement: bare Bolt says nothing after it either.
 */
export function claimPayload(leadId: string, personId: string): Record<string, unknown> {
  const ts = '1772614800.000100';
  const text = (words: string) => ({ type: 'plain_text', text: words, emoji: true });
  const claim = { type: 'button', action_id: 'lead.claim', text: text('Claim'), style: 'primary', value: leadId };
  const why = { type: 'button', action_id: 'lead.why', text: text('Why this time?'), value: leadId };
  return {
    type: 'block_actions',
    user: { id: personId, username: 'seller', name: 'seller', team_id: TEAM },
    api_app_id: 'A_BENCH',
    token: 'verification-token',
    container: { type: 'message', message_ts: ts, channel_id: CHANNEL, is_ephemeral: false },
    team: { id: TEAM, domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: CHANNEL, name: 'leads' },
    message: {
      type: 'message',
      user: 'U_BATON',
      bot_id: 'B_BATON',
      app_id: 'A_BENCH',
      ts,
      team: TEAM,
      text: 'New lead: Bench No. 1 Ltd, Spring, due 11:00',
      blocks: [
        { type: 'header', block_id: 'a1', text: text('#1 Bench No. 1 Ltd') },
        {
          type: 'section',
          block_id: 'b2',
          text: { type: 'mrkdwn', text: 'Free. First contact due by 11:00.', verbatim: false },
        },
        {
          type: 'context',
          block_id: 'c3',
          elements: [{ type: 'mrkdwn', text: 'Website · Spring\n<@U_SELLER1> <@U_SELLER2>', verbatim: false }],
        },
        { type: 'actions', block_id: 'd4', elements: [claim, why] },
      ],
    },
    state: { values: {} },
    actions: [{ ...claim, block_id: 'd4', action_ts: '1772614860.123456' }],
  };
}

/** The same over HTTP, signed. The claim's person is one of the sellers, in turn. */
export function claimRequest({ now }: Pick<Office, 'now'>, leadId: string, at: number): Buffer {
  const payload = JSON.stringify(claimPayload(leadId, sellerAt(at)));
  const body = Buffer.from(`payload=${encodeURIComponent(payload)}`);
  const seconds = secondsOf(now());
  const signature = createHmac('sha256', SIGNING_SECRET).update(`v0:${seconds}:`).update(body).digest('hex');
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': seconds,
    'x-slack-signature': `v0=${signature}`,
  };
  return postOf('/slack/events', headers, body);
}

/** The same as an envelope of a socket. */
export const claimEnvelope = (leadId: string, at: number) => ({
  envelope_id: systemIds.next(),
  type: 'interactive',
  accepts_response_payload: true,
  payload: claimPayload(leadId, sellerAt(at)),
});

const sellerAt = (at: number): string => SELLER_IDS[at % SELLER_IDS.length] ?? '';
