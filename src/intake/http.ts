import { SECOND } from '../core/instants.ts';
import { type HttpAnswer, jsonAnswer, textAnswer } from '../platform/http/handler.ts';
import { pathOf, type Route } from '../platform/http/router.ts';
import type { Intake, Receipt } from './service.ts';

/** Is told what came of each delivery. */
export type Count = (outcome: Receipt['kind'] | 'failed') => void;

/** `POST /hooks/:endpoint`: a signed lead. */
export function intakeRoutes(
  intake: Intake,
  { count, urlOf }: { readonly count: Count; readonly urlOf: (endpointId: string) => string },
): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/hooks/:endpoint',
      async handle({ params, headers, rawBody, method, url }) {
        try {
          const endpoint = params.endpoint ?? '';
          // A proxy may have changed the address; senders know the public one.
          const uri = urlOf(endpoint) + url.slice(pathOf(url).length);
          const receipt = await intake.accept(endpoint, { headers, rawBody, method, uri });
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
      return jsonAnswer(200, {
        status: 'kept',
        reason: `It made no lead: ${receipt.reason}. The admin has been told.`,
      });
    case 'seen':
      return jsonAnswer(200, { status: 'seen', leads: receipt.leads });
    case 'waiting':
      return jsonAnswer(200, { status: 'kept', reason: 'Its lead is not here yet; I look for it for a day.' });
    case 'ignored':
      return jsonAnswer(200, { status: 'ignored' });
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
