import { type Json, record, records, text, textOr } from '../../../server/json.ts';
import type { Office } from '../../../wire.ts';
import { channelName, personName } from '../names.ts';
import { wordsOf } from '../text.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  /** The heading under which it stands. */
  readonly group?: string;
}

/** All that can be chosen in a menu, in order. Those of an `external_select` only the app knows. */
export function choicesOf(element: Json, office: Office): Choice[] {
  const type = String(element.type);
  if (type.endsWith('users_select')) return people(office);
  if (type.endsWith('channels_select')) return channels(office);
  if (type.endsWith('conversations_select')) {
    const { include } = record(element.filter);
    const kinds = Array.isArray(include) ? include : ['public', 'private'];
    return [
      ...(kinds.includes('public') || kinds.includes('private') ? channels(office) : []),
      ...(kinds.includes('im') ? people(office) : []),
    ];
  }
  const grouped = records(element.option_groups).flatMap((group) =>
    records(group.options).map((option) => ({ ...choiceOf(option), group: wordsOf(group.label) })),
  );
  return [...records(element.options).map(choiceOf), ...grouped];
}

/** What a menu calls something that it holds, be it among its choices or not. */
export function labelOf(value: string, element: Json, office: Office): string {
  const known = choicesOf(element, office).find((choice) => choice.value === value);
  if (known) return known.label;
  const initial = [element.initial_option, element.initial_options].flat().find((one) => record(one).value === value);
  if (initial !== undefined) return wordsOf(record(initial).text);
  const channel = channelName(office, value);
  return channel === value ? personName(office, value) : `#${channel}`;
}

function choiceOf(option: Json): Choice {
  const description = text(record(option.description).text);
  return {
    value: textOr(option.value, ''),
    label: wordsOf(option.text),
    ...(description !== undefined && { description }),
  };
}

const people = ({ people: faces }: Office): Choice[] =>
  faces
    .filter(({ isPlayable }) => isPlayable)
    .map(({ id, name, role, handle }) => ({ value: id, label: name, description: role ?? `@${handle}` }));

const channels = ({ channels: all }: Office): Choice[] => all.map(({ id, name }) => ({ value: id, label: `#${name}` }));
