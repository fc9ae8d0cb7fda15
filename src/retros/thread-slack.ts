import { channelLink, type Mrkdwn, md, mention, when } from '../blockkit/mrkdwn.ts';
import { managesAny } from '../core/rights.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import { isRunning, type Retro, type RunningPhase } from './retro.ts';
import type { Ran } from './retro-running.ts';
import * as blocks from './retro-running-blocks.ts';
import type { RetroActor, Retros } from './service.ts';
import { CALL_OFF, GO_ON, HAND_OVER, MORE_TIME, WHAT, WHO } from './thread-blocks.ts';
import { titleOf } from './turns/turn-blocks.ts';

type Open = Extract<Awaited<ReturnType<Retros['toRun']>>, { readonly kind: 'open' }>;
type Running = Retro & { readonly phase: RunningPhase };

/** What whoever looks after a retro does with it while it runs, and what runs at all. */
export function threadListeners(retros: Retros, threadOf: (retroId: string) => Promise<string | undefined>) {
  const listeners: Listeners<RetroActor> = {
    commands: [{ command: '/retro', word: 'list', usage: '', summary: 'which retro runs', run: list }],

    actions: {
      [WHO]: async ({ actor, value }) => {
        const found = await retros.toRun(actor, value.split(' ')[0] ?? '');
        return say(found.kind === 'open' ? blocks.whoMessage(found.retro, found) : blocks.refusedMessage(found.why));
      },
      [GO_ON]: opening((retro, { asked, done }) => blocks.goOnModal(retro, asked.length - done.length)),
      [MORE_TIME]: opening((retro, { dueOn }) => blocks.moreTimeModal(retro, dueOn)),
      [HAND_OVER]: opening((retro) => blocks.handOverModal(retro)),
      [CALL_OFF]: opening((retro) => blocks.callOffModal(retro)),
      [blocks.MOVE]: opening((retro) => blocks.moveModal(retro)),
    },

    views: {
      [GO_ON]: async ({ actor, metadata }) => {
        const [id = '', phase = ''] = metadata.split(' ');
        return told(await retros.goOn(actor, id, phase), wentOnLine);
      },
      [MORE_TIME]: async ({ actor, metadata, values }) => {
        const [id = '', phase = ''] = metadata.split(' ');
        const ran = await retros.endOn(actor, id, phase, values.date(blocks.RUN_FIELDS.due) ?? '');
        const isAboutDay = ran.kind === 'refused' && ran.why.kind.startsWith('due');
        if (isAboutDay) return errors({ [blocks.RUN_FIELDS.due]: blocks.refusedSentence(ran.why).toString() });
        return told(
          ran,
          (retro) =>
            md`*${titleOf(retro)}*: “${isRunning(retro) ? WHAT[retro.phase] : ''}” ends ${when(retro.phaseDueAt ?? 0, 'date-time', actor.zone)}.`,
        );
      },
      [HAND_OVER]: async ({ actor, metadata, values }) => {
        const to = values.user(blocks.RUN_FIELDS.facilitator);
        if (to === undefined) return errors({ [blocks.RUN_FIELDS.facilitator]: 'Choose somebody, please.' });
        const ran = await retros.handOver(actor, metadata.split(' ')[0] ?? '', to);
        if (ran.kind === 'refused' && ran.why.kind === 'not-taking-part')
          return errors({ [blocks.RUN_FIELDS.facilitator]: blocks.refusedSentence(ran.why).toString() });
        return told(ran, (retro) => md`${mention(to)} looks after *${titleOf(retro)}* now.`);
      },
      [CALL_OFF]: async ({ actor, metadata }) =>
        told(
          await retros.callOff(actor, metadata.split(' ')[0] ?? ''),
          (retro) => md`*${titleOf(retro)}* is called off.`,
        ),
      [blocks.MOVE]: async ({ actor, metadata, values }) => {
        const [id = '', from = ''] = metadata.split(' ');
        const to = values.channel(blocks.RUN_FIELDS.channel) ?? '';
        const ran = await retros.moveTo(actor, id, { from, to });
        if (ran.kind === 'unusable') return errors({ [blocks.RUN_FIELDS.channel]: ran.sentence });
        return told(ran, (retro) => md`*${titleOf(retro)}* goes on in ${channelLink(retro.channelId ?? '')}.`);
      },
    },
  };
  return { listeners, list };

  async function list({ actor }: Call<RetroActor>): Promise<Answer> {
    const { runs, ended } = await retros.listed(actor.workspaceId);
    const address = runs && (await threadOf(runs.id));
    const isMine = runs !== undefined && (await retros.takesPart(runs.id, actor.id));
    return say(
      blocks.listMessage(
        { runs, ended, isMine, mayStart: managesAny(actor) },
        new Map(runs !== undefined && address !== undefined ? [[runs.id, address]] : []),
      ),
    );
  }

  function opening(view: (retro: Running, open: Open) => ReturnType<typeof blocks.callOffModal>) {
    return async ({ actor, value }: ActionCall<RetroActor>): Promise<Answer> => {
      const [id = '', seen] = value.split(' ');
      const found = await retros.toRun(actor, id);
      if (found.kind === 'refused') return say(blocks.refusedMessage(found.why));
      const { retro } = found;
      if (!isRunning(retro)) return say(blocks.refusedMessage({ kind: 'over' }));
      if (seen !== undefined && seen !== retro.phase) return say(blocks.refusedMessage(await retros.movedOn(retro.id)));
      return { kind: 'open', view: view(retro, found) };
    };
  }
}

const told = (ran: Ran, done: (retro: Retro) => Mrkdwn): Answer =>
  say(ran.kind === 'done' ? blocks.doneMessage(done(ran.retro)) : blocks.refusedMessage(ran.why));

const wentOnLine = (retro: Retro): Mrkdwn =>
  isRunning(retro)
    ? md`*${titleOf(retro)}* goes on: “${WHAT[retro.phase]}” until ${when(retro.phaseDueAt ?? 0, 'date-time', retro.zone)}.`
    : md`*${titleOf(retro)}* is closed.`;
