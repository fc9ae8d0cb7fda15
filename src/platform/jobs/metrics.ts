import { Gauge, Histogram, type Registry } from 'prom-client';
import { SECOND } from '../../core/instants.ts';
import type { Database } from '../db/database.ts';
import { readStats, type TakenJob } from './store.ts';

export interface JobMetrics {
  /** A job has been taken; `lateMs` after it was due. */
  taken(job: TakenJob, lateMs: number): void;
}

/** Metrics of the jobs in `registry`: how late they begin, and how many there are in each state at the time of the scrape. */
export function jobMetrics(registry: Registry, database: Database): JobMetrics {
  const lateness = new Histogram({
    name: 'baton_job_lateness_seconds',
    help: 'How long after its due time a job began',
    labelNames: ['kind'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 3600],
    registers: [registry],
  });
  const states = new Gauge({
    name: 'baton_jobs',
    help: 'Unfinished jobs by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { ready, running, parked } = await readStats(database.db);
      for (const [state, count] of Object.entries({ ready, running, parked })) states.set({ state }, count);
    },
  });
  return { taken: ({ kind }, lateMs) => lateness.observe({ kind }, Math.max(0, lateMs) / SECOND) };
}
