import type { Face, Office } from '../../wire.ts';

/** What to call somebody; their id if nobody knows them. */
export const nameOf = (office: Office, id: string): string =>
  office.people.find((face) => face.id === id)?.name ?? (id === office.bot.id ? office.bot.name : id);

/** "Ana" of "Ana Ruiz". */
export const firstName = (name: string): string => name.split(' ')[0] ?? name;

/** Everybody whom one can be. */
export const playable = (office: Office): Face[] => office.people.filter(({ isPlayable }) => isPlayable);

/** At most two letters that stand for a name. */
export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');

const COLOURS = 7;

/** Which of the avatars' colours somebody has; always the same one. */
export const colourOf = (id: string): number =>
  new TextEncoder().encode(id).reduce((sum, byte) => (sum * 83 + byte) % 9_973, 0) % COLOURS;

/** The place after which a zone is named: "London". */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
