import type { KnownBlock } from '@slack/types';
import type { Ask, AskKind } from '../../src/asks/ask.ts';
import { askMessage, askRow, askRows, newAskButton } from '../../src/asks/ask-blocks.ts';
import { countAsks } from '../../src/asks/ask-counts.ts';
import type { AskView, LeadName } from '../../src/asks/ask-view.ts';
import { asksMessage, openLine, unknownAskMessage, windowLines } from '../../src/asks/list-blocks.ts';
import { answerModal, askedModal, declineModal, editModal, newAskModal } from '../../src/asks/modal-blocks.ts';
import { askNotices } from '../../src/asks/notices.ts';
import * as replies from '../../src/asks/reply-blocks.ts';
import type { AskViewer } from '../../src/asks/rights.ts';
import { askLine } from '../../src/asks/status-blocks.ts';
import { actions, section } from '../../src/blockkit/blocks.ts';
import { message } from '../../src/blockkit/message.ts';
import { lines } from '../../src/blockkit/mrkdwn.ts';
import { HOUR, MINUTE } from '../../src/core/instants.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import type { View, Views } from '../support/golden.ts';
import { ANA, ANSWERED, CLOSED, DECLINED, KIM, MAX, MIA, MOE, NAMES, NOW, SOL, TAKEN, viewOf } from './samples.ts';

/** What colleagues have written, and what they are called. */
export interface Words {
  readonly text: string;
  readonly answer: string;
  readonly reason: string;
  readonly campaign: string;
  readonly lead: string;
  readonly names: ReadonlyMap<string, string>;
  readonly reference: string;
}

export const PLAIN: Words = {
  text: 'Which deck do I show to a fintech?\nThe last one was from 2024.',
  answer: 'The blue one. It is in the shared folder, under Industries.',
  reason: 'Not before the fair: the designer is away until then.',
  campaign: 'Spring demo',
  lead: '#12 Acme',
  names: NAMES,
  reference: 'the deck',
};

/** Every state of every view of asks. */
export async function askViews(words: Words): Promise<Views> {
  const of = viewer(words);
  return { ...messages(of), ...rows(of), ...modals(of, words), ...answers(of, words), ...(await notices(of)) };
}

type Of = (differing?: Partial<Ask>, also?: Partial<AskView>) => AskView;

/** The samples in these words. */
function viewer(words: Words): Of {
  const said = (state: Partial<Ask>): Partial<Ask> => ({
    ...state,
    text: words.text,
    ...(state.answer !== undefined && { answer: words.answer }),
    ...(state.reason !== undefined && { reason: words.reason }),
    ...(state.campaign !== undefined && { campaign: words.campaign }),
  });
  const lead: LeadName = { id: 'l12', number: 12, name: words.lead };
  return (differing = {}, also = {}) =>
    viewOf(said(differing), { names: words.names, ...(differing.leadId === 'l12' && { lead }), ...also });
}

const TO_MOE = { to: { person: 'UMOE', team: 'marketing' } } as const;
const NEEDED = { leadId: 'l12', neededBy: '2026-03-06' } as const;
const LATE = { campaign: 'x', neededBy: '2026-03-03' } as const;

/** A whole ask, as a channel and as each of them sees it. */
function messages(of: Of): Views {
  const seen = (view: AskView, by?: AskViewer) => askMessage(view, by === undefined ? {} : { viewer: by });
  return {
    'ask-message.open': seen(of(NEEDED)),
    'ask-message.open-for-a-person': seen(of({ ...TO_MOE, kind: 'content' })),
    'ask-message.open-overdue': seen(of({ ...LATE, kind: 'lead-quality' }, { isOverdue: true })),
    'ask-message.open-just-now': seen(of({ kind: 'routing' }, { age: { working: 5 * MINUTE, days: 0 } })),
    'ask-message.open-about-a-lead-that-is-gone': seen(of({ leadId: 'l9', kind: 'data-fix' })),
    'ask-message.open-as-asker': seen(of(NEEDED), ANA),
    'ask-message.open-as-asker-of-both-teams': seen(of({ fromPerson: 'USOL' }), SOL),
    'ask-message.open-as-colleague': seen(of(NEEDED), MIA),
    'ask-message.open-as-manager': seen(of(NEEDED), KIM),
    'ask-message.open-as-asking-manager': seen(of(NEEDED), MAX),
    'ask-message.taken': seen(of({ ...TAKEN, kind: 'decision' }, { age: { working: 5 * HOUR, days: 0 } })),
    'ask-message.taken-as-owner': seen(of(TAKEN), MIA),
    'ask-message.taken-as-asker': seen(of(TAKEN), ANA),
    'ask-message.answered': seen(of(ANSWERED)),
    'ask-message.answered-as-asker': seen(of(ANSWERED), ANA),
    'ask-message.answered-as-owner': seen(of(ANSWERED), MIA),
    'ask-message.declined': seen(of(DECLINED)),
    'ask-message.declined-as-asker': seen(of(DECLINED), ANA),
    'ask-message.closed': seen(of(CLOSED)),
    'ask-message.closed-as-asker': seen(of(CLOSED), ANA),
  };
}

/** What other features show among their own. */
function rows(of: Of): Views {
  const states: readonly Partial<Ask>[] = [NEEDED, TO_MOE, TAKEN, ANSWERED, DECLINED, CLOSED];
  const blocks = (...all: KnownBlock[]) => message('Asks in a post', all);
  const inChannel = (state: Partial<Ask>, at: number) => askRows(of({ ...state, id: `a${at}` }));
  const counted = countAsks(
    [of(), of({ ...TAKEN, id: 'a2' }, { age: { working: HOUR, days: 0 } }), of({ ...DECLINED, fromTeam: 'marketing' })],
    0,
    NOW,
  );
  return {
    'ask-rows.in-a-channel': blocks(...states.flatMap(inChannel), actions(newAskButton('slot1'))),
    'ask-rows.for-me': blocks(...states.flatMap((state, at) => askRows(of({ ...state, id: `a${at}` }), MIA))),
    'ask-rows.of-mine': blocks(...states.map((state) => askRow(of(state), MIA))),
    'ask-rows.in-a-prompt': blocks(section(lines(...states.map((state) => askLine(of(state)))))),
    'ask-rows.counts': blocks(section(lines(openLine(counted), ...windowLines(counted)))),
  };
}

