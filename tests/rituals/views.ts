import { md } from '../../src/blockkit/mrkdwn.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import { notYoursMessage, unreadableMessage, whyMessage } from '../../src/rituals/blocks.ts';
import { ritualNotices } from '../../src/rituals/notices.ts';
import type { Ritual } from '../../src/rituals/ritual.ts';
import type { Slot, SlotState } from '../../src/rituals/slot.ts';
import type { Why } from '../../src/rituals/why.ts';
import { at } from '../core/cases.ts';
import type { Views } from '../support/golden.ts';
import { DAILY } from '../support/ritual-office.ts';

const DUE = at('2026-03-02T08:30Z');

const slot = (state: SlotState, differing: Partial<Slot> = {}): Slot => ({
  id: 's1',
  occurrenceId: 'o1',
  ritualId: 'r1',
  personId: 'UANN',
  teamDate: '2026-03-02',
  localDate: '2026-03-02',
  zone: 'Europe/Berlin',
  dueAt: DUE,
  remindAt: undefined,
  closeAt: at('2026-03-02T12:30Z'),
  state,
  reason: undefined,
  isOptional: false,
  isLate: false,
  isFatigued: false,
  promptedAt: undefined,
  remindedAt: undefined,
  touchedAt: undefined,
  answeredAt: undefined,
  editedAt: undefined,
  ...differing,
});

/** Every explanation, and every notice by itself and in company; `name` is what an owner has typed. */
export async function ritualViews(name: string): Promise<Views> {
  const asked = { promptedAt: DUE };
  const of = (one: Slot): Why => ({ kind: 'slot', name, slot: one });
  const states: readonly Why[] = [
    of(slot('pending')),
    of(slot('sent', asked)),
    of(slot('answered', { ...asked, answeredAt: DUE + 3_600_000 })),
    of(slot('answered', { answeredAt: DUE - 3_600_000 })),
    of(slot('answered', { ...asked, answeredAt: at('2026-03-02T15:00Z'), isLate: true })),
    of(slot('skipped', { ...asked, reason: { code: 'skipped', detail: name } })),
    of(slot('skipped', { reason: { code: 'skipped', detail: name } })),
    of(slot('missed', asked)),
  ];
  const reasons: readonly Why[] = [
    ...(
      [
        'day-off',
        'away',
        'travel',
        'after-close',
        'left',
        'budget',
        'weekly',
        'turn',
        'one-sided',
        'too-few',
        'nothing',
      ] as const
    ).map((code) => of(slot('excused', { reason: { code } }))),
    of(slot('excused', { reason: { code: 'holiday', detail: name } })),
    of(slot('excused', { reason: { code: 'joined' }, isOptional: true })),
    of(slot('excused', { ...asked, reason: { code: 'away' } })),
    of(slot('bot-missed', { reason: { code: 'offline' } })),
    of(slot('unreachable', { reason: { code: 'deactivated' } })),
    of(slot('unreachable', { reason: { code: 'error', detail: 'cannot_dm_bot' } })),
  ];
  const skipped = (['not-begun', 'not-scheduled', 'paused', 'nobody', 'offline', 'edited', 'ended'] as const).map(
    (because): Why => ({ kind: 'skipped', name, because }),
  );
  return {
    'ritual-why.states': whyMessage('you', '2026-03-02', states),
    'ritual-why.reasons': whyMessage({ personId: 'UANN' }, '2026-03-02', reasons),
    'ritual-why.skipped': whyMessage('you', '2026-03-02', skipped),
    'ritual-why.nothing': whyMessage('you', '2026-03-02', []),
    'ritual-why.not-yours': notYoursMessage(),
    'ritual-why.unreadable': unreadableMessage(),
    ...(await noticeViews(name)),
  };
}

async function noticeViews(name: string): Promise<Views> {
  const ritual: Ritual = {
    id: 'r1',
    workspaceId: 'T1',
    kind: 'standup',
    version: 1,
    config: { ...DAILY, name },
    state: 'degraded',
    pausedUntilOn: undefined,
    createdAt: 0,
  };
  const views: Record<string, Views[string]> = {};
  for (const waiting of [0, 1, 7]) {
    const kinds = ritualNotices({
      ritual: async () => ritual,
      setupOf: () => ({ command: '/standup setup', action: 'standup.change' }),
      waitingFor: async () => Array.from({ length: waiting }, (_, place) => md`*Ask ${place + 1}* “${name}”`),
    });
    for (const { kind, heading, render } of kinds.filter((one) => waiting === 0 || one.kind === 'ritual.unreachable')) {
      const subject = { ritualId: 'r1', personId: 'UANN', code: 'is_archived', from: DUE, until: DUE + 7_200_000 };
      const rendered = await render({
        key: 'n',
        workspaceId: 'T1',
        recipient: { person: 'UMAX' },
        kind,
        subject: JSON.stringify(subject),
        at: DUE,
      });
      if (rendered === undefined) throw new Error(`${kind} says nothing`);
      const view = `${kind.replace('.', '-notice.')}${['', '-1-ask'][waiting] ?? `-${waiting}-asks`}`;
      views[view] = rendered.message;
      views[`${view}-merged`] = mergedMessage([{ heading: heading(2), lines: [rendered.line, rendered.line] }]);
    }
  }
  return views;
}
