import { type FieldName, readField } from '../../core/lead-fields.ts';

/** What was typed and cannot be kept, with a sentence for each field; empty if all of it can. */
export function fieldFaults(typed: Readonly<Partial<Record<FieldName, string | undefined>>>): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const [name, sentence] of Object.entries(SENTENCES)) {
    const value = isTyped(name) ? typed[name] : undefined;
    if (isTyped(name) && value !== undefined && readField(name, value) === undefined) faults[name] = sentence;
  }
  return faults;
}

const SENTENCES = {
  email: 'That does not look like an e-mail address. It should be like ada@example.com.',
  phone: 'That does not look like a phone number. Write it like +49 30 1234567.',
  score: 'That is not a number. Write it like 72.',
  crmUrl: 'That does not look like a link. It should begin with https://.',
} as const satisfies Partial<Record<FieldName, string>>;

const isTyped = (name: string): name is keyof typeof SENTENCES => Object.hasOwn(SENTENCES, name);
