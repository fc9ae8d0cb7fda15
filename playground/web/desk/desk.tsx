import { useMemo, useState } from 'react';
import type { Act, ClockFace, Office, Outcome, Pane, PaneView, Ring } from '../../wire.ts';
import type { Reader } from '../surface.ts';
import { ChannelHeader, channelName } from './channel-header.tsx';
import { Composer } from './composer.tsx';
import './desk.css';
import { DeskContext } from './desk-context.ts';
import { nameOf } from './faces.ts';
import { Guard } from './guard.tsx';
import { Home } from './home.tsx';
import { MessageList } from './message-list.tsx';
import { Modals } from './modal.tsx';
import { placeOfNewestRing } from './rings.ts';
import { Sidebar } from './sidebar.tsx';
import { Switcher } from './switcher.tsx';
import { Thread } from './thread.tsx';
import type { Typing } from './typing.ts';
import { useDismissed } from './use-dismissed.ts';
import { minuteOf } from './use-page.ts';

export interface DeskProps {
  view: PaneView;
  office: Office;
  clock: ClockFace;
  phones: readonly Ring[];
  typing: Typing;
  act(act: Act): Promise<Outcome>;
  /** Moves this desk to another place. */
  goTo(pane: Pane): void;
}

/** One person's Slack. */
export function Desk({ view, office, clock, phones, typing, act, goTo }: DeskProps) {
  const { pane } = view;
  const zone = office.people.find(({ id }) => id === pane.as)?.zone ?? clock.zone;
  const now = minuteOf(clock.now);
  const reader = useMemo((): Reader => ({ id: pane.as, zone, now, office }), [pane.as, zone, now, office]);
  const scene = useMemo(
    () => ({ reader, pane, act, typing, go: (change: Partial<Pane>) => goTo(nextPane(pane, change)) }),
    [reader, pane, act, typing, goTo],
  );
  const become = (person: string) => goTo(placeOfNewestRing(phones, person) ?? { ...pane, as: person });
  return (
    <DeskContext value={scene}>
      <section className="desk" aria-label={`Slack of ${nameOf(office, pane.as)}`}>
        <header className="desk-bar">
          <Switcher office={office} me={pane.as} become={become} />
        </header>
        <div className="desk-body">
          <Columns view={view} clock={clock} />
          <Guard of={view.modals}>
            <Modals views={view.modals} />
          </Guard>
        </div>
      </section>
    </DeskContext>
  );
}

function Columns({ view, clock }: { view: PaneView; clock: ClockFace }) {
  const { pane, modals, thread, composer } = view;
  const [isSidebarOpen, openSidebar] = useState(false);
  const { shown, dismiss } = useDismissed();
  const place = `${pane.as} ${pane.channel}`;
  return (
    <div className="columns" inert={modals.length > 0}>
      <Sidebar view={view} isOpen={isSidebarOpen} close={() => openSidebar(false)} />
      <section className="talk" aria-label={channelName(view)}>
        <ChannelHeader view={view} officeZone={clock.zone} openSidebar={() => openSidebar(true)} />
        {pane.tab === 'home' ? (
          <Home view={view.home} />
        ) : (
          <>
            <MessageList key={place} messages={shown(view.messages)} hasOlder={view.hasOlder} dismiss={dismiss} />
            <Composer key={`${place} line`} composer={composer} thread={undefined} placeholder={invitation(view)} />
          </>
        )}
      </section>
      {thread !== undefined && (
        <Thread
          key={`${place} ${pane.thread ?? ''}`}
          messages={shown(thread)}
          channelName={channelName(view)}
          composer={composer}
          dismiss={dismiss}
        />
      )}
    </div>
  );
}

const invitation = (view: PaneView): string => `Message ${channelName(view)} or type /`;

/** Another channel has other threads. */
function nextPane(pane: Pane, change: Partial<Pane>): Pane {
  const isElsewhere = change.channel !== undefined && change.channel !== pane.channel;
  return { ...pane, ...(isElsewhere && { thread: undefined }), ...change };
}
