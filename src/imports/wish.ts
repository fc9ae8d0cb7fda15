import { isZone } from '../core/zones.ts';
import type { Choices } from './choices.ts';
import type { Import } from './import.ts';
import { chosenMapping } from './mapping.ts';
import { currencyOf } from './money.ts';
import { chosenOwners } from './owners.ts';
import { chosenStages } from './stages.ts';

/** What somebody types who wants a file to be read otherwise than usual. */
export interface Wish {
  /** Such as "Mail 2=e-mail". */
  readonly map: readonly string[];
  /** Such as "Angebot=opportunity". */
  readonly stage: readonly string[];
  /** Such as "12345=ana@acme.example". */
  readonly owner: readonly string[];
  readonly dates?: 'day-first' | 'month-first';
  readonly zone: string;
  readonly currency?: string;
  readonly withKnown?: boolean;
  readonly tellFollowers?: boolean;
}

export type Chosen =
  | { readonly kind: 'choices'; readonly choices: Choices }
  | { readonly kind: 'refused'; readonly sentence: string };

/** What is chosen by a wish. */
export function chosenBy({ headings }: Import, wish: Wish): Chosen {
  const mapping = chosenMapping(headings, wish.map);
  if (mapping.kind === 'refused') return mapping;
  const stages = chosenStages(wish.stage);
  if (stages.kind === 'refused') return stages;
  const owners = chosenOwners(wish.owner);
  if (owners.kind === 'refused') return owners;
  const currency = wish.currency === undefined ? undefined : currencyOf(wish.currency);
  if (wish.currency !== undefined && currency === undefined)
    return { kind: 'refused', sentence: 'A currency is a code of three letters, such as EUR.' };
  if (!isZone(wish.zone)) return { kind: 'refused', sentence: 'A time zone is like Europe/Berlin.' };
  return {
    kind: 'choices',
    choices: {
      mapping: mapping.mapping,
      stages: stages.stages,
      owners: owners.owners,
      order: wish.dates,
      zone: wish.zone,
      currency,
      withKnown: wish.withKnown === true,
      isTold: wish.tellFollowers === true,
    },
  };
}
