import { describe } from 'vitest';
import { findingLine, findingMessage } from '../../src/audit/blocks.ts';
import { auditNotices } from '../../src/audit/notices.ts';
import { mergedMessage } from '../../src/notices/blocks.ts';
import type { Check } from '../../src/platform/check.ts';
import { jobChecks } from '../../src/platform/jobs/job-checks.ts';
import { messageChecks } from '../../src/platform/slack/messages/message-checks.ts';
import { storageChecks } from '../../src/platform/storage-checks.ts';
import { goldenViews, type Views } from '../support/golden.ts';

const CHECKS: readonly Check[] = [...jobChecks(), ...messageChecks([]), ...storageChecks('baton.db')];

const sentence = (name: string, count: number): string => {
  const check = CHECKS.find((one) => one.name === name);
  if (check === undefined) throw new Error(`No check is called ${name}`);
  return check.says(count);
};

/** What admins read when Baton finds something wrong that it can't mend. */
function auditViews(): Views {
  const [notice] = auditNotices({ standing: async () => undefined });
  const lines = [sentence('work.failing', 1), sentence('message.left-alone', 3), sentence('disk.low', 1)];
  return {
    'audit-finding.one': findingMessage(sentence('message.left-alone', 1)),
    'audit-finding.several': findingMessage(sentence('message.left-alone', 12)),
    'audit-finding.disk': findingMessage(sentence('disk.low', 1)),
    'audit-finding.held-open': findingMessage(sentence('database.held-open', 1)),
    'audit-finding.merged': mergedMessage([{ heading: notice?.heading(3) ?? '', lines: lines.map(findingLine) }]),
  };
}

describe('what the auditor says', () => goldenViews('audit', auditViews()));
