import { useCallback, useState } from 'react';

/** Whether the tour is open; its end is remembered by the browser. */
export interface TourState {
  readonly isOpen: boolean;
  /** Counts how often it was begun: each time from the first step. */
  readonly round: number;
  readonly begin: () => void;
  readonly dismiss: () => void;
}

export function useTour(): TourState {
  const [state, setState] = useState(() => ({ isOpen: !wasDismissed(), round: 0 }));
  const begin = useCallback(() => {
    remember(undefined);
    setState(({ round }) => ({ isOpen: true, round: round + 1 }));
  }, []);
  const dismiss = useCallback(() => {
    remember('yes');
    setState(({ round }) => ({ isOpen: false, round }));
  }, []);
  return { ...state, begin, dismiss };
}

const KEY = 'baton.tour-dismissed';

// A browser may forbid a page to keep anything; then the tour comes back with each load.
function wasDismissed(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember(dismissed: 'yes' | undefined): void {
  try {
    if (dismissed === undefined) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, dismissed);
  } catch {
    // See above.
  }
}
