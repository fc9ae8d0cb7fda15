import type { PaneView, SidebarRow } from '../../wire.ts';
import { Avatar } from './avatar.tsx';
import { Badge } from './badge.tsx';
import { useDesk } from './desk-context.ts';
import './sidebar.css';
import { Icon } from './icon.tsx';

interface SidebarProps {
  view: PaneView;
  /** Whether it is drawn out, on a desk too narrow for both. */
  isOpen: boolean;
  close(): void;
}

/** The workspace's name, the channels, and the app. */
export function Sidebar({ view, isOpen, close }: SidebarProps) {
  const { reader } = useDesk();
  const apps = view.sidebar.filter(({ kind }) => kind === 'app');
  const channels = view.sidebar.filter(({ kind }) => kind !== 'app');
  return (
    <div className={`sidebar-place ${isOpen ? 'open' : ''}`}>
      <nav className="sidebar" aria-label="Channels and apps">
        <div className="sidebar-head">
          <b>{reader.office.team}</b>
          <button
            type="button"
            className="icon-button sidebar-close"
            aria-label="Close the list of channels"
            onClick={close}
          >
            <Icon name="close" />
          </button>
        </div>
        <Rows title="Channels" rows={channels} current={view.pane.channel} close={close} />
        <Rows title="Apps" rows={apps} current={view.pane.channel} close={close} />
      </nav>
      {isOpen && <button type="button" className="sidebar-rest" aria-label="Close the list" onClick={close} />}
    </div>
  );
}

interface RowsProps {
  title: string;
  rows: readonly SidebarRow[];
  current: string;
  close(): void;
}

function Rows({ title, rows, current, close }: RowsProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <Row row={row} isCurrent={row.id === current} close={close} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ row, isCurrent, close }: { row: SidebarRow; isCurrent: boolean; close(): void }) {
  const { go, reader } = useDesk();
  return (
    <button
      type="button"
      className={`sidebar-row ${row.isUnread ? 'unread' : ''}`}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => {
        go({ channel: row.id, tab: 'messages' });
        close();
      }}
    >
      {row.kind === 'app' ? (
        <Avatar person={reader.office.bot.id} office={reader.office} size={20} />
      ) : (
        <span className="sidebar-mark" aria-hidden="true">
          <Icon name={row.kind === 'private' ? 'lock' : 'hash'} size={16} />
        </span>
      )}
      <span className="sidebar-name">{row.name}</span>
      {row.isUnread && <span className="visually-hidden">, new messages</span>}
      <Badge count={row.rings} />
    </button>
  );
}
