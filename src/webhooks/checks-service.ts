import type { Check, CheckDeps } from '../platform/check.ts';
import { forgottenAddresses } from './checks-store.ts';
import { askToSend } from './ports-service.ts';

/** What must hold of those who follow leads: what waits is on its way. */
export function webhookChecks({ clock, jobs }: CheckDeps): readonly Check[] {
  return [
    {
      name: 'webhook.forgotten',
      says: (count) =>
        `${count === 1 ? 'An address that follows leads has' : `${count} addresses that follow leads have`} stopped hearing of them, though events wait. The log says why, at job.failed.`,
      find: forgottenAddresses,
      repair: (tx, addressId) => askToSend({ clock, jobs }, tx, addressId),
    },
  ];
}
