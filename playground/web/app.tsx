import { useMemo, useState } from 'react';
import type { Pane, Ring, Sections } from '../wire.ts';
import './app.css';
import { Desks } from './desk/desks.tsx';
import { Panel } from './desk/panel.tsx';
import { moved, type Place } from './desk/place.ts';
import { placeOfRing } from './desk/rings.ts';
import type { Known, Socket } from './desk/socket.ts';
import { TopBar } from './desk/top-bar.tsx';
import { useKnown, usePlace, useRunningClock, useWatch, useWindowWidth } from './desk/use-page.ts';
import { useSeek } from './desk/use-seek.ts';
import { Outside } from './outside/outside.tsx';
import { Phones } from './outside/phones.tsx';
import { Tour, TourButton } from './outside/tour.tsx';
import { TroubleBanner } from './outside/trouble-banner.tsx';
import { useTour } from './outside/use-tour.ts';

const ROOM_FOR_TWO_PX = 1_000;
const ROOM_FOR_PANEL_PX = 1_200;

/** The whole page: one or two desks, and the world outside Slack. */
export function App({ socket }: { socket: Socket }) {
  const known = useKnown(socket);
  const [asked, go] = usePlace();
  const [traffic, wantTraffic] = useState(false);
  const hasRoomForTwo = useWindowWidth(ROOM_FOR_TWO_PX);
  const place = useMemo((): Place => (hasRoomForTwo ? asked : [asked[0]]), [asked, hasRoomForTwo]);
  useWatch(socket, place, traffic);
  const { sections } = known;
  if (!isComplete(sections))
    return <p className="page-note">{known.wasConnected ? 'Reconnecting…' : 'Opening Slack…'}</p>;
  return (
    <Page
      known={known}
      sections={sections}
      socket={socket}
      place={place}
      go={go}
      hasRoomForTwo={hasRoomForTwo}
      onTraffic={wantTraffic}
    />
  );
}

interface PageProps {
  known: Known;
  sections: Sections;
  socket: Socket;
  place: Place;
  go(to: Place): void;
  hasRoomForTwo: boolean;
  onTraffic(wanted: boolean): void;
}

const SECOND_MS = 1_000;

function Page({ known, sections, socket, place, go, hasRoomForTwo, onTraffic }: PageProps) {
  const tour = useTour();
  const hasRoomForPanel = useWindowWidth(ROOM_FOR_PANEL_PX);
  const isTwo = place.length === 2;
  // Beside one desk there is room for the world; two desks leave none, until somebody asks.
  const [wish, setWish] = useState<{ isOpen: boolean; of: string }>();
  const layout = `${hasRoomForPanel} ${isTwo}`;
  const isPanelOpen = wish?.of === layout ? wish.isOpen : hasRoomForPanel && !isTwo;
  const openPanel = (isOpen: boolean) => setWish({ isOpen, of: layout });
  const { office, phones, world, panes } = sections;
  const clock = useRunningClock(known, SECOND_MS) ?? sections.clock;
  const { act } = socket;
  const show = (to: Partial<Pane> & { as: string }) => go(moved(place, 0, { channel: '', tab: 'messages', ...to }));
  const seek = useSeek(panes);
  const openRing = (ring: Ring) => {
    show(placeOfRing(ring));
    seek(ring.ts);
    // A sheet would hide what was asked for.
    if (!hasRoomForPanel) openPanel(false);
  };

  return (
    <>
      {!known.isConnected && (
        <p className="page-lost" role="status">
          Reconnecting…
        </p>
      )}
      <TopBar
        clock={clock}
        sideBySide={
          hasRoomForTwo ? { isOn: isTwo, toggle: () => go(isTwo ? [place[0]] : besides(sections)) } : undefined
        }
        panel={{ isOpen: isPanelOpen, toggle: () => openPanel(!isPanelOpen) }}
      >
        <TourButton tour={tour} />
      </TopBar>
      <TroubleBanner troubles={world.troubles} act={act} />
      <Tour tour={tour} sections={sections} act={act} show={show} />
      <div className="page-columns">
        <Desks place={place} go={go} views={panes} sections={sections} clock={clock} act={act} />
        {isPanelOpen && (
          <Panel close={() => openPanel(false)}>
            <Phones rings={phones} office={office} clock={clock} open={openRing} />
            <Outside
              world={world}
              traffic={sections.traffic}
              presets={office.leadPresets}
              clock={clock}
              act={act}
              onTraffic={onTraffic}
            />
          </Panel>
        )}
      </div>
    </>
  );
}

/** The desk that is there and, beside it, somebody else's in the same channel: a colleague's if one can be told. */
function besides({ panes, office }: Sections): Place {
  const [first] = panes;
  const mine = first?.pane ?? { as: '', channel: '', tab: 'messages' };
  const other = office.people.find(({ id, isPlayable }) => isPlayable && id !== mine.as);
  return [mine, { as: other?.id ?? mine.as, channel: mine.channel, tab: 'messages' }];
}

/** Whether everything has been pushed at least once. */
const isComplete = (sections: Partial<Sections>): sections is Sections =>
  [sections.office, sections.clock, sections.phones, sections.panes, sections.world, sections.traffic].every(
    (section) => section !== undefined,
  );
