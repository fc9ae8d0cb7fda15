import type { ModalValues } from '../blockkit/values.ts';
import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Answer, Listeners } from '../platform/slack/listeners/listeners.ts';
import {
  CONCERN_IT,
  FACTS,
  FIELDS,
  factsModal,
  PROCESS,
  postedModal,
  processModal,
  WITHDRAW_IT,
  WORDS,
  wordsModal,
} from './form-blocks.ts';
import type { WriteRefusal } from './refusals.ts';
import {
  announcedSentence,
  answerRefusal,
  changedReply,
  concernMessage,
  faultSentence,
  NO_LINE,
  NO_WORDS,
  withdrawnReply,
  writeRefusal,
} from './reply-blocks.ts';
import type { HeadsUpActor, HeadsUps } from './service.ts';
import type { Written } from './writing-service.ts';

/** Announcing, changing, withdrawing and raising a concern, by forms. */
export function formListeners(headsUps: HeadsUps) {
  return {
    openCampaign,
    openProcess,
    openChange,
    refused,

    views: {
      async [FACTS]({ actor, values, metadata, viewId }) {
        const { headsUpId, version } = changedIn(metadata);
        const facts = { ...factsIn(values), expected: values.number(FIELDS.expected), headsUpId, version };
        const kept = await headsUps.keepFacts(actor, `view:${viewId}`, {
          ...facts,
          channelId: values.channel(FIELDS.channel),
        });
        if (kept.kind !== 'kept') return refused(kept);
        const terms = kept.of?.terms;
        return { kind: 'update', view: wordsModal(kept.draft, terms?.kind === 'campaign' ? terms : undefined) };
      },

      async [WORDS]({ actor, values, metadata }) {
        const words = {
          audience: values.text(FIELDS.audience) ?? '',
          promise: values.text(FIELDS.promise) ?? '',
          talk: values.text(FIELDS.talk) ?? '',
        };
        const empty = Object.entries(words).filter(([, text]) => text === '');
        if (empty.length > 0) return errors(Object.fromEntries(empty.map(([field]) => [field, NO_WORDS])));
        return written(await headsUps.finish(actor, metadata, words));
      },

      async [PROCESS]({ actor, values, metadata, viewId }) {
        const { headsUpId: id, version } = changedIn(metadata);
        const doing = values.text(FIELDS.doing) ?? '';
        const terms = { kind: 'process', ...factsIn(values), doing, why: values.text(FIELDS.why) } as const;
        if (id !== undefined) return written(await headsUps.change(actor, { id, version }, terms));
        return written(await headsUps.announceProcess(actor, terms, values.channel(FIELDS.channel), `view:${viewId}`));
      },

      async [CONCERN_IT]({ actor, values, metadata }) {
        const line = values.text(FIELDS.line);
        if (line === undefined) return errors({ [FIELDS.line]: NO_LINE });
        const outcome = await headsUps.answer(actor, metadata, { answer: 'concern', line });
        if (outcome.kind === 'refused') return say(answerRefusal(outcome.why, outcome.headsUp));
        return say(concernMessage(outcome.view, outcome.isOnAgenda));
      },

      async [WITHDRAW_IT]({ actor, metadata }) {
        const outcome = await headsUps.withdraw(actor, metadata);
        return outcome.kind === 'done' ? say(withdrawnReply(outcome.headsUp)) : refused(outcome);
      },
    } satisfies Listeners<HeadsUpActor>['views'],
  };

  async function openCampaign(actor: HeadsUpActor): Promise<Answer> {
    const begun = await headsUps.toWrite(actor, 'campaign');
    return begun.kind === 'open' ? { kind: 'open', view: factsModal(begun) } : refused(begun);
  }

  async function openProcess(actor: HeadsUpActor): Promise<Answer> {
    const begun = await headsUps.toWrite(actor, 'process');
    return begun.kind === 'open' ? { kind: 'open', view: processModal(begun) } : refused(begun);
  }

  async function openChange(actor: HeadsUpActor, id: string): Promise<Answer> {
    const found = await headsUps.toChange(actor, id);
    if (found.kind !== 'done') return refused(found);
    const { headsUp: of } = found;
    const { terms } = of;
    const view = terms.kind === 'campaign' ? factsModal({ of, terms }) : processModal({ of, terms });
    return { kind: 'open', view };
  }
}

/** A new one says what happens next; one that was changed, that it is. */
function written(outcome: Written): Answer {
  if (outcome.kind !== 'done') return refused(outcome);
  const { headsUp } = outcome;
  return headsUp.changed === undefined ? { kind: 'update', view: postedModal(headsUp) } : say(changedReply(headsUp));
}

/** What can be mended in the form stands under its field. */
function refused(why: WriteRefusal): Answer {
  if (why.kind === 'fault') return errors(faultSentence(why.fault));
  if (why.kind === 'announced') return errors(announcedSentence(why.number));
  if (why.kind === 'channel') return errors({ [FIELDS.channel]: why.sentence });
  return say(writeRefusal(why));
}

/** The one that a form changes, as it was read; nothing for a new one. */
function changedIn(metadata: string): { readonly headsUpId: string | undefined; readonly version: number } {
  const [id = '', version = ''] = metadata.split(':');
  return { headsUpId: id === '' ? undefined : id, version: Number(version) || 0 };
}

const factsIn = (values: ModalValues) => ({
  title: values.text(FIELDS.title) ?? '',
  startsOn: values.date(FIELDS.startsOn) ?? '',
});
