import type { Alternative, Expression } from './mapping-expression.ts';
import { COMMON_NAMES, MAPPED_NAMES, type MappedName } from './mapping-names.ts';
import { fold, type Step } from './mapping-path.ts';

/** Where a lead stands in a payload that nobody has described: at the top, or one level below. */
const PLACES = [undefined, 'data', 'lead', 'contact', 'properties'];

/** The common names at the common places. HubSpot's workflows wrap each value once more: `properties.email.value`. */
export const defaultExpressions: ReadonlyMap<MappedName, Expression> = new Map(
  MAPPED_NAMES.map((name) => [
    name,
    PLACES.flatMap((place) => COMMON_NAMES[name].flatMap((spelling) => alternatives(place, spelling))),
  ]),
);

function alternatives(place: string | undefined, spelling: string): Alternative[] {
  const inPlace = place === undefined ? [] : [loose(place)];
  const written = place === undefined ? spelling : `${place}.${spelling}`;
  const plain: Alternative = { kind: 'path', steps: [...inPlace, loose(spelling)], written };
  if (place !== 'properties') return [plain];
  return [plain, { kind: 'path', steps: [...plain.steps, loose('value')], written: `${written}.value` }];
}

function loose(name: string): Step {
  return { kind: 'loose', folded: fold(name) };
}
