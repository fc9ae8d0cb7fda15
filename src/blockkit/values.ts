import { z } from 'zod';

const option = z.object({ value: z.string() });

const element = z.looseObject({
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).optional(),
  selected_user: z.string().nullish(),
  selected_users: z.array(z.string()).optional(),
  selected_conversation: z.string().nullish(),
  selected_channel: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  files: z.array(z.object({ id: z.string(), name: z.string().optional().default('') })).optional(),
});

/** `view.state.values`: by block id, then by action id. */
const stateValues = z.record(z.string(), z.record(z.string(), element));

/**
 * What a person filled in, by block id. A field that was left empty, isn't there or is of another kind reads as
 * `undefined` (or an empty list): options and people may be out of date, so check them against the present state.
 */
export interface ModalValues {
  /** Whether the form had this field, filled in or not. */
  has(blockId: string): boolean;
  /** Trimmed; never empty. */
  text(blockId: string): string | undefined;
  number(blockId: string): number | undefined;
  /** The value of the chosen option of a select or of radio buttons. */
  option(blockId: string): string | undefined;
  /** The values of checkboxes. */
  options(blockId: string): readonly string[];
  user(blockId: string): string | undefined;
  users(blockId: string): readonly string[];
  channel(blockId: string): string | undefined;
  /** "YYYY-MM-DD" */
  date(blockId: string): string | undefined;
  /** What was chosen as files. */
  files(blockId: string): readonly { readonly id: string; readonly name: string }[];
  /** "HH:MM" */
  time(blockId: string): string | undefined;
}

/** Reads `view.state.values`. Throws a ZodError if Slack sends what it doesn't document. */
export function readValues(raw: unknown): ModalValues {
  const blocks = new Map(Object.entries(stateValues.parse(raw ?? {})));
  const at = (blockId: string) => Object.values(blocks.get(blockId) ?? {})[0];
  const text = (blockId: string) => at(blockId)?.value?.toWellFormed().trim() || undefined;
  return {
    has: (blockId) => blocks.has(blockId),
    text,
    number(blockId) {
      const typed = text(blockId);
      const number = Number(typed);
      return typed === undefined || !Number.isFinite(number) ? undefined : number;
    },
    option: (blockId) => at(blockId)?.selected_option?.value,
    options: (blockId) => at(blockId)?.selected_options?.map(({ value }) => value) ?? [],
    user: (blockId) => at(blockId)?.selected_user ?? undefined,
    users: (blockId) => at(blockId)?.selected_users ?? [],
    channel: (blockId) => at(blockId)?.selected_conversation ?? at(blockId)?.selected_channel ?? undefined,
    date: (blockId) => at(blockId)?.selected_date ?? undefined,
    files: (blockId) => at(blockId)?.files ?? [],
    time: (blockId) => at(blockId)?.selected_time ?? undefined,
  };
}
