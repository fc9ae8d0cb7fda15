import { z } from 'zod';

/** What a lead says about a person: those of its texts that can't stand in an output by chance. */
export function personalWordsOf(lead: unknown): string[] {
  if (typeof lead !== 'object' || lead === null) return [];
  return Object.entries(lead).flatMap(([field, value]) => {
    if (typeof value === 'object') return personalWordsOf(value);
    return PERSONAL.test(field) && typeof value === 'string' && value.length >= SHORTEST ? [value] : [];
  });
}

const PERSONAL = /^(name|full_name|first_name|last_name|e-?mail|phone|company|message)$/i;
const SHORTEST = 6;

/** What people typed in fields of forms, and behind a lead's number in commands, in what Slack delivered. */
export function typedIn(envelopes: readonly { readonly payload: unknown }[]): string[] {
  return envelopes.flatMap(({ payload }) => {
    const { view, text = '' } = typed.safeParse(payload).data ?? {};
    const fields = Object.values(view?.state?.values ?? {}).flatMap((block) => Object.values(block));
    const inFields = fields.flatMap(({ type, value }) => (type === 'plain_text_input' ? (value ?? []) : []));
    const [, behind] = /^\D*\d+\s+(.+)$/.exec(text) ?? [];
    return [...inFields, ...(behind === undefined ? [] : [behind])].filter(
      (words) => words.length >= SHORTEST && words.includes(' '),
    );
  });
}

const element = z.object({ type: z.string(), value: z.string().nullish() });
const values = z.record(z.string(), z.record(z.string(), element));
const typed = z.object({
  text: z.string().optional(),
  view: z.object({ state: z.object({ values }).optional() }).optional(),
});

/** Those of these words that stand in an output, and whatever there looks like a token of Slack, a secret or somebody's address. */
export function leaksIn(output: string, words: Iterable<string>): string[] {
  const looks = output.match(/\bx(?:ox[bp]|app)-[\w-]+|\bwhsec_[\w+/=-]{10,}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
  return [...new Set([...[...words].filter((one) => output.includes(one)), ...looks])];
}
