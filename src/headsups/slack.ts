import { say } from '../platform/slack/listeners/answers.ts';
import type { ActionCall, Answer, CommandCall, Listeners } from '../platform/slack/listeners/listeners.ts';
import { concernModal, withdrawModal } from './form-blocks.ts';
import { formListeners } from './form-slack.ts';
import type { HeadsUpView } from './heads-up-view.ts';
import { headsUpsMessage, NEW_CAMPAIGN, NEW_PROCESS, SHOW, unknownMessage } from './list-blocks.ts';
import { CLEAR, CONCERN, EDIT, headsUpMessage, WITHDRAW } from './post-blocks.ts';
import { answerRefusal, clearMessage, goneMessage } from './reply-blocks.ts';
import { mayAnnounce } from './rights.ts';
import type { HeadsUpActor, HeadsUps } from './service.ts';

/** Everything that people do with heads-ups in Slack. */
export function headsUpListeners(headsUps: HeadsUps): Listeners<HeadsUpActor> {
  const forms = formListeners(headsUps);

  return {
    commands: [
      {
        command: '/baton',
        word: 'heads-up',
        usage: '[list | process | number]',
        summary: 'announce a campaign or a change',
        async run({ actor, text }: CommandCall<HeadsUpActor>): Promise<Answer> {
          const word = text.toLowerCase();
          if (word === 'process') return forms.openProcess(actor);
          if (word === '' && mayAnnounce('campaign', actor)) return forms.openCampaign(actor);
          if (word === '' && mayAnnounce('process', actor)) return forms.openProcess(actor);
          if (word === '' || word === 'list')
            return say(headsUpsMessage(await headsUps.list(actor.workspaceId), actor));
          return show(await headsUps.find(actor.workspaceId, text), unknownMessage(text));
        },
      },
    ],

    actions: {
      [NEW_CAMPAIGN]: ({ actor }) => forms.openCampaign(actor),
      [NEW_PROCESS]: ({ actor }) => forms.openProcess(actor),
      [SHOW]: async ({ actor, value }) => show(await headsUps.byId(actor.workspaceId, value), goneMessage()),
      async [CLEAR]({ actor, value }) {
        const outcome = await headsUps.answer(actor, value, { answer: 'clear' });
        if (outcome.kind === 'refused') return say(answerRefusal(outcome.why, outcome.headsUp));
        return say(clearMessage(outcome.view));
      },
      async [CONCERN]({ actor, value }) {
        // Who can't answer hears that at once, before they have typed anything.
        const found = await headsUps.objection(actor, value);
        if (found.kind === 'refused') return say(answerRefusal(found.why, found.headsUp));
        const mine = found.view.answers.find(({ personId }) => personId === actor.id);
        return { kind: 'open', view: concernModal(found.view, mine?.answer === 'concern' ? mine.line : undefined) };
      },
      [EDIT]: ({ actor, value }) => forms.openChange(actor, value),
      [WITHDRAW]: async ({ actor, value }: ActionCall<HeadsUpActor>): Promise<Answer> => {
        const found = await headsUps.toChange(actor, value);
        if (found.kind !== 'done') return forms.refused(found);
        const view = await headsUps.byId(actor.workspaceId, value);
        return view === undefined ? say(goneMessage()) : { kind: 'open', view: withdrawModal(view) };
      },
    },

    views: forms.views,
  };
}

const show = (view: HeadsUpView | undefined, otherwise: ReturnType<typeof goneMessage>): Answer =>
  say(view === undefined ? otherwise : headsUpMessage(view));
