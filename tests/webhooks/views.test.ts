import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergedMessage } from '../../src/notices/blocks.ts';
import type { Address, AddressView, Delivery } from '../../src/webhooks/address.ts';
import * as blocks from '../../src/webhooks/blocks.ts';
import { webhookNotices } from '../../src/webhooks/notices.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';

const NOON = Date.parse('2026-03-04T12:00:00Z');
const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const KEY = 'a-key-in-the-path';

const address = (differing: Partial<AddressView> = {}): AddressView => ({
  id: 'crm-example-com',
  workspaceId: 'T1',
  url: `https://crm.example.com/${KEY}`,
  events: undefined,
  isPersonal: false,
  state: 'on',
  createdAt: NOON,
  failures: 0,
  failingSince: undefined,
  lastFault: undefined,
  heldUntil: 0,
  waiting: 0,
  lastDeliveredAt: undefined,
  ...differing,
});

const delivery = (differing: Partial<Delivery> = {}): Delivery => ({
  id: 'msg_1',
  addressId: 'crm-example-com',
  type: 'lead.claimed',
  leadNumber: 12,
  createdAt: NOON,
  state: 'delivered',
  attempts: 1,
  nextAt: NOON,
  lastStatus: 204,
  lastFault: undefined,
  latency: 84,
  ...differing,
});

interface Words {
  readonly type: string;
  readonly fault: string;
}

const PLAIN: Words = { type: 'lead.rejected', fault: 'it answered 503' };

/** Everything that admins see of those who follow. */
async function webhookViews({ type, fault }: Words): Promise<Views> {
  const failing = address({ failures: 2, failingSince: NOON, lastFault: fault, waiting: 3 });
  const told = address({ lastDeliveredAt: NOON });
  const paused = address({ state: 'paused', waiting: 1, events: [type, 'lead.won'], isPersonal: true });
  const stopped = address({ ...failing, state: 'stopped' });
  return {
    'webhooks-addresses.none': blocks.addressesModal([]),
    'webhooks-addresses.some': blocks.addressesModal([
      address(),
      told,
      address({ waiting: 2 }),
      failing,
      paused,
      stopped,
      address({ state: 'gone' }),
    ]),
    'webhooks-add': blocks.addModal(),
    'webhooks-secret': blocks.secretModal(address(), SECRET),
    'webhooks-address.new': blocks.addressModal(address(), []),
    'webhooks-address.paused': blocks.addressModal(paused, [delivery()]),
    'webhooks-address.failing': blocks.addressModal(failing, [
      delivery({ state: 'waiting', attempts: 0, lastStatus: undefined, latency: undefined }),
      delivery({ type, state: 'waiting', attempts: 2, lastStatus: 503, lastFault: fault }),
      delivery({ type: 'ping', leadNumber: undefined, state: 'given-up', lastStatus: undefined, lastFault: fault }),
      delivery({ state: 'given-up', attempts: 10, lastStatus: 503, lastFault: fault }),
      delivery({ state: 'dropped', attempts: 0, lastStatus: undefined, latency: undefined }),
      delivery(),
    ]),
    'webhooks-refusal.not-admin': blocks.notAdminMessage(),
    'webhooks-refusal.unknown-address': blocks.unknownAddressMessage(),
    'webhooks-refusal.not-now': blocks.notNowMessage(),
    ...(await noticeViews('given-up', failing)),
    ...(await noticeViews('ended', stopped)),
    ...(await noticeViews('ended', address({ state: 'gone' }), 'gone')),
  };
}

const noticeOf = (kind: string, known: Address | undefined) => {
  const found = webhookNotices({ known: async () => known }).find((one) => one.kind === `webhooks.${kind}`);
  if (found === undefined) throw new Error(`There is no ${kind}`);
  const about = { key: 'n', workspaceId: 'T1', recipient: { person: 'UADA' }, kind: found.kind, subject: 'x', at: 0 };
  return { heading: found.heading, render: () => found.render(about) };
};

async function noticeViews(kind: string, known: Address, name = kind): Promise<Views> {
  const { heading, render } = noticeOf(kind, known);
  const rendered = await render();
  if (rendered === undefined) throw new Error(`${kind} says nothing`);
  return {
    [`webhooks-notice.${name}`]: rendered.message,
    [`webhooks-notice.${name}-merged`]: mergedMessage([{ heading: heading(2), lines: [rendered.line, rendered.line] }]),
  };
}

describe('what admins see of those who follow leads', async () => {
  const plain = await webhookViews(PLAIN);
  goldenViews('webhooks', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  const writing = (word: string) => webhookViews({ type: word, fault: word });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits when somebody writes %j', async (_, word) => {
    expect(faultsOf(await writing(word))).toEqual([]);
  });

  it('fits whatever anybody writes', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (word) => {
        expect(faultsOf(await writing(word))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('twenty addresses fit, and one more can be added', () => {
    const view = blocks.addressesModal(Array.from({ length: 20 }, (_, at) => address({ id: `crm-${at}` })));
    expect(faultsOf({ view })).toEqual([]);
    expect(JSON.stringify(view)).toContain(blocks.OPEN_ADD);
  });

  it('a secret stands only where it is shown the once, and what follows the host of an address nowhere', () => {
    for (const [name, view] of Object.entries(plain)) {
      expect(JSON.stringify(view).includes(SECRET), name).toBe(name === 'webhooks-secret');
      expect(JSON.stringify(view), name).not.toContain(KEY);
    }
  });

  it('tells nobody of what is well again, or gone for good', async () => {
    for (const kind of ['given-up', 'ended']) {
      for (const known of [undefined, address(), address({ state: 'removed' })]) {
        expect(await noticeOf(kind, known).render()).toBeUndefined();
      }
    }
  });
});
