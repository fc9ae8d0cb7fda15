import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

const MARGIN = 8;
const WIDTH = 240;
const HEIGHT = 320;

/** Something that opens under (or above) what was pressed, before everything else on the page; a press elsewhere closes it. */
export function Popup({
  anchor,
  close,
  children,
}: {
  readonly anchor: RefObject<HTMLElement | null>;
  close(): void;
  readonly children: ReactNode;
}) {
  const popup = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const shown = popup.current;
    const place = () => {
      if (shown && anchor.current) placeAt(shown, anchor.current.getBoundingClientRect());
    };
    shown?.showPopover();
    place();
    window.addEventListener('resize', place);
    window.addEventListener('scroll', place, true);
    return () => {
      window.removeEventListener('resize', place);
      window.removeEventListener('scroll', place, true);
    };
  }, [anchor]);

  useEffect(() => {
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node)) return;
      if (!popup.current?.contains(target) && !anchor.current?.contains(target)) close();
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => document.removeEventListener('pointerdown', onPointerDown);
  }, [anchor, close]);

  return (
    <div ref={popup} popover="manual" className="kit-popup">
      {children}
    </div>
  );
}

function placeAt(popup: HTMLElement, place: DOMRect): void {
  const { innerWidth, innerHeight } = window;
  const width = Math.min(Math.max(place.width, WIDTH), innerWidth - 2 * MARGIN);
  const below = innerHeight - place.bottom - 2 * MARGIN;
  const above = place.top - 2 * MARGIN;
  const isBelow = below >= Math.min(popup.scrollHeight, HEIGHT) || below >= above;
  popup.style.width = `${width}px`;
  popup.style.left = `${Math.max(MARGIN, Math.min(place.left, innerWidth - width - MARGIN))}px`;
  popup.style.maxHeight = `${Math.min(HEIGHT, isBelow ? below : above)}px`;
  popup.style.top = isBelow ? `${place.bottom + 4}px` : 'auto';
  popup.style.bottom = isBelow ? 'auto' : `${innerHeight - place.top + 4}px`;
}
