import { type Duration, SECOND } from '../../core/instants.ts';
import type { Ports } from '../ports.ts';

const PATIENCE: Duration = 5 * SECOND;

/** Whether a Baton answers under its public address, as seen from here. */
export async function answersAt(ports: Pick<Ports, 'fetch'>, publicUrl: string): Promise<boolean> {
  try {
    // What strangers may ask; the answer says that there is no such address, and a proxy without Baton says something else.
    const answer = await ports.fetch(`${publicUrl}/hooks/doctor`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false;
  }
}
