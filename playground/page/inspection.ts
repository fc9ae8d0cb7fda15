import { isRecord, type Json, parseJson } from '../server/json.ts';

/** A call's arguments with those unpacked that travel as JSON in a form, such as `blocks`. */
export const parsedFields = (args: Json): Json =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, unpacked(value)]));

function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  return parseJson(value) ?? value;
}

const HIDDEN = '•••';
// Fields that let whoever knows them act in somebody's name.
const KEYS: ReadonlySet<string> = new Set(['token', 'trigger_id', 'response_url', 'ticket']);
// Slack's tokens, tickets for sockets, and the secrets of forms as the bot makes them (platform/secrets.ts).
const SHAPES = /xox\w-[\w-]+|xapp-[\w-]+|(?<=ticket=)[\w-]+|whsec_[\w+/=-]+|(?<![\w-])[\w-]{43}(?![\w-])/g;

/** A copy in which nothing is left that could be used to act as somebody. */
export function withoutSecrets(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return hidden(value, secrets);
  if (Array.isArray(value)) return value.map((one) => withoutSecrets(one, secrets));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      KEYS.has(name) && typeof field === 'string' ? HIDDEN : withoutSecrets(field, secrets),
    ]),
  );
}

const hidden = (text: string, secrets: readonly string[]): string =>
  secrets
    .filter((secret) => secret !== '')
    .reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text)
    .replaceAll(SHAPES, HIDDEN);
