import type { TrafficLine } from '../../wire.ts';

/** Which part of the traffic is looked at. */
export type TrafficFilter = 'all' | 'to Slack' | 'from Slack' | 'refused';

export const TRAFFIC_FILTERS: readonly { readonly filter: TrafficFilter; readonly label: string }[] = [
  { filter: 'all', label: 'All' },
  { filter: 'to Slack', label: 'To Slack' },
  { filter: 'from Slack', label: 'From Slack' },
  { filter: 'refused', label: 'Refused' },
];

/** The lines that are looked at, the newest first. A search needs all of its words, in any order and case. */
export function shownTraffic(
  lines: readonly TrafficLine[],
  { filter, search }: { readonly filter: TrafficFilter; readonly search: string },
): readonly TrafficLine[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const isShown = (line: TrafficLine): boolean => {
    const text = `${line.what} ${line.result} ${line.direction}`.toLowerCase();
    return passes(line, filter) && words.every((word) => text.includes(word));
  };
  return lines.filter(isShown).toReversed();
}

/** What Slack refused was sent to it too. */
function passes({ direction }: TrafficLine, filter: TrafficFilter): boolean {
  if (filter === 'all') return true;
  return filter === 'to Slack' ? direction !== 'from Slack' : direction === filter;
}

/** "4 ms", "1.2 s", or that nobody has answered yet. */
export function tookText(tookMs: number | undefined): string {
  if (tookMs === undefined) return 'waiting';
  return tookMs < 1_000 ? `${Math.round(tookMs)} ms` : `${(tookMs / 1_000).toFixed(1)} s`;
}
