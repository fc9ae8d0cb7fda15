import { wallTime } from '../../../src/core/time-text.ts';
import type { PaneView } from '../../wire.ts';
import { useDesk } from './desk-context.ts';
import { cityOf } from './faces.ts';
import './channel-header.css';
import { Icon } from './icon.tsx';

interface ChannelHeaderProps {
  view: PaneView;
  /** The office's zone; the reader's is named where it is another one. */
  officeZone: string;
  openSidebar(): void;
}

/** The channel's name; of the app also its tabs. */
export function ChannelHeader({ view, officeZone, openSidebar }: ChannelHeaderProps) {
  const { reader } = useDesk();
  const isApp = view.sidebar.some(({ id, kind }) => id === view.pane.channel && kind === 'app');
  return (
    <>
      <header className="bar">
        <button type="button" className="icon-button bar-drawer" aria-label="Channels and apps" onClick={openSidebar}>
          <Icon name="menu" />
        </button>
        <h1 className="bar-title">{channelName(view)}</h1>
        {reader.zone !== officeZone && (
          <p className="hint bar-zone" title="Times are in this person's own zone.">
            {wallTime(reader.now, reader.zone)} in {cityOf(reader.zone)}
          </p>
        )}
      </header>
      {isApp && reader.office.bot.hasHome && <Tabs />}
    </>
  );
}

function Tabs() {
  const { pane, go } = useDesk();
  const tab = (name: 'home' | 'messages', label: string) => (
    <button
      type="button"
      role="tab"
      className="tab"
      aria-selected={pane.tab === name}
      onClick={() => go({ tab: name, ...(name === 'home' && { thread: undefined }) })}
    >
      {label}
    </button>
  );
  return (
    <div role="tablist" aria-label="Baton" className="tabs">
      {tab('home', 'Home')}
      {tab('messages', 'Messages')}
    </div>
  );
}

/** "#leads", or the app's name. */
export function channelName({ sidebar, pane }: PaneView): string {
  const row = sidebar.find(({ id }) => id === pane.channel);
  if (row === undefined) return '';
  return row.kind === 'app' ? row.name : `#${row.name}`;
}
