import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import * as blocks from '../../src/setup/blocks.ts';
import { setupNotices } from '../../src/setup/notices.ts';
import type { FirstContactPromise, More } from '../../src/setup/settings.ts';
import type { Views } from '../support/golden.ts';
import { firstPromise, MEASURED, terms } from './samples.ts';

/** Everything that is seen while setting up; what somebody wrote stands where the zone and the group do. */
export async function setupViews({ zone, group }: { zone: string; group: string }): Promise<Views> {
  const usual = firstPromise();
  const own = firstPromise({
    isAnnounced: true,
    current: terms({
      target: 90 * MINUTE,
      lateTo: ['UMAX'],
      calendar: { ...terms().calendar, zone, dates: { '2026-12-25': [], '2026-12-24': [['09:00', '12:00']] } },
    }),
  });
  return {
    'setup-basics': blocks.setupModal({ sales: [], marketing: [] }),
    'setup-basics.again': blocks.setupModal({ channelId: 'CLEADS', sales: ['UANN', 'UBEN'], marketing: ['UMIA'] }),
    'setup-done': blocks.setupDoneModal('CLEADS', usual),
    'setup-done.announced': blocks.setupDoneModal('CLEADS', own),
    'setup-more': blocks.moreModal(MORE),
    'setup-more.group': blocks.moreModal({ ...MORE, ring: { kind: 'group', id: group }, isMasked: false }),
    'setup-measured': blocks.measuredMessage(usual.current, MEASURED),
    'setup-measured.without-contact': blocks.measuredMessage(usual.current, { count: 3, inTime: 0, median: undefined }),
    'setup-measured.merged': await mergedMeasure(usual),
    'setup-switched-on': blocks.switchedOnMessage(true),
    'setup-switched-on.already': blocks.switchedOnMessage(false),
    'setup-test.sent': blocks.testSentMessage(1, 'CLEADS'),
    'setup-test.not-set-up': blocks.testSentMessage(undefined, undefined),
    'setup-greeting': blocks.greeting(),
    'setup-refusal.not-admin': blocks.notAdminMessage(),
    'setup-refusal.wrong-code': blocks.wrongCodeMessage(),
    ...promiseViews(usual, own),
  };
}

/** The one form with six inputs: hours, zone and days off make one calendar, and whoever fills it in is an admin. */
export const promiseViews = (usual: FirstContactPromise, own: FirstContactPromise): Views => ({
  'setup-promise': blocks.promiseModal(usual),
  'setup-promise.own': blocks.promiseModal(own),
});

const MORE: More = {
  salesManagers: ['UMAX'],
  marketingManagers: [],
  ring: { kind: 'on-shift' },
  isMasked: true,
};

async function mergedMeasure(policy: FirstContactPromise) {
  const [notice] = setupNotices({ measure: async () => ({ policy, attainment: { ...MEASURED, median: HOUR } }) });
  const rendered = await notice?.render({
    key: 'n',
    workspaceId: 'T1',
    recipient: { person: 'UMAX' },
    kind: 'setup.measured',
    subject: policy.id,
    at: 0,
  });
  if (notice === undefined || rendered === undefined) throw new Error('setup.measured says nothing');
  return mergedMessage([{ heading: notice.heading(1), lines: [rendered.line] }]);
}
