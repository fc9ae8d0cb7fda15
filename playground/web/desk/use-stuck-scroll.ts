import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

const CLOSE_ENOUGH_PX = 48;

interface StuckScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>;
  /** Whether something new lies below what is seen. */
  readonly hasNews: boolean;
  onScroll(): void;
  toEnd(): void;
}

/** Keeps a scroller at its end while more comes, unless somebody has scrolled up to read. `last` names the last item. */
export function useStuckScroll(last: string | undefined): StuckScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isStuck = useRef(true);
  const lastSize = useRef('');
  const seen = useRef(last);
  const [hasNews, setNews] = useState(false);

  const toEnd = useCallback(() => {
    isStuck.current = true;
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
    setNews(false);
  }, []);

  // Whatever grows, also an image or an opened menu, must not push the newest message out of sight.
  useEffect(() => {
    lastSize.current = sizeOf(scroller.current);
    const stay = new ResizeObserver(() => {
      lastSize.current = sizeOf(scroller.current);
      if (isStuck.current) scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
    });
    if (content.current !== null) stay.observe(content.current);
    if (scroller.current !== null) stay.observe(scroller.current);
    return () => stay.disconnect();
  }, []);

  useEffect(() => {
    if (last === seen.current) return;
    seen.current = last;
    if (isStuck.current) toEnd();
    else setNews(true);
  }, [last, toEnd]);

  const onScroll = useCallback(() => {
    // What is being laid out anew moves by itself: only a move within the same size is somebody's.
    if (scroller.current === null || sizeOf(scroller.current) !== lastSize.current) return;
    const { scrollHeight, scrollTop, clientHeight } = scroller.current;
    isStuck.current = scrollHeight - scrollTop - clientHeight < CLOSE_ENOUGH_PX;
    if (isStuck.current) setNews(false);
  }, []);

  return { scroller, content, hasNews, onScroll, toEnd };
}

const sizeOf = (scroller: HTMLElement | null): string =>
  `${scroller?.clientWidth} ${scroller?.clientHeight} ${scroller?.scrollHeight}`;
