import { channelLink, md, when } from '../../blockkit/mrkdwn.ts';
import { managesAny } from '../../core/rights.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners, Subcommand } from '../../platform/slack/listeners/listeners.ts';
import type { ManagingActor } from '../ports-service.ts';
import type { Reviews } from '../service.ts';
import {
  callOffModal,
  doneMessage,
  endModal,
  MOVE,
  moreTimeModal,
  moveModal,
  type RevealedRow,
  RUN_FIELDS,
  type RunningRow,
  ratersModal,
  refusedMessage,
  refusedSentence,
  runningMessage,
} from './running-blocks.ts';
import type { Ran } from './running-service.ts';
import { CALL_OFF, END, MORE_TIME, RATERS } from './thread-blocks.ts';

/** What managers do with a review that runs, and what runs at all. */
export function threadListeners<A extends ManagingActor>(
  reviews: Reviews,
  addressOf: (reviewId: string) => Promise<string | undefined>,
) {
  const commands: readonly Subcommand<A>[] = [
    { command: '/lead-review', word: 'list', usage: '', summary: 'which reviews run', run: list },
  ];

  return {
    commands,
    list,

    actions: {
      [END]: opening(({ review, leads }) => endModal(review, leads)),
      [CALL_OFF]: opening(({ review }) => callOffModal(review)),
      [MORE_TIME]: opening(({ review, dueOn }) => moreTimeModal(review, dueOn)),
      [RATERS]: opening(({ review, raters }) => ratersModal(review, raters)),
      [MOVE]: opening(({ review }) => moveModal(review)),
    },

    views: {
      [END]: async ({ actor, metadata }) =>
        told(
          await reviews.endNow(actor, metadata),
          ({ number }) => md`Review ${number} is over: everybody sees what was said.`,
        ),
      [CALL_OFF]: async ({ actor, metadata }) =>
        told(await reviews.callOff(actor, metadata), ({ number }) => md`Review ${number} is called off.`),
      [MORE_TIME]: async ({ actor, metadata, values }) => {
        const ran = await reviews.endOn(actor, metadata, values.date(RUN_FIELDS.due) ?? '');
        if (ran.kind === 'refused' && ran.why === 'due-in-the-past')
          return errors({ [RUN_FIELDS.due]: refusedSentence(ran.why) });
        return told(ran, ({ number, dueAt }) => md`Review ${number} ends ${when(dueAt, 'date-time', actor.zone)}.`);
      },
      [RATERS]: async ({ actor, metadata, values }) => {
        const ran = await reviews.judgedBy(actor, metadata, values.users(RUN_FIELDS.raters));
        const isAboutThem = ran.kind === 'refused' && !['not-found', 'not-manager', 'over'].includes(ran.why);
        if (isAboutThem) return errors({ [RUN_FIELDS.raters]: refusedSentence(ran.why) });
        return told(ran, ({ number }) => md`Review ${number} has other judges now.`);
      },
      [MOVE]: async ({ actor, metadata, values }) => {
        const [reviewId = '', from = ''] = metadata.split(' ');
        const ran = await reviews.moveTo(actor, reviewId, { from, to: values.channel(RUN_FIELDS.channel) ?? '' });
        if (ran.kind === 'unusable') return errors({ [RUN_FIELDS.channel]: ran.sentence });
        return told(ran, ({ number, channelId }) => md`Review ${number} goes on in ${channelLink(channelId)}.`);
      },
    } satisfies Listeners<A>['views'],
  };

  async function list({ actor }: Call<A>): Promise<Answer> {
    const running: RunningRow[] = [];
    for (const { id } of await reviews.running(actor.workspaceId)) {
      const view = await reviews.thread.parent(id);
      if (view === undefined) continue;
      running.push({ view, isMine: await reviews.judges(id, actor.id), address: await addressOf(id) });
    }
    return say(runningMessage(running, managesAny(actor), await undecided(actor.workspaceId)));
  }

  /** What was revealed lately and has leads of which nobody has said yet what is to be done. */
  async function undecided(workspaceId: string): Promise<readonly RevealedRow[]> {
    const rows: RevealedRow[] = [];
    for (const { id } of await reviews.revealedLately(workspaceId)) {
      const view = await reviews.thread.parent(id);
      if (view?.agenda.some(({ isSettled }) => !isSettled)) rows.push({ view, address: await addressOf(id) });
    }
    return rows;
  }

  function opening(
    view: (open: Extract<Awaited<ReturnType<Reviews['toChange']>>, { kind: 'open' }>) => ReturnType<typeof endModal>,
  ) {
    return async ({ actor, value }: ActionCall<A>): Promise<Answer> => {
      const found = await reviews.toChange(actor, value);
      return found.kind === 'open' ? { kind: 'open', view: view(found) } : say(refusedMessage(found.why));
    };
  }
}

const told = (ran: Ran, done: (review: Extract<Ran, { kind: 'done' }>['review']) => ReturnType<typeof md>): Answer =>
  say(ran.kind === 'done' ? doneMessage(done(ran.review)) : refusedMessage(ran.why));
