import type { Pane } from '../../wire.ts';

/** Where the page is: at one desk, or at two side by side. It travels in the address, so that a reload and a link keep it. */
export type Place = readonly [Pane] | readonly [Pane, Pane];

/** The names of a desk's parts in the address; the second desk's begin with `with`. */
const NAMES = [
  { as: 'as', channel: 'in', thread: 'thread', tab: 'tab' },
  { as: 'with', channel: 'with-in', thread: 'with-thread', tab: 'with-tab' },
] as const;

/** The place that an address's hash names; what it leaves out is empty, and the server fills it with what a newcomer sees. */
export function placeIn(hash: string): Place {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const first = paneIn(query, 0);
  if (!query.has('with')) return [first];
  const second = paneIn(query, 1);
  return [first, second.channel === '' ? { ...second, channel: first.channel } : second];
}

/** The hash of a place, with `#`. */
export function addressOf(place: Place): string {
  const query = new URLSearchParams();
  for (const [at, { as, channel, thread, tab }] of place.entries()) {
    const names = NAMES[at === 0 ? 0 : 1];
    query.set(names.as, as);
    query.set(names.channel, channel);
    if (thread !== undefined) query.set(names.thread, thread);
    if (tab !== 'messages') query.set(names.tab, tab);
  }
  return `#${query.toString()}`;
}

/** The place after one desk has moved. */
export function moved(place: Place, desk: number, to: Pane): Place {
  const [first, second] = place;
  if (desk > 0) return [first, to];
  return second === undefined ? [to] : [to, second];
}

function paneIn(query: URLSearchParams, at: 0 | 1): Pane {
  const names = NAMES[at];
  const thread = query.get(names.thread);
  return {
    as: query.get(names.as) ?? '',
    channel: query.get(names.channel) ?? '',
    ...(thread !== null && { thread }),
    tab: query.get(names.tab) === 'home' ? 'home' : 'messages',
  };
}