function modals(of: Of, { names }: Words): Views {
  const people = ['UMIA', 'UMOE'].map((id) => ({ id, name: names.get(id) ?? id }));
  const everyone = Array.from({ length: 150 }, (_, at) => ({ id: `U${at}`, name: names.get('UMIA') ?? '' }));
  const kinds: readonly AskKind[] = ['content'];
  return {
    'ask-modal.new': newAskModal({ teams: ['marketing'], people }, 'none'),
    'ask-modal.new-for-both-teams': newAskModal(
      { teams: ['marketing', 'sales'], people: everyone.slice(0, 3) },
      'slot1',
    ),
    'ask-modal.asked-a-team': askedModal(of()),
    'ask-modal.asked-a-person': askedModal(of(TO_MOE)),
    'ask-modal.edit': editModal(of({ ...NEEDED, kind: kinds[0] ?? 'question' })),
    'ask-modal.edit-campaign': editModal(of(LATE)),
    'ask-modal.answer': answerModal(of(NEEDED)),
    'ask-modal.answer-anew': answerModal(of(ANSWERED)),
    'ask-modal.decline': declineModal(of(LATE)),
  };
}

function answers(of: Of, { reference }: Words): Views {
  const refusals: readonly (readonly [state: Partial<Ask>, why: replies.Refusal])[] = [
    [{}, { kind: 'not-asked' }],
    [{}, { kind: 'not-yours' }],
    [{}, { kind: 'not-asker' }],
    [TAKEN, { kind: 'already-yours' }],
    [TAKEN, { kind: 'taken', by: 'UMIA', since: NOW - 3 * MINUTE }],
    [ANSWERED, { kind: 'answered-already' }],
    [DECLINED, { kind: 'declined-already' }],
    [CLOSED, { kind: 'closed-already' }],
    [{}, { kind: 'open-already' }],
    [ANSWERED, { kind: 'noted-already' }],
    [{}, { kind: 'unknown-lead' }],
    [{}, { kind: 'day-is-over' }],
  ];
  const none = countAsks([], 0, NOW);
  const some = countAsks([of(), of({ ...TAKEN, id: 'a2' })], 0, NOW);
  const many = Array.from({ length: 9 }, (_, before) => of({ number: before + 1 }));
  return {
    ...Object.fromEntries(
      refusals.map(([state, why]) => [`ask-refusal.${why.kind}`, message(replies.refusalWords(of(state), why))]),
    ),
    'ask-refusal.taken-just-now': message(replies.refusalWords(of(TAKEN), { kind: 'taken', by: 'UMIA', since: NOW })),
    'ask-refusal.no-team': message(replies.DRAFT_WORDS['no-team']),
    'ask-reply.taken': replies.takenMessage(of(TAKEN), MIA),
    'ask-reply.closed': replies.closedMessage(of(CLOSED), ANA),
    'ask-reply.reopened': replies.reopenedMessage(of(TAKEN), ANA),
    'ask-reply.reopened-free': replies.reopenedMessage(of(), ANA),
    'ask-reply.answered': replies.answeredMessage(of(ANSWERED)),
    'ask-reply.declined': replies.declinedMessage(of(DECLINED)),
    'ask-reply.changed': replies.editedMessage(of()),
    'ask-reply.gone': replies.goneMessage(),
    'ask-reply.unknown': unknownAskMessage(reference),
    'ask-list.none': asksMessage({ forMe: [], byMe: [], counts: none, viewer: ANA }),
    'ask-list.some': asksMessage({
      forMe: [of(NEEDED), of(TO_MOE), of({ ...TAKEN, owner: 'UMOE' })],
      byMe: [of({ ...ANSWERED, fromPerson: 'UMOE' })],
      counts: some,
      viewer: MOE,
    }),
    'ask-list.many': asksMessage({ forMe: many, byMe: many, counts: some, viewer: SOL }),
  };
}

async function notices(of: Of): Promise<Views> {
  const told: readonly (readonly [name: string, kind: string, view: AskView, to: AskViewer])[] = [
    ['for-you', 'ask.for-you', of({ ...TO_MOE, ...NEEDED }), MOE],
    ['answered', 'ask.answered', of(ANSWERED), ANA],
    ['declined', 'ask.declined', of(DECLINED), ANA],
    ['escalated', 'ask.escalated', of(TAKEN), KIM],
    ['escalated-to-the-askers', 'ask.escalated', of(), MAX],
    ['freed', 'ask.freed', of(), KIM],
  ];
  const views: Record<string, View> = {};
  for (const [name, kind, view, to] of told) {
    const found = askNotices({ byId: async () => view, viewer: async () => to }).find((one) => one.kind === kind);
    const notice = { key: 'n', workspaceId: 'T1', recipient: { person: to.id }, kind, subject: 'a1', at: NOW };
    const rendered = await found?.render(notice);
    if (found === undefined || rendered === undefined) throw new Error(`${kind} says nothing`);
    views[`ask-notice.${name}`] = rendered.message;
    const three = Array(3).fill(rendered.line);
    views[`ask-notice.${name}-merged`] = mergedMessage([{ heading: found.heading(3), lines: three }]);
  }
  return views;
}
