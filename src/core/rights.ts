/** What somebody may do, as far as that doesn't hang on a team. */
export interface Rights {
  /** The teams that they manage. */
  readonly manages: readonly string[];
  readonly isAdmin: boolean;
}

/** Whether they may change what concerns everybody: managers of either team, and admins. */
export const managesAny = ({ manages, isAdmin }: Rights): boolean => isAdmin || manages.length > 0;
