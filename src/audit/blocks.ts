import { context, section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { code, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';

/** What stands wrong and can't be mended by Baton, as one line among several. */
export const findingLine = (sentence: string): Mrkdwn => md`${sentence}`;

/** The same by itself. */
export const findingMessage = (sentence: string): MessageContent =>
  message(md`Baton has looked itself over: ${sentence}`, [
    section(md`🔍 ${sentence}`),
    context(
      md`I look every minute whether everything is as it should be, and mend what I can. This I can’t. ${code('npm run baton -- doctor')} tells more.`,
    ),
  ]);
