import { errors, say } from '../platform/slack/listeners/answers.ts';
import type { Listeners } from '../platform/slack/listeners/listeners.ts';
import { saysSomething } from './answer.ts';
import { contentOf, FIELDS } from './answer-form.ts';
import { ANSWER, formMetadata } from './modal-blocks.ts';
import type { StandupActor, StandupAsk } from './ports-service.ts';
import { alreadyMessage, EMPTY, refusalMessage, TOO_LATE } from './reply-blocks.ts';
import type { Standups } from './service.ts';

/** What people send from the form of their answer. */
export function answerModals<A extends StandupAsk, C>(
  standups: Standups<A, C>,
): NonNullable<Listeners<StandupActor>['views']> {
  return {
    async [ANSWER]({ actor, values, viewId, metadata }) {
      const { slot, snapshot } = formMetadata.parse(JSON.parse(metadata));
      const shown = await standups.shown(actor, slot, snapshot);
      if (shown === undefined) return say(refusalMessage('not-yours'));
      const content = contentOf(shown, values);
      // ANS-8
      if (!saysSomething(content)) return errors({ [FIELDS.today]: EMPTY });
      const outcome = await standups.submit(actor, { slotId: slot, snapshotId: snapshot, content, viewId });
      switch (outcome.kind) {
        case 'posted':
          return { kind: 'nothing' };
        case 'already':
          return say(alreadyMessage());
        case 'too-late':
          // Nothing typed is lost: the form stays as it is (ANS-4).
          return errors({ [FIELDS.today]: TOO_LATE });
        case 'not-yours':
          return say(refusalMessage('not-yours'));
      }
    },
  };
}
