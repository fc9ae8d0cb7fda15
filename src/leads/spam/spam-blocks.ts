import { type MessageContent, message, refusal } from '../../blockkit/message.ts';
import { code, joined, lines, md } from '../../blockkit/mrkdwn.ts';
import { counted } from '../../core/time-text.ts';
import { type Blocking, MOST_BLOCKED } from './spam.ts';

export const SPAM = 'lead.spam';

/** Which domains are blocked, and what was kept out lately. */
export function blockedMessage(domains: readonly string[], lately: readonly number[]): MessageContent {
  const list =
    domains.length === 0
      ? md`No domain is blocked. ${code('/lead block example.com')} keeps leads from one out.`
      : md`Blocked: ${joined(
          domains.slice(0, MOST_NAMED).map((domain) => md`${code(domain)}`),
          ', ',
        )}${more(domains)}. ${code('/lead unblock …')} takes its leads again.`;
  const out =
    lately.length === 0
      ? md`In the last 30 days nothing was kept out.`
      : md`Kept out lately: ${joined(
          lately.map((number) => md`#${number}`),
          ', ',
        )}. Was one of them real? ${code(`/lead show ${lately[0] ?? ''}`)} opens it again.`;
  return message(lines(list, out));
}

const MOST_NAMED = 30;

const more = (domains: readonly string[]) =>
  domains.length > MOST_NAMED ? md` and ${counted(domains.length - MOST_NAMED, 'more')}` : md``;

/** What came of blocking. */
export function blockingMessage(done: Blocking): MessageContent {
  switch (done.kind) {
    case 'blocked':
      return message(
        md`Leads from ${code(done.domain)} are kept out from now on: no card, nobody is rung, and they count nowhere.`,
      );
    case 'unblocked':
      return message(md`Leads from ${code(done.domain)} are taken again.`);
    case 'not-manager':
      return refusal(md`Only managers of sales or marketing block domains. Ask yours.`);
    case 'too-many':
      return message(md`${MOST_BLOCKED} domains are blocked, and that is the most. Take one off the list first.`);
  }
}

export const noDomainMessage = (text: string): MessageContent =>
  message(
    md`“${text}” is no domain that can be blocked. Write it like ${code('/lead block example.com')}; those at which everybody has a mailbox stay open.`,
  );
