import { unescaped } from '../../core/slack-markup.ts';

/** Slack's notation as somebody reads it: addresses and links as what they lead to, no marks around words. */
export const plainText = (mrkdwn: string): string =>
  unescaped(
    mrkdwn
      .replace(/<mailto:([^|>]*)(?:\|[^>]*)?>/g, '$1')
      .replace(/<tel:([^|>]*)(?:\|([^>]*))?>/g, (_all, number: string, shown?: string) => shown || number)
      .replace(/<(https?:[^|>]*)(?:\|[^>]*)?>/g, '$1')
      .replace(/<[!#@][^|>]*\|([^>]*)>/g, '$1')
      .replace(/<[!#@][^>]*>/g, '')
      .replace(/\*/g, ''),
  );
