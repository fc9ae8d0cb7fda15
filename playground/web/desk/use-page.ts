import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { MINUTE } from '../../../src/core/instants.ts';
import type { ClockFace, Pane } from '../../wire.ts';
import { addressOf, type Place, placeIn } from './place.ts';
import type { Known, Socket } from './socket.ts';

export const useKnown = (socket: Socket): Known => useSyncExternalStore(socket.subscribe, socket.known);

/** The company's clock, which runs on between pushes; looks again every `everyMs`. */
export function useRunningClock({ sections, clockAt }: Known, everyMs: number): ClockFace | undefined {
  const [realNow, look] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => look(performance.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  const { clock } = sections;
  return useMemo(
    () => clock && { ...clock, now: clock.now + Math.max(0, realNow - clockAt) },
    [clock, clockAt, realNow],
  );
}

/** The same moment for a whole minute, so that what says a time is not drawn every second. */
export const minuteOf = (now: number): number => Math.floor(now / MINUTE) * MINUTE;

/** Where the page is; the browser's Back goes back. */
export function usePlace(): readonly [Place, (to: Place) => void] {
  const [hash, setHash] = useState(() => location.hash);
  useEffect(() => {
    const listen = () => setHash(location.hash);
    addEventListener('hashchange', listen);
    addEventListener('popstate', listen);
    return () => {
      removeEventListener('hashchange', listen);
      removeEventListener('popstate', listen);
    };
  }, []);
  const go = useCallback((to: Place) => {
    const next = addressOf(to);
    if (next === location.hash) return;
    history.pushState(null, '', next);
    setHash(next);
  }, []);
  return [useMemo(() => placeIn(hash), [hash]), go];
}

/** Tells the server what to watch, whenever that changes. */
export function useWatch(socket: Socket, panes: readonly Pane[], traffic: boolean): void {
  useEffect(() => socket.watch(panes, traffic), [socket, panes, traffic]);
}

/** Whether the window is at least that wide, in CSS pixels. */
export function useWindowWidth(atLeast: number): boolean {
  const query = useMemo(() => matchMedia(`(min-width: ${atLeast}px)`), [atLeast]);
  const subscribe = useCallback(
    (listener: () => void) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => query.matches);
}
