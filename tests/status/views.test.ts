import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/instants.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { statusMessage } from '../../src/status/blocks.ts';
import { statusNotices } from '../../src/status/notices.ts';
import type { Report, Trouble } from '../../src/status/report.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';

const FINE: Report = {
  isConnected: true,
  isSetUp: true,
  waiting: 4,
  parked: 0,
  lateness: 0,
  missingHistory: [],
  lacksEmail: false,
  lacksQuiet: false,
  missingToWatch: [],
};
const HISTORY = ['channels:history', 'groups:history', 'im:history'];

const status = (differing: Partial<Report> = {}) => statusMessage({ ...FINE, ...differing });

/** What is read of how Baton is; `advice` is what an error says. */
async function statusViews(advice: string): Promise<Views> {
  return {
    'status-report.fine': status(),
    'status-report.not-connected': status({ isConnected: false }),
    'status-report.not-set-up': status({ isSetUp: false, waiting: 0 }),
    'status-report.parked': status({ parked: 2 }),
    'status-report.late': status({ waiting: 1, lateness: 12 * MINUTE }),
    'status-report.missing-scopes': status({ missingHistory: HISTORY, lacksEmail: true, lacksQuiet: true }),
    'status-report.deaf': status({ missingHistory: HISTORY.slice(0, 1), missingToWatch: HISTORY.slice(0, 1) }),
    'status-report.all-at-once': status({
      isConnected: false,
      isSetUp: false,
      waiting: 40,
      parked: 1,
      lateness: 26 * 60 * MINUTE,
      missingHistory: HISTORY.slice(1),
      lacksEmail: true,
      lacksQuiet: true,
      missingToWatch: HISTORY.slice(1, 2),
    }),
    ...(await troubleViews('in-channel', { advice, channel: 'CLEADS' })),
    ...(await troubleViews('of-one-form', { advice, channel: 'CFORMS', insteadIn: 'CLEADS' })),
    ...(await troubleViews('anywhere', { advice })),
    ...(await troubleViews('with-a-person', { advice, channel: 'DANN' })),
  };
}

async function troubleViews(name: string, trouble: Trouble): Promise<Views> {
  const [notice] = statusNotices();
  const rendered = await notice?.render({
    key: 'n',
    workspaceId: 'T1',
    recipient: { person: 'UADA' },
    kind: 'status.trouble',
    subject: JSON.stringify(trouble),
    at: 0,
  });
  if (notice === undefined || rendered === undefined) throw new Error('status.trouble says nothing');
  return {
    [`status-trouble.${name}`]: rendered.message,
    [`status-trouble.${name}-merged`]: mergedMessage([
      { heading: notice.heading(2), lines: [rendered.line, rendered.line] },
    ]),
  };
}

describe('what is read of how Baton is', async () => {
  const plain = await statusViews('I am not in that channel. Type /invite @Baton there.');
  goldenViews('status', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOf(plain)).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits when an error says %j', async (_, word) => {
    expect(faultsOf(await statusViews(word))).toEqual([]);
  });

  it('fits whatever an error says', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (word) => {
        expect(faultsOf(await statusViews(word))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('all is well', () => {
  it.each<[string, Partial<Report>]>([
    ['when nothing is wrong', {}],
    ['a little behind, as in any busy minute', { lateness: 59 * SECOND }],
    ['without the optional scopes', { missingHistory: HISTORY, lacksEmail: true }],
  ])('%s', (_, differing) => {
    expect(status(differing).text).toBe('✅ All is well.');
  });

  it.each<[string, Partial<Report>]>([
    ['without Slack', { isConnected: false }],
    ['before the set-up', { isSetUp: false }],
    ['while something is given up', { parked: 1 }],
    ['a minute behind', { lateness: MINUTE }],
  ])('is not claimed %s', (_, differing) => {
    expect(status(differing).text).toBe('⚠️ Something needs attention.');
  });
});
