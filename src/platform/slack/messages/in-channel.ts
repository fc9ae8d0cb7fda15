import { Permanent } from '../../errors.ts';
import { classOf } from '../client/error-codes.ts';

/**
 * Shows something in a channel. If that can't be used, it is the business of those who look after what stands there, who hear of it
 * once (PPL-4): `tell` is called with Slack's code, and there is no answer. Everything else is thrown.
 */
export async function inChannel<T>(
  show: () => Promise<T>,
  tell: (code: string) => Promise<void>,
): Promise<T | undefined> {
  try {
    return await show();
  } catch (error) {
    if (!(error instanceof Permanent) || classOf(error.code) !== 'channel') throw error;
    await tell(error.code);
    return undefined;
  }
}
