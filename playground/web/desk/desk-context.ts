import { createContext, use } from 'react';
import type { Act, Outcome, Pane } from '../../wire.ts';
import type { Reader } from '../surface.ts';
import type { Typing } from './typing.ts';

/** What everything on one desk knows: who sits there, where they are, and how things are done. */
export interface DeskScene {
  readonly reader: Reader;
  readonly pane: Pane;
  readonly go: (change: Partial<Pane>) => void;
  readonly act: (act: Act) => Promise<Outcome>;
  readonly typing: Typing;
}

export const DeskContext = createContext<DeskScene | undefined>(undefined);

/** The desk on which this is drawn. */
export function useDesk(): DeskScene {
  const scene = use(DeskContext);
  if (scene === undefined) throw new Error('This is drawn on no desk.');
  return scene;
}
