import { useCallback, useState } from 'react';
import type { Act, ClockFace, Outcome, Pane, PaneView, Sections } from '../../wire.ts';
import { Desk } from './desk.tsx';
import { moved, type Place } from './place.ts';
import { createTyping } from './typing.ts';

interface DesksProps {
  place: Place;
  go(to: Place): void;
  views: readonly PaneView[];
  sections: Sections;
  clock: ClockFace;
  act(act: Act): Promise<Outcome>;
}

/** One desk, or two beside each other. */
export function Desks({ place, go, views, sections: { office, phones }, clock, act }: DesksProps) {
  const [typing] = useState(createTyping);
  const toFirst = useCallback((pane: Pane) => go(moved(place, 0, pane)), [go, place]);
  const toSecond = useCallback((pane: Pane) => go(moved(place, 1, pane)), [go, place]);
  return (
    <main className="desks">
      {place.map((asked, at) => {
        const view = views[at];
        const key = at === 0 ? 'first' : 'second';
        if (view === undefined)
          return (
            <p key={key} className="page-note">
              Opening Slack for {office.people.find(({ id }) => id === asked.as)?.name ?? 'somebody else'}…
            </p>
          );
        return (
          <Desk
            key={key}
            view={view}
            office={office}
            clock={clock}
            phones={phones}
            typing={typing}
            act={act}
            goTo={at === 0 ? toFirst : toSecond}
          />
        );
      })}
    </main>
  );
}
