import { context, section } from '../blockkit/blocks.ts';
import { type MessageContent, message } from '../blockkit/message.ts';
import { channelLink, code, lines, type Mrkdwn, md } from '../blockkit/mrkdwn.ts';
import { durationText } from '../core/time-text.ts';
import type { Report, Trouble } from './report.ts';

/** How Baton is, for whoever wonders. */
export function statusMessage(report: Report): MessageContent {
  const { isConnected, isSetUp, waiting, parked, lateness, missingHistory, lacksEmail } = report;
  const isFine = isConnected && isSetUp && parked === 0 && lateness < 60_000;
  const title = isFine ? md`✅ All is well.` : md`⚠️ Something needs attention.`;
  return message(title, [
    section(
      lines(
        title,
        isConnected ? md`• Connected to Slack` : md`• Not connected to Slack; I keep trying`,
        isSetUp ? md`• Set up` : md`• Not set up yet: ${code('/baton setup')}`,
        md`• ${waiting} ${waiting === 1 ? 'piece' : 'pieces'} of work waiting, ${parked} given up`,
        lateness >= 60_000 && md`• The oldest has waited for ${durationText(lateness)}`,
      ),
    ),
    ...(missingHistory.length > 0
      ? [
          context(
            md`Messages arrive *at least once*: after a crash one may repeat, and then says so. For exactly once, reinstall with ${missingHistory.join(', ')}.`,
          ),
        ]
      : []),
    ...(lacksEmail
      ? [
          context(
            md`Owners that a form names by e-mail can't be found. To change that, reinstall with users:read.email.`,
          ),
        ]
      : []),
  ]);
}

export const troubleLine = ({ advice, channel }: Trouble): Mrkdwn =>
  channel === undefined || !/^[CG]/.test(channel) ? md`${advice}` : md`${channelLink(channel)}: ${advice}`;

/** Something that an admin must mend. */
export const troubleMessage = (trouble: Trouble): MessageContent =>
  message('Baton needs you', [
    section(md`🔧 ${troubleLine(trouble)}`),
    context(md`What waits is kept and goes out once it works again. ${code('/baton status')} shows how things stand.`),
  ]);
