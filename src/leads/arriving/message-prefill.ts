import { unescaped } from '../../core/slack-markup.ts';
import { EMAIL, PHONE } from './contact-in-text.ts';

/** What a message of Slack says of a prospect: the first address and number in it, and its words without Slack's markup. */
export function prefillFrom(slackText: string): { email?: string; phone?: string; message: string } {
  const message = withoutMarkup(slackText);
  const [email] = message.match(EMAIL) ?? [];
  const [phone] = message.match(PHONE) ?? [];
  return { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }), message };
}

/** `<mailto:a@b.c|a@b.c>` is how Slack sends an address that somebody typed. */
function withoutMarkup(text: string): string {
  return unescaped(text.replace(/<([^<>|]*)\|([^<>]*)>/g, '$2').replace(/<(?:mailto:|tel:)?([^<>]*)>/g, '$1'));
}
