import type { ModalValues } from '../blockkit/values.ts';
import { managesAny } from '../core/rights.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Call, Listeners } from '../platform/slack/listeners/listeners.ts';
import type { RetroActor, Retros } from './service.ts';
import * as blocks from './start-blocks.ts';
import type { StartFault, StartWish } from './start-service.ts';

const FIELDS = blocks.START_FIELDS;

/** Beginning a retro. `list` is what somebody sees who can't. */
export function startListeners(
  retros: Retros,
  formats: readonly blocks.FormatChoice[],
  list: (call: Call<RetroActor>) => Promise<Answer>,
): Listeners<RetroActor> {
  return {
    commands: [
      {
        command: '/retro',
        word: 'start',
        usage: '',
        summary: 'both teams look back together',
        isDefault: true,
        // Who can't start one sees what runs, and what they can do.
        run: (call) => (managesAny(call.actor) ? open(call) : list(call)),
      },
    ],
    actions: { [blocks.START]: open },
    views: {
      async [blocks.START]({ actor, values }) {
        const form = await retros.startForm(actor);
        if (form === undefined) return say(blocks.notManagerMessage());
        const started = await retros.start(actor, wishIn(values));
        switch (started.kind) {
          case 'started':
            return say(blocks.startedMessage(started.retro));
          case 'one-runs':
            return say(blocks.runsMessage(started.retro));
          case 'not-manager':
            return say(blocks.notManagerMessage());
          case 'fault':
            return faulty(started.fault);
        }
      },
    },
  };

  async function open({ actor }: Call<RetroActor>): Promise<Answer> {
    const form = await retros.startForm(actor);
    if (form === undefined) return say(blocks.notManagerMessage());
    if ('runs' in form) return say(blocks.runsMessage(form.runs));
    return { kind: 'open', view: blocks.startModal(form, formats) };
  }

  function wishIn(values: ModalValues): StartWish {
    return {
      channelId: values.channel(FIELDS.channel),
      format: values.option(FIELDS.format) ?? formats[0]?.id ?? '',
      isAnonymous: values.option(FIELDS.names) === blocks.UNNAMED,
      people: values.users(FIELDS.people),
      collectDays: Number(values.option(FIELDS.days)) || 2,
    };
  }
}

/** Under the field that it is about. */
function faulty(fault: StartFault): Answer {
  if (fault === 'no-channel') return errors({ [FIELDS.channel]: 'Choose a channel, please.' });
  if (typeof fault === 'string') return errors({ [FIELDS.people]: blocks.peopleSentence(fault) });
  if ('channel' in fault) return errors({ [FIELDS.channel]: fault.channel });
  return errors({ [FIELDS.people]: blocks.strangersSentence(fault.strangers) });
}
