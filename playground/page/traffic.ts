import type { Outcome, TrafficLine } from '../wire.ts';
import { parsedFields, withoutSecrets } from './inspection.ts';
import { failed } from './outcomes.ts';
import type { Stage } from './stage.ts';
import { callLine, envelopeLine } from './traffic-lines.ts';

const MOST = 200;

/** What has gone over the wire, the newest last. */
export function trafficOf({ slack: { records } }: Stage): TrafficLine[] {
  const methods = new Set(records.calls.map(({ method }) => method));
  const refused = records.rejections.flatMap(({ what, code, at }, index) =>
    // What a call was refused for is in its own line.
    methods.has(what) ? [] : [refusedLine(`refused-${index}`, what, code, at)],
  );
  return [
    ...newest(records.calls, (call, index) => callLine(`call-${index}`, call)),
    ...newest(records.envelopes, (envelope, index) => envelopeLine(`envelope-${index}`, envelope)),
    ...refused.slice(-MOST),
  ]
    .sort((a, b) => a.at - b.at)
    .slice(-MOST);
}

/** The last lines only, under ids that stay when more follow. */
function newest<T>(list: readonly T[], line: (one: T, index: number) => TrafficLine): TrafficLine[] {
  const first = Math.max(0, list.length - MOST);
  return list.slice(first).map((one, index) => line(one, first + index));
}

const refusedLine = (id: string, what: string, result: string, at: number): TrafficLine => ({
  id,
  direction: 'refused',
  what,
  at,
  tookMs: undefined,
  result,
  isFine: false,
});

/** Everything about one line, without tokens and secrets. */
export async function inspect(stage: Stage, entry: string): Promise<Outcome> {
  const found = payloadsOf(stage, entry);
  if (found === undefined) return failed('This line belongs to a company that is gone.');
  const secrets = [...Object.values(stage.slack.tokens), stage.bot.form().secret];
  return {
    kind: 'inspected',
    request: withoutSecrets(found.request, secrets),
    answer: withoutSecrets(found.answer, secrets),
  };
}

function payloadsOf({ slack: { records } }: Stage, entry: string): { request: unknown; answer: unknown } | undefined {
  const [kind, index] = entry.split('-');
  const call = kind === 'call' ? records.calls[Number(index)] : undefined;
  if (call !== undefined) return { request: parsedFields(call.args), answer: call.answer ?? call.fault ?? null };
  const envelope = kind === 'envelope' ? records.envelopes[Number(index)] : undefined;
  if (envelope !== undefined) {
    return { request: envelope.payload, answer: envelope.ack?.payload ?? envelope.failure ?? null };
  }
  const refused = kind === 'refused' ? records.rejections[Number(index)] : undefined;
  return refused === undefined ? undefined : { request: refused.details, answer: refused.code };
}
