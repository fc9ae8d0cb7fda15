import type { Listeners } from '../platform/slack/listeners.ts';
import { createReportsService, type Reports, type ReportsDeps } from './service.ts';
import { type ReaderActor, reportListeners } from './slack.ts';

/** Figures that both teams read. */
export function createReports<A extends ReaderActor>(
  deps: ReportsDeps,
): { readonly service: Reports; readonly listeners: Listeners<A> } {
  const service = createReportsService(deps);
  return { service, listeners: reportListeners<A>(service) };
}
