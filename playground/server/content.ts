import { MESSAGE } from '../../src/blockkit/limits.ts';
import { nested, optionalText } from './arguments.ts';
import { charactersIn, type Fault, validateBlocks } from './blocks/validate.ts';
import { isRecord, type Json } from './json.ts';
import { Refusal } from './refusal.ts';

/** What a message says, as far as it was given. */
export interface Content {
  readonly text: string | undefined;
  readonly blocks: Json[] | undefined;
}

/** The refusal for blocks with faults, with a JSON pointer for each. */
const invalidBlocks = (faults: readonly Fault[]): Refusal =>
  new Refusal('invalid_blocks', {
    errors: faults.map(({ at, message }) => `${message} [json-pointer:${at}]`),
    response_metadata: { messages: faults.map(({ at, message }) => `[ERROR] ${message} [json-pointer:${at}]`) },
  });

/** Reads and checks the text and the blocks of a message, wherever the app sends it. */
export function readContent(args: Json): Content {
  const text = optionalText(args, 'text');
  const blocks = nested(args, 'blocks', 'invalid_blocks_format');
  if (blocks === undefined) return { text, blocks };
  if (!Array.isArray(blocks)) throw new Refusal('invalid_blocks_format');
  const faults = validateBlocks(blocks, 'message');
  if (faults.length > 0) throw invalidBlocks(faults);
  if (charactersIn(blocks) > MESSAGE.charactersOfBlocks.max) throw new Refusal('msg_blocks_too_long');
  return { text, blocks: blocks.filter(isRecord) };
}

/** As `readContent`, for what must say something. */
export function requireContent(args: Json): { text: string; blocks: Json[] } {
  const { text, blocks } = readContent(args);
  if (text === undefined && !blocks?.length) throw new Refusal('no_text');
  return { text: text ?? '', blocks: blocks ?? [] };
}

// Slack publishes no figure; opaque ids need far less.
const LONGEST_METADATA = 8_000;

/** Reads and checks `metadata`; an empty object asks for its removal. */
export function readMetadata(args: Json): Json | undefined {
  const metadata = nested(args, 'metadata', 'invalid_metadata_format');
  if (metadata === undefined) return undefined;
  if (!isRecord(metadata)) throw new Refusal('invalid_metadata_format');
  if (Object.keys(metadata).length === 0) return metadata;
  if (typeof metadata.event_type !== 'string' || !isRecord(metadata.event_payload)) {
    throw new Refusal('invalid_metadata_schema');
  }
  if (JSON.stringify(metadata).length > LONGEST_METADATA) throw new Refusal('metadata_too_large');
  return metadata;
}
