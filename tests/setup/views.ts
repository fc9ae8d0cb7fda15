import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import * as blocks from '../../src/setup/blocks.ts';
import { setupNotices } from '../../src/setup/notices.ts';
import { verdicts } from '../../src/setup/promise-words.ts';
import * as promises from '../../src/setup/promises-blocks.ts';
import type { More, SalesPromise } from '../../src/setup/settings.ts';
import { at } from '../core/cases.ts';
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
    'setup-more.group': blocks.moreModal({ ...MORE, ring: { kind: 'group', id: group } }),
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
    ...severalPromises({ word: zone }),
  };
}

/** The one form with six inputs: hours, zone and days off make one calendar, and whoever fills it in is an admin. */
export const promiseViews = (usual: SalesPromise, own: SalesPromise): Views => ({
  'setup-promise': blocks.promiseModal(usual),
  'setup-promise.own': blocks.promiseModal(own),
});

/** Several promises, one of them for leads that somebody has described in a word of their own. */
function severalPromises({ word }: { word: string }): Views {
  const demo = firstPromise({
    id: 'p2',
    isDefault: false,
    isAnnounced: true,
    current: terms({
      policyId: 'p2',
      version: 3,
      name: word,
      conditions: [
        { fact: 'campaign', test: 'is', values: [word, 'Webinar'] },
        { fact: 'score', test: 'at-least', than: 50 },
      ],
      target: 15 * MINUTE,
      followUpDays: 2,
      outcomeDays: 10,
      calendarOf: 'owner',
      hasDigest: true,
      ladder: [
        { audience: 'owner', after: -10 * MINUTE },
        { audience: 'hand', after: -5 * MINUTE },
        { audience: 'team', after: 0 },
        { audience: 'manager', after: HOUR },
      ],
    }),
  });
  const usual = firstPromise();
  const all = [demo, usual];
  const moves = [
    { lead: `#12 ${word}`, from: at('2026-03-02T10:15Z'), to: at('2026-03-02T11:15Z') },
    { lead: '#13 Globex', from: at('2026-03-02T10:20Z'), to: at('2026-03-02T11:20Z') },
  ];
  const begun = [
    { lead: `#9 ${word}`, isOutcome: true, dueAt: at('2026-02-27T16:00Z') },
    { lead: '#10 Globex', isOutcome: false, dueAt: at('2026-03-04T16:00Z') },
  ];
  const preview = { policyId: 'p2', version: 3, isMore: false, zone: 'Europe/Berlin', beginning: 0, begun: [] };
  return {
    'setup-all-promises': promises.promisesModal([usual]),
    'setup-all-promises.several': promises.promisesModal(all),
    'setup-which.new': promises.whichModal(undefined, 1, 1),
    'setup-which.known': promises.whichModal(demo, 0, 2),
    'setup-after': promises.afterModal(usual),
    'setup-after.promised': promises.afterModal(demo),
    'setup-reminders': promises.remindersModal(usual),
    'setup-reminders.own': promises.remindersModal(demo),
    'setup-try': promises.tryModal(),
    'setup-try.for-it': promises.tryModal('#12', {
      lead: `#12 ${word}`,
      verdicts: verdicts(all, { campaign: 'webinar', score: 70 }),
    }),
    'setup-try.for-every-lead': promises.tryModal('campaign is Spring', {
      lead: undefined,
      verdicts: verdicts(all, { campaign: word === 'Spring' ? 'Autumn' : `${word}?` }),
    }),
    'setup-reapply': promises.reapplyModal({ ...preview, open: 17, moved: 12, moves, lateAtOnce: 4 }),
    'setup-reapply.nothing-moves': promises.reapplyModal({ ...preview, open: 1, moved: 0, moves: [], lateAtOnce: 0 }),
    'setup-reapply.begins': promises.reapplyModal({
      ...preview,
      open: 0,
      moved: 0,
      moves: [],
      beginning: 10,
      begun,
      lateAtOnce: 1,
    }),
    'setup-reapplied': promises.reappliedMessage(),
    'setup-gone': promises.promiseGoneMessage(),
  };
}

const MORE: More = {
  salesManagers: ['UMAX'],
  marketingManagers: [],
  ring: { kind: 'on-shift' },
};

async function mergedMeasure(policy: SalesPromise) {
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
