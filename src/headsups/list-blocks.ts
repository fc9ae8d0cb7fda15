import { actions, context, header, section } from '../blockkit/blocks.ts';
import { button } from '../blockkit/elements.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { code, joined, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { type HeadsUpView, nameIn } from './heads-up-view.ts';
import { countsWords, startText } from './post-blocks.ts';
import { type HeadsUpActor, mayAnnounce } from './rights.ts';

export const SHOW = 'heads-up.show';
export const NEW_CAMPAIGN = 'heads-up.new-campaign';
export const NEW_PROCESS = 'heads-up.new-process';

/** "*3* Spring webinar · starts Mon 30 Nov" */
export const headsUpLine = (view: HeadsUpView): Mrkdwn =>
  joined([md`*${view.headsUp.number}* ${view.headsUp.terms.title}`, startText(view)], ' · ');

/** Those that stand, newest first; with what its reader may announce. */
export function headsUpsMessage(views: readonly HeadsUpView[], reader: Pick<HeadsUpActor, 'teams' | 'manages'>) {
  const may = [
    ...(mayAnnounce('campaign', reader) ? [button('New campaign', NEW_CAMPAIGN)] : []),
    ...(mayAnnounce('process', reader) ? [button('New way of working', NEW_PROCESS)] : []),
  ];
  const none = 'Nothing is announced. Marketing tells of campaigns here, and managers of sales how work changes.';
  return message(views.length === 0 ? none : `Heads-ups: ${views.length}`, [
    header('Heads-ups'),
    ...(views.length === 0 ? [section(md`${none}`)] : views.flatMap(rowOf)),
    ...(may.length === 0 ? [] : [actions(...may)]),
  ]);
}

export const unknownMessage = (reference: string): MessageContent =>
  message(md`I know no heads-up “${reference}”. ${code('/baton heads-up list')} lists them, with their numbers.`);

const rowOf = (view: HeadsUpView) => [
  section(
    headsUpLine(view),
    button('Show', SHOW, { value: view.headsUp.id, label: `Show heads-up ${view.headsUp.number}` }),
  ),
  context(joined([countsWords(view), md`announced by ${nameIn(view, view.headsUp.by)}`], ' · ')),
];
