import type { Json } from '../../server/json.ts';
import type { Surface } from '../surface.ts';

/** A block and where it stands. */
export interface BlockProps {
  readonly block: Json;
  readonly surface: Surface;
}
