import { z } from 'zod';
import { fieldCalled } from '../mapping/mapping-names.ts';
import { type Line, linesOfAttachments, linesOfBlocks, linesOfText } from '../watching/message-lines.ts';
import type { Preset } from './preset.ts';
import { type Answer, at, underLabels } from './preset-fields.ts';

/** How an endpoint is kept that hears an app's messages in a channel. It has no address and no secret. */
export const CHANNEL = 'channel';

const body = z.looseObject({ text: z.string().optional() });

/** `Work e-mail: jane@acme.example`, and not `https://…`. */
const LABELLED = /^\s*[-•–]?\s*([^:\n]{1,60}?)\s*:\s+(\S.*)$/;
const ADDRESS = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+\.[\p{L}\p{N}-]+/u;

export const channel: Preset = {
  name: 'Messages in a channel',
  signing: { scheme: 'token' },
  secretBy: 'baton',
  advice: 'nothing; it only has to post its messages in that channel',
  deliveryId: () => undefined,
  unpack(sent) {
    const message = body.safeParse(sent).data;
    if (message === undefined) return { kind: 'unreadable', reason: 'it is no message' };
    const shown = [...linesOfBlocks(message.blocks), ...linesOfAttachments(message.attachments)];
    // What stands beside blocks and attachments says the same again, for small screens.
    const lines = answersIn(shown).length > 0 ? shown : [...linesOfText(message.text), ...shown];
    const { data, places } = underLabels(answersIn(lines));
    const words = lines.flatMap((line) => ('words' in line && !LABELLED.test(line.words) ? [line.words] : []));
    const text = words.join('\n').trim();
    const address = ADDRESS.exec(words.join('\n'))?.[0];
    return {
      kind: 'lead',
      payload: { data, ...(text !== '' && { text }), ...(address !== undefined && { address }) },
      places: { email: at('address'), message: at('text'), ...places },
    };
  },
};

function answersIn(lines: readonly Line[]): Answer[] {
  return lines.flatMap((line) => {
    const [, label, value] = 'title' in line ? ['', line.title, line.value] : (LABELLED.exec(line.words) ?? []);
    return label === undefined || !value?.trim() ? [] : [answer(label, value.trim())];
  });
}

/** What is called something that nobody knows and is an e-mail address is theirs. */
function answer(label: string, value: string): Answer {
  const isAddress = fieldCalled(label) === undefined && ADDRESS.exec(value)?.[0] === value;
  return { label, value, ...(isAddress && { is: 'email' }) };
}
