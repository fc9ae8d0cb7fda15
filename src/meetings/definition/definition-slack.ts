import { isDemandedField } from '../../core/demands.ts';
import { errors, say } from '../../platform/slack/listeners/answers.ts';
import type { Listeners } from '../../platform/slack/listeners/listeners.ts';
import type { MeetingActor } from '../ports-service.ts';
import * as blocks from './definition-blocks.ts';
import type { DefinitionChecks } from './definition-service.ts';

/** Saying when a lead is ready for sales, and agreeing on it. */
export function definitionListeners(checks: DefinitionChecks): Pick<Listeners<MeetingActor>, 'actions' | 'views'> {
  const FIELDS = blocks.DEFINITION_FIELDS;
  return {
    actions: {
      async [blocks.SAY_DEFINITION]({ actor, value }) {
        const form = await checks.form(actor, value);
        return typeof form === 'string'
          ? say(blocks.definitionRefused(form))
          : { kind: 'open', view: blocks.answerModal(form) };
      },
      async [blocks.AGREE_DEFINITION]({ actor, value }) {
        const check = await checks.agreeing(actor, value);
        return typeof check === 'string'
          ? say(blocks.definitionRefused(check))
          : { kind: 'open', view: blocks.agreeModal(check) };
      },
    },

    views: {
      async [blocks.SAID_DEFINITION]({ actor, metadata, values }) {
        const words = values.text(FIELDS.words);
        if (words === undefined) return errors({ [FIELDS.words]: 'A few words, please.' });
        const said = { words, needs: values.options(FIELDS.needs).filter(isDemandedField) };
        const [meetingId = '', seen = ''] = metadata.split(' ');
        const outcome = await checks.answer(actor, meetingId, seen, said);
        switch (outcome.kind) {
          case 'kept':
            return say(blocks.answeredMessage());
          case 'meanwhile':
            return { kind: 'update', view: blocks.answerModal(outcome, said) };
          case 'refused':
            return say(blocks.definitionRefused(outcome.why, words));
        }
      },
      async [blocks.AGREED_DEFINITION]({ actor, metadata, values }) {
        const text = values.text(FIELDS.text);
        if (text === undefined) return errors({ [FIELDS.text]: 'A few words, please.' });
        const [meetingId = '', seen] = metadata.split(' ');
        const outcome = await checks.agree(actor, meetingId, Number(seen ?? 0), text);
        switch (outcome.kind) {
          case 'agreed':
            return say(blocks.agreedMessage(outcome.check));
          case 'meanwhile':
            return { kind: 'update', view: blocks.agreeModal(outcome.check, text) };
          case 'refused':
            return say(blocks.definitionRefused(outcome.why, text));
        }
      },
    },
  };
}
