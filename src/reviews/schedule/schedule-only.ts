import { STAGES, type StageWords, stageCalled } from '../../core/lead-stages.ts';
import type { Choice, DrawChoices } from '../planning/choices.ts';
import type { DrawFilter } from '../planning/draw.ts';

type List = Exclude<keyof DrawFilter, 'numbers' | 'leftOut'>;

/** What one menu offers of each, so that all fit into the hundred that Slack takes. */
const MOST_OF_EACH = 20;
/** A value of a menu is at most 75 letters, with its kind before it. */
const LONGEST = 60;

const KINDS: readonly { readonly list: List; readonly key: string; readonly called: string }[] = [
  { list: 'sources', key: 'source', called: 'Source' },
  { list: 'campaigns', key: 'campaign', called: 'Campaign' },
  { list: 'personas', key: 'persona', called: 'Persona' },
  { list: 'reps', key: 'rep', called: 'Rep' },
  { list: 'stages', key: 'stage', called: 'Stage' },
];

/** How values are called that aren't names by themselves. */
export interface Callings {
  readonly names: ReadonlyMap<string, string>;
  readonly stages: StageWords;
}

/** One menu for all filters: "Source: Website". What is set already is in it, also if no lead has it lately. */
export const onlyChoices = (
  choices: DrawChoices,
  only: DrawFilter,
  callings: Callings,
): readonly { readonly value: string; readonly text: string }[] =>
  KINDS.flatMap(({ list, key, called }) => {
    const set = only[list] ?? [];
    const lately = choices[list].map(({ value }: Choice) => value).filter((value) => !set.includes(value));
    return [...set, ...lately]
      .filter((value) => value.length <= LONGEST)
      .slice(0, Math.max(MOST_OF_EACH, set.length))
      .map((value) => ({ value: `${key}:${value}`, text: `${called}: ${calledOf(list, value, callings)}` }));
  });

/** What of it is chosen, as values of the menu. */
export const onlyValues = (only: DrawFilter): string[] =>
  KINDS.flatMap(({ list, key }) => (only[list] ?? []).map((value) => `${key}:${value}`));

/** What such values mean. */
export function readOnly(values: readonly string[]): Readonly<Partial<Record<List, readonly string[]>>> {
  const chosen = KINDS.map(({ list, key }): [List, string[]] => [
    list,
    values.filter((value) => value.startsWith(`${key}:`)).map((value) => value.slice(key.length + 1)),
  ]);
  return Object.fromEntries(chosen.filter(([, some]) => some.length > 0));
}

/** "Source: Website or Fair · Campaign: Spring"; empty without a filter. */
export const onlyText = (only: DrawFilter, callings: Callings): string =>
  KINDS.flatMap(({ list, called }) => {
    const set = only[list] ?? [];
    return set.length === 0 ? [] : [`${called}: ${set.map((value) => calledOf(list, value, callings)).join(' or ')}`];
  }).join(' · ');

function calledOf(list: List, value: string, { names, stages }: Callings): string {
  if (list === 'reps') return names.get(value) ?? 'somebody who has left';
  const stage = list === 'stages' ? STAGES.find((one) => one === value) : undefined;
  return stage === undefined ? value : stageCalled(stage, stages);
}
