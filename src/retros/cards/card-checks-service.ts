import { type Check, MOST_FOUND } from '../../platform/check.ts';
import { secretsKept } from './card-checks-store.ts';
import type { CardsDeps } from './cards-ports-service.ts';
import { createUnsigned } from './unsigned-service.ts';

/** What must hold of cards that name nobody. */
export const cardChecks = (deps: CardsDeps): readonly Check[] => [
  {
    name: 'retro.secret-kept',
    says: (count) =>
      `Of ${count === 1 ? 'a retro' : `${count} retros`} without names that ${count === 1 ? 'is' : 'are'} over it can still be told who wrote which card.`,
    find: (read) => secretsKept(read, MOST_FOUND),
    repair: createUnsigned(deps).seal,
  },
];
