import type { Duration } from '../core/instants.ts';
import type { Agreement } from './agreement.ts';

/** Both promises, as people read them. */
export interface AgreementView {
  /** What marketing promises now. */
  readonly inForce: Agreement | undefined;
  /** What marketing would promise instead, while sales has not agreed. */
  readonly proposed: Agreement | undefined;
  /** Working time within which sales promises a first contact. */
  readonly target: Duration | undefined;
  /** Names of those whom the two name. */
  readonly names: ReadonlyMap<string, string>;
}
