import { useLayoutEffect, useRef, useState } from 'react';
import type { Pane, Sections } from '../../wire.ts';
import { Answer } from './answer.tsx';
import './tour.css';
import type { Deed } from './tour-deed.ts';
import { beginning, type Progress, tourStep } from './tour-progress.ts';
import { STEPS, tourCard } from './tour-words.ts';
import { type Doing, useDoing } from './use-doing.ts';
import type { TourState } from './use-tour.ts';

interface TourProps {
  readonly tour: TourState;
  readonly sections: Pick<Sections, 'office' | 'clock' | 'phones' | 'panes'>;
  readonly act: Doing;
  /** Lets the page look there. */
  readonly show: (place: Pane) => void;
}

/** Brings the tour back, or ends it. */
export const TourButton = ({ tour }: Pick<TourProps, 'tour'>) => (
  <button type="button" className="button" aria-pressed={tour.isOpen} onClick={tour.isOpen ? tour.dismiss : tour.begin}>
    Tour
  </button>
);

/** Five steps that a newcomer may follow: a card in the corner, on narrow windows a bar. Nothing while it is dismissed. */
export const Tour = (props: TourProps) => props.tour.isOpen && <OpenTour key={props.tour.round} {...props} />;

function OpenTour({ tour, sections, act, show }: TourProps) {
  const progress = useProgress(sections);
  const { doing, outcome, run } = useDoing(act);
  const place = useRef<HTMLElement>(null);
  useHeight(place);
  const { place: where, done, title, text, deed } = tourCard(sections, progress);

  const perform = ({ show: there, acts }: Deed) => {
    const isShown = sections.panes.some(({ pane }) => pane.as === there?.as && pane.channel === there.channel);
    if (there !== undefined && !isShown) show(there);
    void run(...acts);
  };

  return (
    <section ref={place} className="tour" aria-label="Guided tour">
      <header>
        <span className="tour-place">{where}</span>
        <span className="tour-dots" aria-hidden="true">
          {DOTS.map((dot) => (
            <i key={dot} className={dot <= done ? 'done' : dot === done + 1 ? 'now' : ''} />
          ))}
        </span>
        <button type="button" className="icon-button" aria-label="Close the tour" onClick={tour.dismiss}>
          ✕
        </button>
      </header>
      <div className="tour-words" aria-live="polite">
        <h2>
          {done < STEPS && (
            <span className="tour-number" aria-hidden="true">
              {done + 1}/{STEPS}{' '}
            </span>
          )}
          {title}
        </h2>
        <p>{text}</p>
      </div>
      <footer>
        {deed && (
          <button type="button" className="button primary" disabled={doing !== undefined} onClick={() => perform(deed)}>
            {doing ? 'One moment…' : deed.label}
          </button>
        )}
        {done === STEPS && (
          <button type="button" className="button" onClick={tour.dismiss}>
            Finish
          </button>
        )}
        {outcome?.kind === 'failed' && <Answer outcome={outcome} />}
      </footer>
    </section>
  );
}

const DOTS = Array.from({ length: STEPS }, (_, at) => at + 1);

/** How far somebody has come, looked at anew with everything that the page learns. */
function useProgress(sections: TourProps['sections']): Progress {
  const [progress, setProgress] = useState<Progress>(() => beginning(sections));
  const next = tourStep(sections, progress);
  if (next !== progress) setProgress(next);
  return next;
}

/** Tells the page how much room the card needs, so that it covers nothing. */
function useHeight(place: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const root = document.documentElement;
    const observer = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize ?? 0;
      root.style.setProperty('--tour-height', `${Math.ceil(height)}px`);
    });
    if (place.current !== null) observer.observe(place.current);
    return () => {
      observer.disconnect();
      root.style.removeProperty('--tour-height');
    };
  }, [place]);
}
