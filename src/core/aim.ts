import { type Counted, type Figure, movedSince } from './figure.ts';
import { type Instant, MINUTE } from './instants.ts';
import { LEAST_FOR_PERCENT, percentOf } from './share-text.ts';

/** Something that can be measured. Its key never changes its meaning. */
export interface Measurable {
  /** A key of METRICS in src/reports. */
  readonly key: string;
  /** "First contact in time" */
  readonly name: string;
  /** So many of all, or how much working time something took. */
  readonly unit: Figure['unit'];
  readonly better: 'more' | 'less';
  /** What it counts; leads unless this says otherwise. Only leads come from a source, a campaign or a persona. */
  readonly of?: Counted | undefined;
}

/** Whether it can be measured of the leads of one source, campaign or persona. */
export const isOfLeads = ({ of = 'lead' }: Pick<Measurable, 'of'>): boolean => of === 'lead';

/** The leads of one source, campaign or persona. */
export interface OriginOf {
  readonly by: 'source' | 'campaign' | 'persona';
  readonly origin: string;
}

/** One value, of the leads that arrived, or of what was asked, from an instant on and before another one. */
export interface Reading extends Omit<Figure, 'unit' | 'of'> {
  readonly from: Instant;
  readonly until: Instant;
}

/** What an action is to move. */
export interface Aim {
  /** The key of what is measured. */
  readonly metric: string;
  /** Undefined: of all leads. */
  readonly of: OriginOf | undefined;
  /** Where it stood when that was chosen. */
  readonly baseline: Reading;
  /** In percent, or in milliseconds of working time; undefined if only the direction is known. */
  readonly target: number | undefined;
}

/** The same before it is known where it stands. */
export type AimWish = Omit<Aim, 'baseline'>;

/** Whether something has moved, and which way. `unknown`: too few on one of the two sides to tell (RETRO-6). */
export type Movement = 'reached' | ReturnType<typeof movedSince>;

/** What has become of what an action is to move. */
export function movementOf({ unit, better }: Measurable, { baseline, target }: Aim, since: Reading): Movement {
  const moved = movedSince({ unit, ...baseline }, { unit, ...since }, better);
  const level = levelOf(unit, since);
  if (target === undefined || level === undefined) return moved;
  return (better === 'more' ? level >= target : level <= target) ? 'reached' : moved;
}

/** As targets are given, and as people read it: whole percent, or whole minutes as milliseconds; undefined of too few. */
function levelOf(unit: Figure['unit'], { n, count, median }: Reading): number | undefined {
  if (n < LEAST_FOR_PERCENT) return undefined;
  if (unit === 'share') return percentOf(count, n);
  return median === undefined ? undefined : Math.floor(median / MINUTE) * MINUTE;
}
