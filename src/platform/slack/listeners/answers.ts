import type { MessageContent } from '../../../blockkit/message.ts';
import type { Answer } from './listeners.ts';

/** Words that only the person sees. */
export const say = (message: MessageContent): Answer => ({ kind: 'say', message });

/** Sentences under the fields of the submitted modal, by block id; what was typed stays. */
export const errors = (sentences: Readonly<Record<string, string>>): Answer => ({ kind: 'errors', errors: sentences });
