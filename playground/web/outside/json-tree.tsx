import { useState } from 'react';
import { isObject, summary } from './readable.ts';

/** A value as a tree that is opened branch by branch; only what is open is drawn. */
export function JsonTree({ value, depth = 0 }: { value: unknown; depth?: number }) {
  if (value === undefined) return <p className="json-none">nothing</p>;
  if (!isObject(value) && !Array.isArray(value)) return <Leaf value={value} />;
  const entries = Object.entries(value);
  if (entries.length === 0) return <p className="json-none">{Array.isArray(value) ? 'an empty list' : 'nothing'}</p>;
  return (
    <ul className="json">
      {entries.map(([name, part]) => (
        <li key={name}>
          <Branch name={name} part={part} depth={depth} />
        </li>
      ))}
    </ul>
  );
}

const OPEN_LEVELS = 1;

function Branch({ name, part, depth }: { name: string; part: unknown; depth: number }) {
  const [isOpen, setOpen] = useState(depth < OPEN_LEVELS && name !== 'blocks');
  const isBranch = (isObject(part) || Array.isArray(part)) && Object.keys(part).length > 0;
  if (!isBranch) {
    return (
      <>
        <span className="json-name">{name}</span> <Leaf value={part} />
      </>
    );
  }
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className="json-name">{name}</span> <span className="json-brief">{summary(part)}</span>
      </summary>
      {isOpen && <JsonTree value={part} depth={depth + 1} />}
    </details>
  );
}

const Leaf = ({ value }: { value: unknown }) => (
  <span className={`json-${value === null ? 'null' : typeof value}`}>
    {typeof value === 'string' ? value : JSON.stringify(value)}
  </span>
);
