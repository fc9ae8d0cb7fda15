import { metricInput } from '../../src/actions/aim-inputs-blocks.ts';
import { actionLine } from '../../src/actions/line-blocks.ts';
import { actions, section } from '../../src/blockkit/blocks.ts';
import { message } from '../../src/blockkit/message.ts';
import { lines } from '../../src/blockkit/mrkdwn.ts';
import { DAY } from '../../src/core/instants.ts';
import type { AgendaItem, ItemLead } from '../../src/reviews/deciding/agenda.ts';
import { agendaLines, itemButtons, itemLines } from '../../src/reviews/deciding/agenda-blocks.ts';
import * as blocks from '../../src/reviews/deciding/deciding-blocks.ts';
import { changedMessage, didMessage, effectLine } from '../../src/reviews/deciding/effect-blocks.ts';
import { IN_TIME, MONDAY, viewOf } from '../actions/samples.ts';
import type { Views } from '../support/golden.ts';

/** Every state of an agenda that somebody can see, where people write this. */
export function agendaViews(word: string): Views {
  const lead = (position: number): ItemLead => ({
    leadId: `l${position}`,
    position,
    name: `#${position} ${word}`,
    difference: 'opposed',
  });
  const item = (differing: Partial<AgendaItem> = {}): AgendaItem => ({
    lead: lead(1),
    marks: [],
    isQuestioned: false,
    decisions: [],
    end: undefined,
    isSettled: false,
    ...differing,
  });
  const decision = viewOf({ text: word, leadId: 'l1' });
  const mark = (by: string, line?: string) => ({ leadId: 'l1', by, line, at: MONDAY });
  const marks = [mark('UANA', word), mark('UMIA'), mark('UBEN', word), mark('UMAX', word)];
  const shown = (one: AgendaItem | undefined, isAnonymous = false) =>
    message('A lead', [
      ...(one === undefined ? [] : [section(lines(...itemLines(one, { isAnonymous, decision: actionLine })))]),
      actions(...itemButtons('r1 l1', 'lead 1 of the review', one)),
    ]);
  const parent = (items: readonly AgendaItem[]) =>
    message('A review', [section(lines(...agendaLines(items, { isAnonymous: false, decision: actionLine })))]);
  const many = Array.from({ length: 9 }, (_, at) => item({ lead: lead(at + 1) }));
  const settled = item({ decisions: [decision], isSettled: true });
  const form = { place: 'r1 l1', name: `#12 ${word}`, seen: 0, kind: 'gate', owner: 'UANA', dueOn: '2026-03-16' };
  const discussed = { place: 'r1 l1', name: `#12 ${word}`, line: word, isBlind: false, isAnonymous: false };
  const before = (isMeanwhile: boolean, decisions = [decision]) =>
    blocks.beforeBlocks(decisions, isMeanwhile, actionLine);
  const told = { review: 3, decision: 4, text: word, origin: word, before: { count: 4, n: 12 }, after: undefined };
  return {
    'agenda-effect.did': didMessage(told),
    'agenda-effect.did-few': didMessage({ ...told, text: '', before: { count: 0, n: 0 } }),
    'agenda-effect.changed': changedMessage({ ...told, after: { count: 2, n: 15 } }),
    'agenda-effect.changed-few': changedMessage({ ...told, after: { count: 1, n: 1 } }),
    'agenda-effect.lines': message(lines(effectLine(told), effectLine({ ...told, after: { count: 2, n: 15 } }))),
    'agenda-item.none': shown(undefined),
    'agenda-item.differs': shown(item()),
    'agenda-item.put-up': shown(item({ marks, isQuestioned: true })),
    'agenda-item.put-up-anonymous': shown(item({ marks }), true),
    'agenda-item.decided': shown(settled),
    'agenda-item.much-decided': shown({ ...settled, decisions: Array.from({ length: 6 }, () => decision) }),
    'agenda-item.nothing-to-change': shown(item({ end: { by: 'UMIA', at: MONDAY + DAY }, isSettled: true })),
    'agenda-parent.some': parent([item(), settled]),
    'agenda-parent.many': parent(many),
    'agenda-parent.nothing-left': parent([settled]),
    'agenda-discuss.blind': blocks.discussModal({ ...discussed, line: undefined, isBlind: true }),
    'agenda-discuss.blind-anonymous': blocks.discussModal({ ...discussed, isBlind: true, isAnonymous: true }),
    'agenda-discuss.again': blocks.discussModal(discussed),
    'agenda-discuss.anonymous': blocks.discussModal({ ...discussed, line: undefined, isAnonymous: true }),
    'agenda-decide.first': blocks.decideModal({ ...form, before: before(false, []) }),
    'agenda-decide.metric': blocks.decideModal({
      ...form,
      before: before(false),
      metric: metricInput([IN_TIME], { by: 'source', origin: word }, 'in-time:origin'),
    }),
    'agenda-decide.more': blocks.decideModal({ ...form, seen: 1, before: before(false) }),
    'agenda-decide.meanwhile': blocks.decideModal({ ...form, text: word, seen: 1, before: before(true) }),
    'agenda-decide.meanwhile-nothing': blocks.decideModal({ ...form, text: word, before: before(true, []) }),
    'agenda-reply.marked-blind': blocks.markedMessage(`#12 ${word}`, true),
    'agenda-reply.marked': blocks.markedMessage(`#12 ${word}`, false),
    'agenda-reply.decided': blocks.decidedMessage(`#12 ${word}`, decision, actionLine),
    'agenda-reply.nothing': blocks.endedMessage(`#12 ${word}`),
    'agenda-reply.nothing-already': blocks.endedAlreadyMessage(`#12 ${word}`, 'UMIA'),
    'agenda-reply.meanwhile': blocks.meanwhileMessage(`#12 ${word}`, [decision], actionLine),
    'agenda-reply.not-in-teams': blocks.refusedMessage({ kind: 'not-in-teams' }),
    'agenda-reply.still-blind': blocks.refusedMessage({ kind: 'still-blind', number: 3 }),
    'agenda-reply.called-off': blocks.refusedMessage({ kind: 'called-off', number: 3 }),
    'agenda-reply.not-found': blocks.refusedMessage({ kind: 'not-found' }),
  };
}
