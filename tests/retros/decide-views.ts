import { progressWords } from '../../src/actions/aim-blocks.ts';
import { aimInputs } from '../../src/actions/aim-inputs-blocks.ts';
import { actionLine } from '../../src/actions/line-blocks.ts';
import { message } from '../../src/blockkit/message.ts';
import {
  decidedBlocks,
  movedMessage,
  type ShownTopic,
  topicMessage,
} from '../../src/retros/deciding/decided-blocks.ts';
import * as blocks from '../../src/retros/deciding/deciding-blocks.ts';
import { worthBlocks, worthMessage } from '../../src/retros/deciding/worth-blocks.ts';
import { AIM, DONE, declined, IN_TIME, SINCE, SPEED, viewOf } from '../actions/samples.ts';
import type { Views } from '../support/golden.ts';

const HOW = { line: actionLine, progress: progressWords };

/** What people see of the end of a retro; `word` is what somebody wrote. */
export function decideViews(word: string): Views {
  const card = { id: 'c1', columnWords: 'Fix', text: word, datum: undefined, by: 'UANN' };
  const shown = (differing: Partial<ShownTopic> = {}) =>
    topicMessage(
      {
        topic: { title: word, cards: [card, card] },
        item: { retroId: 'r1', topicId: 't1', position: 2 },
        decisions: [],
        isEnded: false,
        endedBy: undefined,
        isOpen: true,
        ...differing,
      },
      HOW,
    );
  const open = viewOf({ text: word });
  const aimed = viewOf({ text: word, aim: AIM }, { progress: { measured: IN_TIME, aim: AIM, since: undefined } });
  const moved = viewOf({ text: word, aim: AIM, ...DONE }, { progress: { measured: IN_TIME, aim: AIM, since: SINCE } });
  const few = viewOf(
    { text: word, aim: AIM, ...declined(word) },
    { progress: { measured: IN_TIME, aim: AIM, since: { ...SINCE, n: 4, count: 4 } } },
  );
  const decided = [aimed, open, viewOf({ text: word, consent: { kind: 'asked' } })];
  const closes = { at: Date.UTC(2026, 2, 5, 15, 10), zone: 'Europe/Berlin' };
  const parent = (isOpen: boolean, { made = decided, nothing = 1, left = 0 } = {}) =>
    message(
      'Retro',
      decidedBlocks(
        { decisions: made, nothing, of: 4, left, open: isOpen ? { until: closes.at, zone: closes.zone } : undefined },
        HOW,
      ),
    );
  const form = {
    place: 'r1 t1',
    title: word,
    seen: 0,
    owner: 'UANA',
    dueOn: '2026-03-16',
    aim: aimInputs([IN_TIME, SPEED], { by: 'source', origin: word }, undefined),
  };
  const retro = (phase: 'voting' | 'closed' | 'called-off') =>
    ({ kind: 'not-now', retro: { number: 3, phase } }) as const;
  return {
    'decide-topic.open': shown(),
    'decide-topic.decided': shown({ decisions: decided }),
    'decide-topic.much-decided': shown({ decisions: Array.from({ length: 8 }, () => aimed) }),
    'decide-topic.nothing': shown({ isEnded: true, endedBy: word }),
    'decide-topic.closed': shown({ isOpen: false, decisions: [moved] }),
    'decide-topic.closed-undecided': shown({ isOpen: false }),
    'decide-parent.open': parent(true, { left: 2 }),
    'decide-parent.nothing-yet': parent(true, { made: [], nothing: 0, left: 4 }),
    'decide-parent.none-left': parent(true),
    'decide-parent.closed': parent(false),
    'decide-parent.nothing': parent(false, { made: [] }),
    'decide-moved.some': movedMessage({ moved: [aimed, moved, few], open: 2 }, HOW),
    'decide-moved.many': movedMessage({ moved: Array.from({ length: 12 }, () => moved), open: 1 }, HOW),
    'decide-moved.none-measured': movedMessage({ moved: [], open: 3 }, HOW),
    'decide-moved.none-open': movedMessage({ moved: [moved], open: 0 }, HOW),
    'decide-form.first': blocks.decideModal({ ...form, before: [] }),
    'decide-form.more': blocks.decideModal({ ...form, before: blocks.beforeBlocks(decided, false, actionLine) }),
    'decide-form.meanwhile': blocks.decideModal({
      ...form,
      text: word,
      seen: 1,
      before: blocks.beforeBlocks(decided, true, actionLine),
      aim: aimInputs([IN_TIME, SPEED], { by: 'source', origin: word }, { chosen: 'in-time:origin', target: 80 }),
    }),
    'decide-form.meanwhile-nothing': blocks.decideModal({ ...form, before: blocks.beforeBlocks([], true, actionLine) }),
    'decide-form.unmeasured': blocks.decideModal({ ...form, before: [], aim: [] }),
    'decide-reply.decided': blocks.decidedMessage(actionLine(aimed)),
    'decide-reply.decided-last': blocks.decidedMessage(actionLine(open), closes),
    'decide-reply.ended': blocks.endedMessage(),
    'decide-reply.ended-last': blocks.endedMessage(closes),
    'decide-reply.meanwhile': blocks.meanwhileMessage([actionLine(open)]),
    'decide-reply.not-found': blocks.refusedMessage({ kind: 'not-found' }),
    'decide-reply.not-in-teams': blocks.refusedMessage({ kind: 'not-in-teams' }),
    'decide-reply.closed': blocks.refusedMessage(retro('closed')),
    'decide-reply.called-off': blocks.refusedMessage(retro('called-off')),
    'decide-worth.unknown': message('Retro', worthBlocks('r1', undefined)),
    'decide-worth.known': message('Retro', worthBlocks('r1', { n: 5, mean: 4.2 })),
    'decide-worth.given': worthMessage({ kind: 'given' }),
    'decide-worth.given-already': worthMessage({ kind: 'given-already' }),
    'decide-worth.not-theirs': worthMessage({ kind: 'not-theirs' }),
    'decide-worth.not-closed': worthMessage({ kind: 'not-closed' }),
    'decide-worth.gone': worthMessage({ kind: 'not-found' }),
  };
}
