import type { Json } from './json.ts';

/** Slack says no: `{ ok: false, error: code, ...details }`. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Json;

  constructor(code: string, details: Json = {}) {
    super(`Slack refuses: ${code} ${JSON.stringify(details)}`);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** The refusal for arguments of the wrong shape, which Slack explains in `response_metadata.messages`. */
export const invalidArguments = (...reasons: string[]): Refusal =>
  new Refusal('invalid_arguments', { response_metadata: { messages: reasons.map((reason) => `[ERROR] ${reason}`) } });
