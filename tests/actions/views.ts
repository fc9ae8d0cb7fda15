import { changeModal, declineModal, dropModal } from '../../src/actions/modal-blocks.ts';
import { actionNotices } from '../../src/actions/notices.ts';
import * as replies from '../../src/actions/reply-blocks.ts';
import { actionMessage, actionsMessage, homeRows, pastMessage } from '../../src/actions/row-blocks.ts';
import { message } from '../../src/blockkit/message.ts';
import type { Action, ActionView } from '../../src/core/action.ts';
import type { Views } from '../support/golden.ts';
import { AIM, ANA, BEN, DONE, DROPPED, declined, IN_TIME, MONDAY, NAMES, SINCE, SPEED, viewOf } from './samples.ts';

/** Every state of an action that somebody can see, where people write this. */
export async function actionViews(word: string, names: ReadonlyMap<string, string> = NAMES): Promise<Views> {
  const view = (differing: Partial<Action> = {}, also: Partial<ActionView> = {}) =>
    viewOf({ text: word, source: word, ...differing }, { names, ...also });
  const late = { dueOn: '2026-02-27' };
  const free = { owner: undefined, number: 4, id: 'd4' };
  const aboutLead = [{ leadId: 'l12', campaign: word }, { lead: `#12 ${word}` }] as const;
  const asked = { consent: { kind: 'asked' } } as const;
  const aimed = { aim: { ...AIM, of: { by: 'source', origin: word } } } as const;
  const progress = { measured: { ...IN_TIME, name: word }, aim: aimed.aim };
  const moving = { progress: { ...progress, since: undefined } };
  const moved = { progress: { ...progress, since: SINCE } };
  const few = { progress: { ...progress, since: { ...SINCE, n: 4, count: 4 } } };
  const many = Array.from({ length: 14 }, (_, at) => view({ id: `m${at}`, number: 20 + at, owner: 'UBEN' }));
  const notice = async (kind: string, differing: Partial<Action>, person: string) => {
    const shown = view(differing);
    const viewer = person === 'UANA' ? ANA : { ...BEN, manages: ['sales'] };
    const kinds = actionNotices({
      byId: async () => shown,
      viewer: async () => viewer,
      digests: { week: async () => ({ open: [shown, view(free)], viewer }) },
    });
    const told = await kinds
      .find((one) => one.kind === kind)
      ?.render({ key: 'k', workspaceId: 'T1', recipient: { person }, kind, subject: 'd1', at: MONDAY });
    if (told === undefined) throw new Error(`${kind} tells nothing`);
    return told.message;
  };
  return {
    'action-message.open': actionMessage(view(...aboutLead), ANA),
    'action-message.open-to-a-colleague': actionMessage(view(), BEN),
    'action-message.free': actionMessage(view(free), BEN),
    'action-message.done': replies.doneMessage(view(DONE), ANA),
    'action-message.dropped': actionMessage(view({ ...DROPPED, reason: word }), ANA),
    'action-message.words-gone': actionMessage(view({ text: '' }), ANA),
    'action-message.open-again': replies.reopenedMessage(view(), ANA),
    'action-list.none': actionsMessage([], ANA),
    'action-list.some': actionsMessage(
      [view({ ...late }), view(free), view({ id: 'd5', number: 5, owner: 'UMIA', dueOn: '2026-03-02' })],
      ANA,
    ),
    'action-list.many': actionsMessage(many, ANA),
    'action-past.none': pastMessage({ views: [], next: undefined }, 'UTC'),
    'action-past.some': pastMessage(
      {
        views: [
          view({ ...aimed, ...DONE }, moved),
          view({ ...DROPPED, ...free, reason: word }),
          view({ ...DONE, id: 'd5', number: 5, text: '' }),
        ],
        next: { settledAt: MONDAY, number: 5 },
      },
      'UTC',
    ),
    'action-past.places': pastMessage(
      { views: [view({ ...DONE, origin: 'review:r1' }), view({ ...DONE, origin: 'retro:r2:t1' })], next: undefined },
      'UTC',
      new Map([
        ['review:r1', { name: 'lead review 3', at: MONDAY, address: 'https://acme.slack.com/archives/C1/p1' }],
        ['retro:r2:t1', { name: 'retro 2', at: MONDAY, address: undefined }],
      ]),
    ),
    'action-past.last': pastMessage({ views: [view(DONE)], next: undefined }, 'UTC'),
    'action-home.some': message('Home', homeRows([view(late), view({ id: 'd5', number: 5, dueOn: '2026-03-03' })])),
    'action-modal.drop': dropModal(view()),
    'action-modal.change': changeModal(view(aimed, moving), [IN_TIME, SPEED]),
    'action-modal.change-nothing-measured': changeModal(view(), []),
    'action-modal.decline': declineModal(view(asked)),
    'action-message.asked': actionMessage(view(asked), ANA),
    'action-message.declined': actionMessage(view(declined(word)), BEN),
    'action-message.aimed': actionMessage(view(aimed, moving), ANA),
    'action-message.moved': actionMessage(view({ ...aimed, ...DONE }, moved), ANA),
    'action-message.few': actionMessage(view(aimed, few), ANA),
    'action-list.weekly': actionsMessage([view(asked), view({ ...free, ...aimed }, moved)], ANA, true),
    'action-list.offered': actionsMessage([view({ ...free, ...declined(word) })], ANA, false),
    'action-reply.accepted': replies.acceptedMessage(view(), ANA),
    'action-reply.declined': replies.declinedMessage(view(declined(word))),
    'action-reply.not-asked': replies.refusalMessage(view(), { kind: 'not-asked' }),
    'action-reply.weekly-on': replies.weeklyReply('on'),
    'action-reply.weekly-off': replies.weeklyReply('off'),
    'action-reply.weekly-refused': replies.weeklyReply('not-in-teams'),
    'action-notice.asked': await notice('action.for-you', asked, 'UANA'),
    'action-notice.declined': await notice('action.declined', declined(word), 'UMIA'),
    'action-notice.week': await notice('action.week', aimed, 'UANA'),
    'action-reply.kept': replies.keptMessage(view()),
    'action-reply.dropped': replies.droppedMessage(view(DROPPED)),
    'action-reply.changed': replies.changedMessage(view()),
    'action-reply.nobodys': replies.changedMessage(view(free)),
    'action-reply.not-yours': replies.refusalMessage(view(), { kind: 'not-yours' }),
    'action-reply.done-already': replies.refusalMessage(view(DONE), { kind: 'done-already' }),
    'action-reply.gone': replies.goneMessage(),
    'action-notice.for-you': await notice('action.for-you', {}, 'UANA'),
    'action-notice.due': await notice('action.due', late, 'UANA'),
    'action-notice.freed': await notice('action.freed', { owner: undefined }, 'UMAX'),
  };
}
