import type { Face, Pane, Ring } from '../../wire.ts';

/** Where somebody goes when they pick up their phone: to what rang last and hasn't been looked at. */
export function placeOfNewestRing(phones: readonly Ring[], person: string): Pane | undefined {
  const newest = phones.find((ring) => ring.person === person && ring.isUnread);
  return newest === undefined ? undefined : placeOfRing(newest);
}

export const placeOfRing = ({ person, channel, thread }: Ring): Pane => ({
  as: person,
  channel,
  ...(thread !== undefined && { thread }),
  tab: 'messages',
});

/** The others whose phones have rung, those with the most rings first. */
export const rungOthers = (people: readonly Face[], me: string): Face[] =>
  people
    .filter(({ id, rings, isPlayable }) => isPlayable && rings > 0 && id !== me)
    .toSorted((one, other) => other.rings - one.rings);
