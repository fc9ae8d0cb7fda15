import { SECOND } from '../core/instants.ts';
import { type HttpAnswer, jsonAnswer, textAnswer } from '../platform/http/handler.ts';
import type { Route } from '../platform/http/router.ts';
import type { Intake, Receipt } from './service.ts';

/** Is told what came of each delivery. */
export type Count = (outcome: Receipt['kind'] | 'failed') => void;

/** `POST /hooks/:endpoint`: a signed lead. */
export function intakeRoutes(intake: Intake, count: Count): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/hooks/:endpoint',
      async handle({ params, headers, rawBody }) {
        try {
          const receipt = await intake.accept(params.endpoint ?? '', { headers, rawBody });
          count(receipt.kind);
          return answerTo(receipt);
        } catch (error) {
          count('failed');
          throw error;
        }
      },
    },
  ];
}

/** A payload without a contact is accepted all the same: a 4xx would make the sender stop for good. */
function answerTo(receipt: Receipt): HttpAnswer {
  switch (receipt.kind) {
    case 'accepted':
      return jsonAnswer(200, { status: 'accepted', lead: receipt.number });
    case 'kept':
      return jsonAnswer(200, { status: 'kept', reason: 'No usable contact in it. The admin has been told.' });
    case 'early':
      return jsonAnswer(200, { status: 'kept', reason: 'Baton is not set up yet; then it becomes a lead.' });
    case 'known':
      return jsonAnswer(200, { status: 'known' });
    case 'unknown-endpoint':
      return textAnswer(404, 'Not found');
    case 'unsigned':
      return textAnswer(401, 'Not authorized');
    case 'limited':
      return textAnswer(429, 'Too many at once: please send it again later', {
        'retry-after': String(Math.ceil(receipt.wait / SECOND)),
      });
    case 'not-json':
      return textAnswer(400, 'The body is not JSON in UTF-8');
    case 'conflict':
      return textAnswer(409, 'This delivery id was used before with another body');
  }
}
