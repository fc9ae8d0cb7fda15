import { describe, expect, it } from 'vitest';
import type { EnvelopeRecord } from '../../playground/server/records.ts';
import { MINUTE, SECOND } from '../../src/core/instants.ts';
import { backends } from '../support/backends.ts';
import { type Office, openOffice } from '../support/baton.ts';
import { liveThursday, liveWednesday, UNTIL_THURSDAY } from './slack-day.ts';
import { settled, stateOf } from './slack-state.ts';

const MOMENT = 5 * SECOND;

/** What was delivered to the app while something went on. */
async function during({ slack }: Office, something: () => Promise<void>): Promise<EnvelopeRecord[]> {
  const before = slack.records.envelopes.length;
  await something();
  return slack.records.envelopes.slice(before);
}

describe.each(backends)('what Slack delivers again, on $name', (backend) => {
  it('at once, fifteen seconds later and five minutes later, over another connection, is done once (row 17)', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    await slack.until(() => slack.sockets.open.length === 2);
    slack.sockets.duplicateNext(Number.POSITIVE_INFINITY, 0);
    const kinds = new Set<string>();
    for (const live of [liveWednesday, liveThursday]) {
      const delivered = await during(office, () => live(office));
      // What was kept waiting because another job was just showing it comes a moment later.
      await settled(office);
      clock.advance(MOMENT);
      const before = await stateOf(office);
      for (const later of [15 * SECOND, 5 * MINUTE - 15 * SECOND]) {
        clock.advance(later);
        for (const envelope of delivered) slack.sockets.resend(envelope);
        // What is typed after them over both connections is answered after them.
        for (let at = 0; at < 2; at += 1) await slack.person('U_SAM').type('/lead list', 'C_OTHER');
        expect(await stateOf(office)).toEqual(before);
      }
      for (const { type, payload } of delivered)
        kinds.add(typeof payload.type === 'string' ? `${type} ${payload.type}` : type);
      clock.advance(UNTIL_THURSDAY - 5 * MINUTE);
    }
    expect([...kinds].toSorted()).toEqual([
      'events_api event_callback',
      'interactive block_actions',
      'interactive shortcut',
      'interactive view_submission',
      'slash_commands',
    ]);
  });

  it('to a process that has never seen it: what somebody took, made, noted, answered or skipped is so once (row 17)', async () => {
    const office = await openOffice(backend);
    const { slack, clock } = office;
    for (const live of [liveWednesday, liveThursday]) {
      const delivered = await during(office, () => live(office));
      // What was kept waiting because another job was just showing it comes a moment later.
      await settled(office);
      clock.advance(MOMENT);
      const before = await stateOf(office);
      await office.restart();
      clock.advance(15 * SECOND);
      await slack.until(() => slack.sockets.open.length === 2);
      for (const { type, payload } of delivered)
        expect(await slack.deliver(type, payload)).toMatchObject({ kind: 'acked' });
      expect(await stateOf(office)).toEqual(before);
      clock.advance(UNTIL_THURSDAY);
    }
  });
});
