import { z } from 'zod';
import { type Duration, SECOND } from '../../../core/instants.ts';
import type { Ports } from '../../ports.ts';

const PATIENCE: Duration = 10 * SECOND;
const answerSchema = z.object({ ok: z.boolean(), error: z.string().optional() });

/** Whether an app token opens Socket Mode: Slack's code if it doesn't. Nothing is connected. Throws if Slack can't be reached. */
export async function appTokenFault(
  ports: Pick<Ports, 'fetch'>,
  apiUrl: string,
  appToken: string,
): Promise<string | undefined> {
  const answer = await ports.fetch(`${apiUrl}apps.connections.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${appToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  });
  const { ok, error = 'unknown' } = answerSchema.parse(await answer.json());
  return ok ? undefined : error;
}
