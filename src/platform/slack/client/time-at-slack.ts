import type { Instant } from '../../../core/instants.ts';
import type { Ports } from '../../ports.ts';

/** What time it is at Slack, to a second: every answer of its servers says so. Undefined if this one doesn't. */
export async function timeAtSlack(ports: Pick<Ports, 'fetch'>, apiUrl: string): Promise<Instant | undefined> {
  const answer = await ports.fetch(`${apiUrl}api.test`, { method: 'POST', redirect: 'error' });
  await answer.body?.cancel();
  const said = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(said) ? undefined : said;
}
