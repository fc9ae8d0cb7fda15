import { createHash } from 'node:crypto';

/** What the id of nobody begins with; it stands in the place of a person once nobody is to know who it was. */
export const NOBODY = 'nobody:';

/** Nobody, as the sender of a form: the same for the same form, and it tells neither which form that was nor when it was sent. */
export const nobodyBehind = (form: string): string => `${NOBODY}${createHash('sha256').update(form).digest('hex')}`;
