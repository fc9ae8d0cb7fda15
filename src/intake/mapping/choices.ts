import { readField } from '../../core/lead-fields.ts';
import type { Arrived } from '../arrived.ts';
import { EVENT_NAMES, type EventName } from '../events/event-names.ts';
import type { Mapping } from './mapping.ts';
import { MAPPED_NAMES, type MappedName } from './mapping-names.ts';
import { follow } from './mapping-path.ts';

/** What a lead's fields, and the parts of news about it, are read from, as expressions; a field that isn't there stays empty. */
export type Written = { readonly [Name in MappedName | EventName]?: string };

/** What somebody chooses for a field: one of the values that arrived, by its place in the list, or to read it as before. */
export type Choices = { readonly [Name in MappedName]?: number | 'keep' };

/** What is read now, as choices: what a mapping says, or else what the usual names find. */
export function choicesOf(
  arrived: readonly Arrived[],
  { written, usual, payload }: { written: Written | undefined; usual: Mapping; payload: unknown },
): Choices {
  const choices: { [Name in MappedName]?: number | 'keep' } = {};
  for (const name of MAPPED_NAMES) {
    const at = written === undefined ? usualAt(name) : arrived.findIndex(({ path }) => path === written[name]);
    if (at >= 0) choices[name] = at;
    else if (written?.[name] !== undefined) choices[name] = 'keep';
  }
  return choices;

  function usualAt(name: MappedName): number {
    const kept = name === 'firstName' || name === 'lastName' ? 'contactName' : name;
    for (const alternative of usual.fields.get(name) ?? []) {
      const found = alternative.kind === 'path' ? follow(alternative.steps, payload) : undefined;
      if (found === undefined || readField(kept, found.value) === undefined) continue;
      const trail = JSON.stringify(found.trail);
      return arrived.findIndex((one) => JSON.stringify(one.trail) === trail);
    }
    return -1;
  }
}

/** The mapping that these choices make. */
export function writtenFrom(choices: Choices, arrived: readonly Arrived[], before: Written | undefined): Written {
  const written: { [Name in MappedName | EventName]?: string } = {};
  // Where news stands can't be chosen, and stays as somebody wrote it.
  for (const name of EVENT_NAMES) if (before?.[name] !== undefined) written[name] = before[name];
  for (const name of MAPPED_NAMES) {
    const choice = choices[name];
    const expression = choice === 'keep' ? before?.[name] : choice === undefined ? undefined : arrived[choice]?.path;
    if (expression !== undefined) written[name] = expression;
  }
  return written;
}
