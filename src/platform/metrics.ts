import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type Instant, SECOND } from '../core/instants.ts';
import type { SlackMetrics } from './slack/create-slack.ts';

export interface Metrics {
  readonly registry: Registry;
  /** What Slack sends, how long its acknowledgement took, and what became of our posts. */
  readonly slack: SlackMetrics;
  /** One delivery at the intake, by what came of it. */
  intake(outcome: string): void;
  /** What audits find. */
  readonly audit: {
    standing(check: string, count: number): void;
    repaired(check: string, count: number): void;
    clean(at: Instant): void;
  };
}

/** The numbers of one process, in a registry of its own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const intake = new Counter({
    name: 'baton_intake_total',
    help: 'Deliveries at the intake by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const sockets = new Gauge({ name: 'baton_slack_sockets', help: 'Open sockets to Slack', registers });
  const lost = new Gauge({
    name: 'baton_slack_installation_lost',
    help: '1 while Slack refuses our token',
    registers,
  });
  const acks = new Histogram({
    name: 'baton_slack_ack_seconds',
    help: 'From an envelope to its acknowledgement',
    labelNames: ['type'],
    buckets: [0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3],
    registers,
  });
  const unacknowledged = new Counter({
    name: 'baton_slack_unacknowledged_total',
    help: 'Envelopes whose listener failed, so that Slack delivers them again',
    labelNames: ['type'],
    registers,
  });
  const posts = new Counter({
    name: 'baton_slack_posts_total',
    help: 'Posts to Slack by what became of them',
    labelNames: ['outcome'],
    registers,
  });
  const findings = new Gauge({
    name: 'baton_audit_findings',
    help: 'What the last audit found wrong and could not mend, by rule',
    labelNames: ['check'],
    registers,
  });
  const repairs = new Counter({
    name: 'baton_audit_repairs_total',
    help: 'What audits have mended, by rule',
    labelNames: ['check'],
    registers,
  });
  const clean = new Gauge({
    name: 'baton_audit_clean_timestamp_seconds',
    help: 'When an audit last left nothing wrong',
    registers,
  });
  return {
    registry,
    slack: {
      connected: (count) => sockets.set(count),
      acknowledged: (type, afterMs) => acks.observe({ type }, afterMs / SECOND),
      unacknowledged: (type) => unacknowledged.inc({ type }),
      posted: (outcome) => posts.inc({ outcome }),
      lost: (isLost) => lost.set(isLost ? 1 : 0),
    },
    intake: (outcome) => intake.inc({ outcome }),
    audit: {
      standing: (check, count) => findings.set({ check }, count),
      repaired: (check, count) => repairs.inc({ check }, count),
      clean: (at) => clean.set(at / SECOND),
    },
  };
}
