import { isRecord, type Json, parseJson, record, records, textOr } from '../server/json.ts';
import type { ApiCall, EnvelopeRecord } from '../server/records.ts';
import type { TrafficLine } from '../wire.ts';

/** A call of the Web API. */
export function callLine(id: string, call: ApiCall): TrafficLine {
  const { method, startedAt, answeredAt, fault } = call;
  const result = fault === undefined ? answerOf(call) : played(call, record(parseJson(fault)));
  return {
    id,
    direction: 'to Slack',
    what: method,
    at: startedAt,
    tookMs: answeredAt === undefined ? undefined : answeredAt - startedAt,
    result,
    isFine: fault === undefined ? answeredAt === undefined || result === 'ok' : fault.includes('"slow"'),
  };
}

const answerOf = ({ status, answer }: ApiCall): string => {
  if (answer === undefined) return 'waiting';
  if (answer.ok === true) return 'ok';
  return status === 200 ? textOr(answer.error, 'not ok') : `${status} ${textOr(answer.error, '')}`.trim();
};

/** What was played instead of an answer. */
function played(call: ApiCall, { kind, status, body, error, when }: Json): string {
  const done = when === 'after' ? ', after accepting' : '';
  switch (kind) {
    case 'rate-limited':
      return '429 ratelimited';
    case 'http-error':
      return `${textOr(status, '')}${done}`;
    case 'reset':
      return `connection reset${done}`;
    case 'slow':
      return call.answeredAt === undefined ? 'slow' : `${answerOf(call)}, slow`;
    case 'body':
      return `${textOr(body, 'broken')} body${done}`;
    default:
      return `${textOr(error, 'error')}${done}`;
  }
}

/** What Slack has brought to the app. */
export function envelopeLine(id: string, envelope: EnvelopeRecord): TrafficLine {
  const { ack, failure, sentAt, attempt } = envelope;
  const again = attempt > 0 ? ` (again, ${attempt})` : '';
  return {
    id,
    direction: 'from Slack',
    what: `${brought(envelope)}${again}`,
    at: sentAt,
    tookMs: ack?.afterMs,
    result: ack === undefined ? (failure ?? 'waiting') : acknowledged(ack.payload),
    isFine: ack !== undefined || failure === undefined,
  };
}

const acknowledged = (payload: unknown): string =>
  isRecord(payload) && typeof payload.response_action === 'string' ? `ok, ${payload.response_action}` : 'ok';

function brought({ type, payload }: EnvelopeRecord): string {
  if (type === 'events_api') return `${textOr(record(payload.event).type, 'some')} event`;
  if (type === 'slash_commands') return `${textOr(payload.command, '/')} ${textOr(payload.text, '')}`.trim();
  const [action] = records(payload.actions);
  const callback = textOr(record(payload.view).callback_id ?? payload.callback_id, '');
  switch (payload.type) {
    case 'block_actions':
      return `${textOr(action?.type, 'element').replaceAll('_', ' ')} ${textOr(action?.action_id, '')}`;
    case 'view_submission':
      return `modal ${callback} submitted`;
    case 'view_closed':
      return `modal ${callback} closed`;
    default:
      return `${textOr(payload.type, 'interaction').replaceAll('_', ' ')} ${callback}`;
  }
}
