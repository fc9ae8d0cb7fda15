import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { TrafficLine } from '../../wire.ts';
import './traffic.css';
import { shownTraffic, TRAFFIC_FILTERS, type TrafficFilter } from './traffic-filter.ts';
import { TrafficRow } from './traffic-row.tsx';
import type { Doing } from './use-doing.ts';

interface TrafficGroupProps {
  readonly lines: readonly TrafficLine[];
  readonly act: Doing;
  /** Told while somebody looks, however they stop: the lines are sent only then. */
  readonly onTraffic: (isWanted: boolean) => void;
}

/** What went over the wire, the newest first; a line opens what was in it. */
export function TrafficGroup({ lines, act, onTraffic }: TrafficGroupProps) {
  useEffect(() => {
    onTraffic(true);
    return () => onTraffic(false);
  }, [onTraffic]);
  const [filter, setFilter] = useState<TrafficFilter>('all');
  const [search, setSearch] = useState('');
  const sought = useDeferredValue(search);
  const shown = useMemo(() => shownTraffic(lines, { filter, search: sought }), [lines, filter, sought]);
  const refused = lines.filter(({ direction }) => direction === 'refused').length;
  return (
    <div className="stack traffic">
      <fieldset className="filters">
        <legend className="visually-hidden">Which part</legend>
        {TRAFFIC_FILTERS.map((one) => (
          <button
            key={one.filter}
            type="button"
            aria-pressed={one.filter === filter}
            onClick={() => setFilter(one.filter)}
          >
            {one.label}
            {one.filter === 'refused' && refused > 0 && <span className="badge">{refused}</span>}
          </button>
        ))}
      </fieldset>
      <input
        type="search"
        placeholder="Search: chat.postMessage, lead.claim, ok"
        aria-label="Search the traffic"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      {shown.length === 0 ? (
        <p className="hint">
          {lines.length === 0
            ? 'Nothing yet: send a lead, or press a button.'
            : 'Nothing like that among the newest 200.'}
        </p>
      ) : (
        <ol className="lines">
          {shown.map((line) => (
            <TrafficRow key={line.id} line={line} act={act} />
          ))}
        </ol>
      )}
    </div>
  );
}
