import type { MessageContent } from '../blockkit/message.ts';
import type { Mrkdwn } from '../blockkit/mrkdwn.ts';
import type { NoticeKind } from '../core/notice.ts';
import { auditNotices } from './notices.ts';
import { type AuditDeps, type Auditor, createAuditService } from './service.ts';

/** The auditor: whether what must hold does hold. The features say what that is. */
export function createAudit(deps: AuditDeps): {
  readonly service: Auditor;
  readonly notices: readonly NoticeKind<MessageContent, Mrkdwn>[];
} {
  const service = createAuditService(deps);
  return { service, notices: auditNotices(service) };
}
