import { createContext, useContext } from 'react';
import type { Reader } from '../surface.ts';

/** Through whose eyes the blocks below are drawn; mentions and dates ask for it. */
export const ReaderContext = createContext<Reader | undefined>(undefined);

export function useReader(): Reader {
  const reader = useContext(ReaderContext);
  if (reader === undefined) throw new Error('Blocks are drawn inside a ReaderContext.');
  return reader;
}
