import type { Face, Office } from '../../wire.ts';
import { Avatar } from './avatar.tsx';
import { Badge } from './badge.tsx';
import { firstName, playable } from './faces.ts';
import { Menu } from './menu.tsx';
import { rungOthers } from './rings.ts';
import './switcher.css';
import { Icon } from './icon.tsx';

interface SwitcherProps {
  office: Office;
  me: string;
  become(person: string): void;
}

/** Whose eyes one sees through, and how to see through others'. Those whose phones have rung stand beside it. */
export function Switcher({ office, me, become }: SwitcherProps) {
  const face = office.people.find(({ id }) => id === me);
  const items = playable(office).map((other) => ({
    key: other.id,
    isCurrent: other.id === me,
    content: <Person face={other} office={office} />,
    pick: () => become(other.id),
  }));
  return (
    <div className="switcher">
      <Menu
        label={`You are ${face?.name ?? me}. Be somebody else`}
        title="See it as"
        className="switcher-me"
        items={items}
      >
        <span className="switcher-prefix">You are:</span>
        <Avatar person={me} office={office} size={24} />
        <b>{face?.name ?? me}</b>
        <span className="switcher-role">{face?.role}</span>
        <Icon name="down" size={14} />
      </Menu>
      <div className="switcher-rung">
        {rungOthers(office.people, me).map(({ id, name, rings }) => (
          <button
            key={id}
            type="button"
            className="switcher-other"
            title={`Be ${name}, whose phone has rung`}
            onClick={() => become(id)}
          >
            <Avatar person={id} office={office} size={24} />
            <span className="switcher-name">{firstName(name)}</span>
            <Badge count={rings} />
          </button>
        ))}
      </div>
    </div>
  );
}

function Person({ face, office }: { face: Face; office: Office }) {
  return (
    <>
      <Avatar person={face.id} office={office} size={32} />
      <span className="switcher-person">
        <b>{face.name}</b>
        <span className="hint">{face.role}</span>
      </span>
      <Badge count={face.rings} />
    </>
  );
}
