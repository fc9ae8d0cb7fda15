import type { Office } from '../../wire.ts';
import './avatar.css';
import { colourOf, initialsOf, nameOf } from './faces.ts';

/** A square with somebody's initials, or Baton's own mark. */
export function Avatar({ person, office, size = 36 }: { person: string; office: Office; size?: number }) {
  const isBot = person === office.bot.id;
  return (
    <span
      className={`avatar ${isBot ? 'bot' : `colour-${colourOf(person)}`}`}
      style={{ width: size, height: size, fontSize: Math.max(9, Math.round(size * 0.37)) }}
      aria-hidden="true"
    >
      {isBot ? '' : initialsOf(nameOf(office, person))}
    </span>
  );
}
