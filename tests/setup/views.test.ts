import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkView } from '../../src/blockkit/phone.ts';
import { setupNotices } from '../../src/setup/notices.ts';
import { hostile, nasty } from '../blockkit/hostile.ts';
import { faultsOf, goldenViews, type Views } from '../support/golden.ts';
import { firstPromise, MEASURED } from './samples.ts';
import { setupViews } from './views.ts';

const plain = await setupViews({ zone: 'America/New_York', group: 'S0123ABCD' });

/** What is wrong with these, where the form of the promise may ask six things. */
function faultsOfSetup(views: Views): string[] {
  const [promises, others] = [true, false].map((isPromise) =>
    Object.entries(views).filter(([name]) => name.startsWith('setup-promise') === isPromise),
  );
  return [
    ...faultsOf(Object.fromEntries(others ?? [])),
    ...(promises ?? []).flatMap(([name, view]) =>
      ('type' in view ? checkView(view, { inputs: 6 }) : ['no form']).map((fault) => `${name}: ${fault}`),
    ),
  ];
}

describe('what is seen while setting up', () => {
  goldenViews('setup', plain);

  it('fits Slack and a phone', () => {
    expect(faultsOfSetup(plain)).toEqual([]);
  });

  it.each(nasty.map((word) => [word.slice(0, 30), word] as const))('fits when somebody writes %j', async (_, word) => {
    expect(faultsOfSetup(await setupViews({ zone: word, group: word }))).toEqual([]);
  });

  it('fits whatever anybody writes', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (word) => {
        expect(faultsOfSetup(await setupViews({ zone: word, group: word }))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the report of what was measured', () => {
  const told = async (measured: Awaited<ReturnType<Parameters<typeof setupNotices>[0]['measure']>>) => {
    const [notice] = setupNotices({ measure: async () => measured });
    const recipient = { person: 'UMAX' };
    return notice?.render({ key: 'n', workspaceId: 'T1', recipient, kind: notice.kind, subject: 'p1', at: 0 });
  };

  it('says how fast, how many in time, and within what', async () => {
    const report = await told({ policy: firstPromise(), attainment: MEASURED });
    expect(report?.line.toString()).toBe('Median 52 min, 9 of 12 within 1 working hour.');
    expect(report?.message.text).toContain('9 of 12');
  });

  it('gives no median when most leads had no contact', async () => {
    const report = await told({ policy: firstPromise(), attainment: { count: 3, inTime: 1, median: undefined } });
    expect(report?.line.toString()).toBe('Most had no contact yet, 1 of 3 within 1 working hour.');
  });

  it('is not given when somebody has switched the promise on, or it is gone', async () => {
    expect(await told({ policy: firstPromise({ isAnnounced: true }), attainment: MEASURED })).toBeUndefined();
    expect(await told(undefined)).toBeUndefined();
  });
});
